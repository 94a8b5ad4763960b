// Convolutions as products without copying windows: around the images lie zeros, so that each row of a window is one run of
// floats at a known distance from where the window begins. Channels last.
import { pack, packedBytes, packPanels, productPacked } from "./product";
import { windowsTimesPanels, windowsTransposedTimesPanels } from "./windowProducts";
import {
  aligned, bytesOfBoth, channels, depth, down, frameInput, groupBytes, groupOf, height, imageBytes, LINE, outHeight, outWidth,
  padImages, pixelsOf, pointwise, right, tableOfWindows, tall, wide, width, windowHeight, windowWidth,
} from "./windows";

/** Pixels summed at once by the filter's gradient: their windows and gradients stay in the first cache. */
const CHUNK: i32 = 256;

/** Bytes that `convolve` and `convolveFilterGradient` need beside their tensors. */
export function convolutionScratch(images: i32, outChannels: i32): usize {
  frameInput();
  const tables = (<usize>(windowHeight * windowWidth) << 2) + LINE;
  const room = max(packedBytes(depth(), outChannels), packedBytes(CHUNK, outChannels));
  const pixels = outHeight * outWidth;
  const group = groupOf(images, bytesOfBoth(channels, pixels * outChannels));
  return groupBytes(group, channels, pixels) + tables + room;
}

/** out [images, outHeight, outWidth, outChannels] ← activation(x ∗ filter + bias). */
export function convolve(
  x: usize, filter: usize, bias: usize, out: usize, images: i32, outChannels: i32, activation: i32, slope: f32,
  scratch: usize,
): void {
  const K = depth();
  if (pointwise()) {
    pack(filter, outChannels, 1, K, outChannels, scratch);
    productPacked(
      x, K, 1, scratch, 0, 0, out, outChannels, pixelsOf(images), outChannels, K, bias, activation, slope,
    );
    return;
  }
  frameInput();
  const image = (tall * wide * channels) << 2;
  const group = groupOf(images, bytesOfBoth(channels, pixelsOf(1) * outChannels));
  const padded = scratch;
  const windows = padded + <usize>(group * image) + 16;
  const places = windows + (<usize>pixelsOf(group) << 2);
  const offsets = places + (<usize>pixelsOf(group) << 2);
  const packed = aligned(offsets + (<usize>(windowHeight * windowWidth) << 2));
  packPanels(filter, outChannels, 1, K, outChannels, packed);
  tableOfWindows(group, windows, offsets);
  for (let m = 0; m < pixelsOf(group); m++) store<i32>(places + (<usize>m << 2), (m * outChannels) << 2);
  const bare = tall == height && wide == width;
  for (let i = 0; i < images; i += group) {
    const count = min(group, images - i);
    const from = x + <usize>i * imageBytes();
    if (!bare) padImages(from, count, height, width, channels, padded, tall, wide, down, right);
    windowsTimesPanels(
      bare ? from : padded, windows, pixelsOf(count), offsets, packed, K,
      out + (<usize>(pixelsOf(i) * outChannels) << 2), places, outChannels, bias, activation, slope,
    );
  }
}

/** `columns` columns from `first` on of dFilter [window, channels, outChannels] ← the windows of x, transposed, times dOut. */
export function convolveFilterGradient(
  x: usize, dOut: usize, dFilter: usize, images: i32, outChannels: i32, first: i32, columns: i32, scratch: usize,
): void {
  frameInput();
  const image = (tall * wide * channels) << 2;
  const group = groupOf(images, bytesOfBoth(channels, pixelsOf(1) * outChannels));
  const padded = scratch;
  const windows = padded + <usize>(group * image) + 16;
  const offsets = windows + (<usize>pixelsOf(group) << 2);
  const packed = aligned(offsets + (<usize>(windowHeight * windowWidth) << 2));
  tableOfWindows(group, windows, offsets);
  const bare = tall == height && wide == width;
  let start = false;
  for (let i = 0; i < images; i += group) {
    const count = min(group, images - i);
    const from = x + <usize>i * imageBytes();
    if (!bare) padImages(from, count, height, width, channels, padded, tall, wide, down, right);
    const pixels = pixelsOf(count);
    for (let m = 0; m < pixels; m += CHUNK) {
      const some = min(CHUNK, pixels - m);
      const slopes = dOut + (<usize>((pixelsOf(i) + m) * outChannels + first) << 2);
      packPanels(slopes, outChannels, 1, some, columns, packed);
      const at = windows + (<usize>m << 2);
      const to = dFilter + (<usize>first << 2);
      windowsTransposedTimesPanels(bare ? from : padded, at, some, offsets, packed, to, outChannels, columns, start);
      start = true;
    }
  }
}
