// Convolutions as products: each output pixel's window becomes a row ("im2col"), some images at a time so that the rows stay
// in the cache. Channels last. The shape is set first, because every function needs all of it.
import { add, load4, mul, muladd, store4 } from "./lanes";
import { pack, packedBytes, product, productPacked, productScratch } from "./product";

let height: i32, width: i32, channels: i32;
let windowHeight: i32, windowWidth: i32;
let outHeight: i32, outWidth: i32;
let strideHeight: i32, strideWidth: i32, dilationHeight: i32, dilationWidth: i32;
let top: i32, left: i32;

/** The input [height, width, channels], the window, the output, and how they lie. */
export function convolutionShape(
  inputHeight: i32, inputWidth: i32, inputChannels: i32, filterHeight: i32, filterWidth: i32,
  outputHeight: i32, outputWidth: i32, downStride: i32, rightStride: i32, downDilation: i32, rightDilation: i32,
  padTop: i32, padLeft: i32,
): void {
  height = inputHeight;
  width = inputWidth;
  channels = inputChannels;
  windowHeight = filterHeight;
  windowWidth = filterWidth;
  outHeight = outputHeight;
  outWidth = outputWidth;
  strideHeight = downStride;
  strideWidth = rightStride;
  dilationHeight = downDilation;
  dilationWidth = rightDilation;
  top = padTop;
  left = padLeft;
}

@inline
function depth(): i32 {
  return windowHeight * windowWidth * channels;
}

@inline
function imageBytes(): usize {
  return <usize>(height * width * channels) << 2;
}

/** Whether the rows of the windows are the input itself. */
@inline
function pointwise(): bool {
  return windowHeight == 1 && windowWidth == 1 && strideHeight == 1 && strideWidth == 1 && outHeight == height &&
    outWidth == width;
}

/** How many images' rows fill about a mebibyte. */
function imagesAtOnce(images: i32): i32 {
  const floats = outHeight * outWidth * depth();
  return max(1, min(images, 262144 / max(1, floats)));
}

@inline
function copyFloats(from: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(to + offset, load4(from + offset, count - i), count - i);
  }
}

@inline
function addFloats(from: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(to + offset, add(load4(to + offset, count - i), load4(from + offset, count - i)), count - i);
  }
}

/** rows [images · outHeight · outWidth, depth] ← the windows of x, zeros outside. */
function gatherWindows(x: usize, images: i32, rows: usize): void {
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
          const from = x + ((<usize>(row * width + firstColumn) * channels) << 2);
          if (row < 0 || row >= height) memory.fill(rows, 0, lineBytes);
          else if (whole) copyFloats(from, rows, line);
          else {
            for (let c = 0; c < windowWidth; c++) {
              const column = firstColumn + c * dilationWidth;
              const to = rows + <usize>c * pixelBytes;
              if (column < 0 || column >= width) memory.fill(to, 0, pixelBytes);
              else copyFloats(x + ((<usize>(row * width + column) * channels) << 2), to, channels);
            }
          }
          rows += lineBytes;
        }
      }
    }
    x += imageBytes();
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

/** Bytes that the three below need beside their tensors. */
export function convolutionScratch(images: i32, outChannels: i32): usize {
  const rows = imagesAtOnce(images) * outHeight * outWidth;
  const K = depth();
  return (
    (<usize>(rows * K) << 2) + packedBytes(K, outChannels) + packedBytes(outChannels, K) +
    productScratch(K, outChannels, rows, true)
  );
}

/** out [images, outHeight, outWidth, outChannels] ← activation(x ∗ filter + bias). */
export function convolve(
  x: usize, filter: usize, bias: usize, out: usize, images: i32, outChannels: i32, activation: i32, slope: f32,
  scratch: usize,
): void {
  const K = depth();
  const pixels = outHeight * outWidth;
  const packed = scratch;
  const rows = packed + packedBytes(K, outChannels);
  pack(filter, outChannels, 1, K, outChannels, packed);
  if (pointwise()) {
    const M = images * pixels;
    productPacked(x, K, 1, packed, 0, 0, out, outChannels, M, outChannels, K, bias, activation, slope);
    return;
  }
  const step = imagesAtOnce(images);
  for (let image = 0; image < images; image += step) {
    const count = min(step, images - image);
    gatherWindows(x + <usize>image * imageBytes(), count, rows);
    productPacked(
      rows, K, 1, packed, 0, 0, out + (<usize>(image * pixels * outChannels) << 2), outChannels,
      count * pixels, outChannels, K, bias, activation, slope,
    );
  }
}

/** dFilter [window, channels, outChannels] ← the windows of x, transposed, times dOut. */
export function convolveFilterGradient(
  x: usize, dOut: usize, dFilter: usize, images: i32, outChannels: i32, scratch: usize,
): void {
  const K = depth();
  const pixels = outHeight * outWidth;
  const step = imagesAtOnce(images);
  const room = scratch + (<usize>(step * pixels * K) << 2);
  for (let image = 0; image < images; image += step) {
    const count = min(step, images - image);
    gatherWindows(x + <usize>image * imageBytes(), count, scratch);
    product(
      scratch, K, true, dOut + (<usize>(image * pixels * outChannels) << 2), outChannels, false,
      image ? dFilter : 0, outChannels, dFilter, outChannels, K, outChannels, count * pixels, 0, 0, 0, room,
    );
  }
}

/** dx ← dOut times the transposed filter, each window's row added where it came from. */
export function convolveInputGradient(
  dOut: usize, filter: usize, dx: usize, images: i32, outChannels: i32, scratch: usize,
): void {
  const K = depth();
  const pixels = outHeight * outWidth;
  const packed = scratch;
  const rows = packed + packedBytes(outChannels, K);
  pack(filter, 1, outChannels, outChannels, K, packed);
  if (pointwise()) {
    productPacked(dOut, outChannels, 1, packed, 0, 0, dx, K, images * pixels, K, outChannels, 0, 0, 0);
    return;
  }
  memory.fill(dx, 0, <usize>images * imageBytes());
  const step = imagesAtOnce(images);
  for (let image = 0; image < images; image += step) {
    const count = min(step, images - image);
    productPacked(
      dOut + (<usize>(image * pixels * outChannels) << 2), outChannels, 1, packed, 0, 0, rows, K,
      count * pixels, K, outChannels, 0, 0, 0,
    );
    scatterWindows(rows, count, dx + <usize>image * imageBytes());
  }
}

/**
 * The gradients of a convolution of each channel apart, with `multiplier` filters a channel: dFilter [window, channels,
 * multiplier] where `filter` is 0, else dx.
 */
export function depthwiseGradient(
  x: usize, dOut: usize, filter: usize, result: usize, images: i32, multiplier: i32,
): void {
  const outChannels = channels * multiplier;
  const ofInput = filter != 0;
  memory.fill(result, 0, ofInput ? <usize>images * imageBytes() : <usize>(depth() * multiplier) << 2);
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      for (let u = 0; u < outWidth; u++) {
        for (let r = 0; r < windowHeight; r++) {
          const row = y * strideHeight - top + r * dilationHeight;
          if (row < 0 || row >= height) continue;
          for (let c = 0; c < windowWidth; c++) {
            const column = u * strideWidth - left + c * dilationWidth;
            if (column < 0 || column >= width) continue;
            const pixel = (<usize>((image * height + row) * width + column) * channels) << 2;
            const weight = <usize>((r * windowWidth + c) * outChannels) << 2;
            if (ofInput) depthwiseInput(dOut, filter + weight, result + pixel, multiplier);
            else depthwiseFilter(x + pixel, dOut, result + weight, multiplier);
          }
        }
        dOut += <usize>outChannels << 2;
      }
    }
  }
}

function depthwiseInput(dOut: usize, filter: usize, dx: usize, multiplier: i32): void {
  if (multiplier == 1) {
    for (let i = 0; i < channels; i += 4) {
      const o = (<usize>i) << 2;
      const rest = channels - i;
      store4(dx + o, muladd(load4(dOut + o, rest), load4(filter + o, rest), load4(dx + o, rest)), rest);
    }
    return;
  }
  for (let i = 0; i < channels; i++) {
    let sum = load<f32>(dx);
    for (let m = 0; m < multiplier; m++) {
      sum += load<f32>(dOut) * load<f32>(filter);
      dOut += 4;
      filter += 4;
    }
    store<f32>(dx, sum);
    dx += 4;
  }
}

function depthwiseFilter(x: usize, dOut: usize, dFilter: usize, multiplier: i32): void {
  if (multiplier == 1) {
    for (let i = 0; i < channels; i += 4) {
      const o = (<usize>i) << 2;
      const rest = channels - i;
      store4(dFilter + o, add(load4(dFilter + o, rest), mul(load4(x + o, rest), load4(dOut + o, rest))), rest);
    }
    return;
  }
  for (let i = 0; i < channels; i++) {
    const value = load<f32>(x + (<usize>i << 2));
    for (let m = 0; m < multiplier; m++) {
      store<f32>(dFilter, load<f32>(dFilter) + value * load<f32>(dOut));
      dOut += 4;
      dFilter += 4;
    }
  }
}
