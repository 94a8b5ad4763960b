// The gradient of a convolution's input, which is also the transposed convolution.
import { activateAll } from "./functions";
import { add, load4, store4 } from "./lanes";
import { pack, packColumns, packedBytes, productPacked } from "./product";
import { windowsTimesPanels } from "./windowProducts";
import {
  aligned, bytesOfBoth, channels, depth, dilationHeight, dilationWidth, down, frameOutput, groupBytes, groupOf, height,
  imageBytes, left, LINE, outHeight, outWidth, padImages, pixelsOf, pointwise, right, setRuns, strideHeight, strideWidth, tall,
  top, wide, width, windowHeight, windowWidth,
} from "./windows";

/** Up to so many channels, the input's gradient is scattered rather than gathered: a block of eight would be mostly empty. */
const FEW: i32 = 4;

/** How many images' rows of windows fill about a mebibyte. */
function imagesAtOnce(images: i32): i32 {
  return max(1, min(images, 262144 / max(1, outHeight * outWidth * depth())));
}

/** Bytes that `convolveInputGradient` needs. */
export function inputGradientScratch(images: i32, outChannels: i32): usize {
  const K = depth();
  if (channels <= FEW || pointwise()) {
    return packedBytes(outChannels, K) + (<usize>(imagesAtOnce(images) * outHeight * outWidth * K) << 2);
  }
  frameOutput();
  const tables = (<usize>(windowHeight * windowWidth) << 2) + LINE;
  const room = packedBytes(windowHeight * windowWidth * outChannels, channels);
  const group = groupOf(images, bytesOfBoth(outChannels, height * width * channels));
  return groupBytes(group, outChannels, height * width) + tables + room;
}

/**
 * dx ← activation(dOut times the transposed filter + bias): the gradient of the input, and the transposed convolution.
 * With strides, the pixels of dx fall into phases, each a plain convolution of dOut with its own part of the filter.
 */
export function convolveInputGradient(
  dOut: usize, filter: usize, bias: usize, dx: usize, images: i32, outChannels: i32, activation: i32, slope: f32,
  scratch: usize,
): void {
  if (pointwise()) {
    const K = outChannels;
    pack(filter, 1, K, K, channels, scratch);
    productPacked(dOut, K, 1, scratch, 0, 0, dx, channels, pixelsOf(images), channels, K, bias, activation, slope);
    return;
  }
  if (channels <= FEW) {
    scatterInputGradient(dOut, filter, bias, dx, images, outChannels, activation, slope, scratch);
    return;
  }
  frameOutput();
  const image = (tall * wide * outChannels) << 2;
  const group = groupOf(images, bytesOfBoth(outChannels, height * width * channels));
  const padded = scratch;
  const bare = tall == outHeight && wide == outWidth;
  for (let i = 0; i < images; i += group) {
    const count = min(group, images - i);
    const from = dOut + (<usize>(pixelsOf(i) * outChannels) << 2);
    if (!bare) padImages(from, count, outHeight, outWidth, outChannels, padded, tall, wide, down, right);
    for (let py = 0; py < strideHeight; py++) {
      for (let px = 0; px < strideWidth; px++) {
        phase(
          bare ? from : padded, filter, bias, dx + <usize>i * imageBytes(), count, outChannels, py, px,
          activation, slope, padded + <usize>(group * image) + 16,
        );
      }
    }
  }
}

/** The pixels (y, x) of dx with (y + top) mod stride = py and (x + left) mod stride = px. */
function phase(
  source: usize, filter: usize, bias: usize, dx: usize, images: i32, outChannels: i32, py: i32, px: i32,
  activation: i32, slope: f32, scratch: usize,
): void {
  const windows = scratch;
  const places = windows + (<usize>(images * height * width) << 2);
  const offsets = places + (<usize>(images * height * width) << 2);
  let packed = aligned(offsets + (<usize>(windowHeight * windowWidth) << 2));

  let M = 0;
  for (let i = 0; i < images; i++) {
    for (let y = phaseStart(py, top, strideHeight); y < height; y += strideHeight) {
      const row = (i * tall + (y + top) / strideHeight + down) * wide;
      for (let x = phaseStart(px, left, strideWidth); x < width; x += strideWidth) {
        const at = <usize>M << 2;
        store<i32>(windows + at, ((row + (x + left) / strideWidth + right) * outChannels) << 2);
        store<i32>(places + at, (((i * height + y) * width + x) * channels) << 2);
        M++;
      }
    }
  }

  // The parts of the filter that meet these pixels, backwards; taps whose columns are neighbours make one run.
  let taps = 0;
  let tapsWide = 0;
  for (let c = windowWidth - 1; c >= 0; c--) if (meets(px, c, dilationWidth, strideWidth)) tapsWide++;
  const whole = dilationWidth == 1;
  for (let r = windowHeight - 1; r >= 0; r--) {
    if (!meets(py, r, dilationHeight, strideHeight)) continue;
    let first = true;
    for (let c = windowWidth - 1; c >= 0; c--) {
      if (!meets(px, c, dilationWidth, strideWidth)) continue;
      if (first || !whole) {
        const row = (py - r * dilationHeight) / strideHeight;
        const column = (px - c * dilationWidth) / strideWidth;
        store<i32>(offsets + (<usize>taps << 2), ((row * wide + column) * outChannels) << 2);
        taps++;
      }
      first = false;
    }
  }
  setRuns(taps, whole ? tapsWide * outChannels : outChannels);
  const panels = packed;
  let K = 0;
  for (let c0 = 0; c0 < channels; c0 += 8) {
    K = 0;
    for (let r = windowHeight - 1; r >= 0; r--) {
      if (!meets(py, r, dilationHeight, strideHeight)) continue;
      for (let c = windowWidth - 1; c >= 0; c--) {
        if (!meets(px, c, dilationWidth, strideWidth)) continue;
        const from = filter + (<usize>(((r * windowWidth + c) * channels + c0) * outChannels) << 2);
        packColumns(from, 1, outChannels, outChannels, min(8, channels - c0), packed);
        packed += <usize>outChannels << 5;
        K += outChannels;
      }
    }
  }
  windowsTimesPanels(source, windows, M, offsets, panels, K, dx, places, channels, bias, activation, slope);
}

/** The first place ≥ 0 of this phase. */
@inline
function phaseStart(phase: i32, before: i32, stride: i32): i32 {
  return (((phase - before) % stride) + stride) % stride;
}

@inline
function meets(phase: i32, tap: i32, dilation: i32, stride: i32): bool {
  return (phase - tap * dilation) % stride == 0;
}

/** The same by adding each pixel's window of products to where it came from. */
function scatterInputGradient(
  dOut: usize, filter: usize, bias: usize, dx: usize, images: i32, outChannels: i32, activation: i32, slope: f32,
  scratch: usize,
): void {
  const K = depth();
  const rows = scratch + packedBytes(outChannels, K);
  const floats = images * height * width * channels;
  pack(filter, 1, outChannels, outChannels, K, scratch);
  memory.fill(dx, 0, <usize>floats << 2);
  if (bias) {
    for (let i = 0; i < floats; i += channels) copyFloats(bias, dx + (<usize>i << 2), channels);
  }
  const step = imagesAtOnce(images);
  for (let i = 0; i < images; i += step) {
    const count = min(step, images - i);
    const from = dOut + (<usize>(pixelsOf(i) * outChannels) << 2);
    productPacked(from, outChannels, 1, scratch, 0, 0, rows, K, pixelsOf(count), K, outChannels, 0, 0, 0);
    scatterWindows(rows, count, dx + <usize>i * imageBytes());
  }
  if (activation) activateAll(dx, dx, floats, activation, slope);
}

@inline
function copyFloats(from: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<f32>(to + (<usize>i << 2), load<f32>(from + (<usize>i << 2)));
}

@inline
function addFloats(from: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(to + offset, add(load4(to + offset, count - i), load4(from + offset, count - i)), count - i);
  }
}

/** x += the windows' rows, each where it came from. */
function scatterWindows(rows: usize, images: i32, x: usize): void {
  const line = windowWidth * channels;
  const lineBytes = <usize>line << 2;
  const pixelBytes = <usize>channels << 2;
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      for (let u = 0; u < outWidth; u++) {
        const firstColumn = u * strideWidth - left;
        const whole = dilationWidth == 1 && firstColumn >= 0 && firstColumn + windowWidth <= width;
        for (let r = 0; r < windowHeight; r++) {
          const row = y * strideHeight - top + r * dilationHeight;
          if (row >= 0 && row < height) {
            if (whole) addFloats(rows, x + ((<usize>(row * width + firstColumn) * channels) << 2), line);
            else {
              for (let c = 0; c < windowWidth; c++) {
                const column = firstColumn + c * dilationWidth;
                if (column >= 0 && column < width) {
                  const to = x + ((<usize>(row * width + column) * channels) << 2);
                  addFloats(rows + <usize>c * pixelBytes, to, channels);
                }
              }
            }
          }
          rows += lineBytes;
        }
      }
    }
    x += imageBytes();
  }
}
