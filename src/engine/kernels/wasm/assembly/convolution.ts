// Convolutions as products without copying windows: around the images lie zeros, so that each row of a window is one run of
// floats at a known distance from where the window begins. Channels last.
import { activate, activateAll } from "./functions";
import { add, load4, muladd, splat, store4 } from "./lanes";
import { pack, packColumns, packedBytes, packPanels, productPacked, storeRow } from "./product";
import {
  channels, depth, dilationHeight, dilationWidth, height, imageBytes, left, outHeight, outWidth, padImages, strideHeight,
  strideWidth, top, width, windowHeight, windowWidth,
} from "./windows";

/** Images at once: about this many bytes of them, and of what they give, stay in the second cache. */
const GROUP_BYTES: i32 = 262144;
/** Pixels summed at once by the filter's gradient: their windows and gradients stay in the first cache. */
const CHUNK: i32 = 256;
/** Up to so many channels, the input's gradient is scattered rather than gathered: a block of eight would be mostly empty. */
const FEW: i32 = 4;
/** Bytes of a line of the cache. */
const LINE: usize = 64;

// The padded source of the products: the input of a convolution, or the gradient of its output.
let tall: i32, wide: i32, down: i32, right: i32;
// The runs of a window: how many, how long, and (in a table) how far from its beginning.
let runs: i32, runFloats: i32;

/** The next line of the cache: panels that straddle lines are read at half the speed. */
@inline
function aligned(address: usize): usize {
  return (address + LINE - 1) & ~(LINE - 1);
}

@inline
function pointwise(): bool {
  return windowHeight == 1 && windowWidth == 1 && strideHeight == 1 && strideWidth == 1 && outHeight == height &&
    outWidth == width;
}

@inline
function groupOf(images: i32, bytes: i32): i32 {
  return max(1, min(images, GROUP_BYTES / max(1, bytes)));
}

/** Bytes of an image with its frame, and of what is made from it. */
@inline
function bytesOfBoth(floats: i32, outFloats: i32): i32 {
  return (tall * wide * floats + outFloats) << 2;
}

function frameInput(): void {
  down = top;
  right = left;
  tall = max(height + down, (outHeight - 1) * strideHeight + (windowHeight - 1) * dilationHeight + 1);
  wide = max(width + right, (outWidth - 1) * strideWidth + (windowWidth - 1) * dilationWidth + 1);
}

/** Zeros around the output, as far as windows of the input reach. */
function frameOutput(): void {
  down = max(0, ((windowHeight - 1) * dilationHeight - top) / strideHeight);
  right = max(0, ((windowWidth - 1) * dilationWidth - left) / strideWidth);
  tall = down + max(outHeight, (height - 1 + top) / strideHeight + 1);
  wide = right + max(outWidth, (width - 1 + left) / strideWidth + 1);
}

/** How many images' rows of windows fill about a mebibyte. */
function imagesAtOnce(images: i32): i32 {
  return max(1, min(images, 262144 / max(1, outHeight * outWidth * depth())));
}

/** Bytes of a group of padded images and of the tables of their pixels. */
function groupBytes(group: i32, floats: i32, pixels: i32): usize {
  return (<usize>(group * tall * wide * floats) << 2) + (<usize>(group * pixels) << 3) + LINE;
}

/** Bytes that `convolve` and `convolveFilterGradient` need beside their tensors. */
export function convolutionScratch(images: i32, outChannels: i32): usize {
  frameInput();
  const tables = (<usize>(windowHeight * windowWidth) << 2) + LINE;
  const room = max(packedBytes(depth(), outChannels), packedBytes(CHUNK, outChannels));
  const pixels = outHeight * outWidth;
  const group = groupOf(images, bytesOfBoth(channels, pixels * outChannels));
  return groupBytes(group, channels, pixels) + tables + room;
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

/** Where each output pixel's window begins in the padded input, and where the runs of a window lie. */
function tableOfWindows(count: i32, windows: usize, offsets: usize): void {
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < outHeight; y++) {
      let at = ((image * tall + y * strideHeight) * wide * channels) << 2;
      for (let u = 0; u < outWidth; u++) {
        store<i32>(windows, at);
        windows += 4;
        at += (strideWidth * channels) << 2;
      }
    }
  }
  const whole = dilationWidth == 1;
  runFloats = whole ? windowWidth * channels : channels;
  runs = whole ? windowHeight : windowHeight * windowWidth;
  for (let r = 0; r < windowHeight; r++) {
    for (let c = 0; c < runs / windowHeight; c++) {
      store<i32>(offsets, ((r * dilationHeight * wide + c * dilationWidth) * channels) << 2);
      offsets += 4;
    }
  }
}

@inline
function pixelsOf(images: i32): i32 {
  return images * outHeight * outWidth;
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

/** c ← activation(windows · packed + bias); the windows begin at a + windows[m] and their rows go to c + places[m]. */
function windowsTimesPanels(
  a: usize, windows: usize, M: i32, offsets: usize, packed: usize, K: i32,
  c: usize, places: usize, N: i32, bias: usize, activation: i32, slope: f32,
): void {
  for (let n = 0; n < N; n += 8) {
    const from = bias ? bias + (<usize>n << 2) : 0;
    for (let m = 0; m < M; m += 4) {
      const at = <usize>m << 2;
      windowBlock(a, windows + at, offsets, packed, c, places + at, min(4, M - m), min(8, N - n), from, activation, slope);
    }
    packed += <usize>K << 5;
    c += 32;
  }
}

/** One block of up to 4 × 8: four windows, run by run; windows beyond the last repeat it and are not stored. */
function windowBlock(
  a: usize, windows: usize, offsets: usize, b: usize, c: usize, places: usize,
  rows: i32, columns: i32, bias: usize, activation: i32, slope: f32,
): void {
  const w0 = a + load<u32>(windows);
  const w1 = rows > 1 ? a + load<u32>(windows, 4) : w0;
  const w2 = rows > 2 ? a + load<u32>(windows, 8) : w1;
  const w3 = rows > 3 ? a + load<u32>(windows, 12) : w2;
  let c00 = splat(0.0), c01 = splat(0.0);
  if (bias) {
    c00 = load4(bias, columns);
    if (columns > 4) c01 = load4(bias + 16, columns - 4);
  }
  let c10 = c00, c11 = c01;
  let c20 = c00, c21 = c01;
  let c30 = c00, c31 = c01;
  const runBytes = <usize>runFloats << 5;
  for (let run = 0; run < runs; run++) {
    const offset = <usize>load<i32>(offsets);
    offsets += 4;
    let a0 = w0 + offset;
    let a1 = w1 + offset;
    let a2 = w2 + offset;
    let a3 = w3 + offset;
    const end = b + runBytes;
    while (b < end) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      c00 = muladd(x, b0, c00); c01 = muladd(x, b1, c01);
      x = v128.load32_splat(a1);
      c10 = muladd(x, b0, c10); c11 = muladd(x, b1, c11);
      x = v128.load32_splat(a2);
      c20 = muladd(x, b0, c20); c21 = muladd(x, b1, c21);
      x = v128.load32_splat(a3);
      c30 = muladd(x, b0, c30); c31 = muladd(x, b1, c31);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4;
      b += 32;
    }
  }
  if (activation) {
    c00 = activate(c00, activation, slope); c01 = activate(c01, activation, slope);
    c10 = activate(c10, activation, slope); c11 = activate(c11, activation, slope);
    c20 = activate(c20, activation, slope); c21 = activate(c21, activation, slope);
    c30 = activate(c30, activation, slope); c31 = activate(c31, activation, slope);
  }
  storeRow(c + load<u32>(places), c00, c01, columns);
  if (rows > 1) storeRow(c + load<u32>(places, 4), c10, c11, columns);
  if (rows > 2) storeRow(c + load<u32>(places, 8), c20, c21, columns);
  if (rows > 3) storeRow(c + load<u32>(places, 12), c30, c31, columns);
}

/** dFilter [window, channels, outChannels] ← the windows of x, transposed, times dOut. */
export function convolveFilterGradient(
  x: usize, dOut: usize, dFilter: usize, images: i32, outChannels: i32, scratch: usize,
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
      packPanels(dOut + (<usize>((pixelsOf(i) + m) * outChannels) << 2), outChannels, 1, some, outChannels, packed);
      const at = windows + (<usize>m << 2);
      windowsTransposedTimesPanels(bare ? from : padded, at, some, offsets, packed, dFilter, outChannels, start);
      start = true;
    }
  }
}

/** c ← (c if start) + windowsᵀ · packed: c [runs · runFloats, N], four of its rows at once. */
function windowsTransposedTimesPanels(
  a: usize, windows: usize, M: i32, offsets: usize, packed: usize, c: usize, N: i32, start: bool,
): void {
  const step = <usize>N << 2;
  for (let n = 0; n < N; n += 8) {
    let to = c + (<usize>n << 2);
    for (let run = 0; run < runs; run++) {
      const from = a + <usize>load<i32>(offsets + (<usize>run << 2));
      for (let k = 0; k < runFloats; k += 4) {
        const rows = min(4, runFloats - k);
        transposedBlock(from + (<usize>k << 2), windows, M, packed, to, step, rows, min(8, N - n), start);
        to += <usize>rows * step;
      }
    }
    packed += <usize>M << 5;
  }
}

/** One block of up to 4 × 8: the same four floats of all windows. Floats beyond the last are read but not stored. */
function transposedBlock(
  a: usize, windows: usize, M: i32, b: usize, c: usize, step: usize, rows: i32, columns: i32, start: bool,
): void {
  let c00 = splat(0.0), c01 = splat(0.0);
  let c10 = splat(0.0), c11 = splat(0.0);
  let c20 = splat(0.0), c21 = splat(0.0);
  let c30 = splat(0.0), c31 = splat(0.0);
  const end = b + (<usize>M << 5);
  while (b < end) {
    const from = a + load<u32>(windows);
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(from);
    c00 = muladd(x, b0, c00); c01 = muladd(x, b1, c01);
    x = v128.load32_splat(from, 4);
    c10 = muladd(x, b0, c10); c11 = muladd(x, b1, c11);
    x = v128.load32_splat(from, 8);
    c20 = muladd(x, b0, c20); c21 = muladd(x, b1, c21);
    x = v128.load32_splat(from, 12);
    c30 = muladd(x, b0, c30); c31 = muladd(x, b1, c31);
    windows += 4;
    b += 32;
  }
  putRow(c, c00, c01, columns, start);
  if (rows > 1) putRow(c + step, c10, c11, columns, start);
  if (rows > 2) putRow(c + 2 * step, c20, c21, columns, start);
  if (rows > 3) putRow(c + 3 * step, c30, c31, columns, start);
}

@inline
function putRow(c: usize, first: v128, second: v128, columns: i32, start: bool): void {
  if (start) {
    first = add(first, load4(c, columns));
    if (columns > 4) second = add(second, load4(c + 16, columns - 4));
  }
  storeRow(c, first, second, columns);
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
  runs = taps;
  runFloats = whole ? tapsWide * outChannels : outChannels;
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
