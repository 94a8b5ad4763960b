// What a convolution is made of: the shape, set first because every function needs all of it, and images with zeros around.

export let height: i32, width: i32, channels: i32;
export let windowHeight: i32, windowWidth: i32;
export let outHeight: i32, outWidth: i32;
export let strideHeight: i32, strideWidth: i32, dilationHeight: i32, dilationWidth: i32;
export let top: i32, left: i32;

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

/** How many numbers one window holds. */
@inline
export function depth(): i32 {
  return windowHeight * windowWidth * channels;
}

@inline
export function imageBytes(): usize {
  return <usize>(height * width * channels) << 2;
}

/** to [images, tall, wide, channels] ← x [images, h, w, channels] from (down, right) on, zeros elsewhere. */
export function padImages(
  x: usize, images: i32, h: i32, w: i32, floats: i32, to: usize, tall: i32, wide: i32, down: i32, right: i32,
): void {
  const line = <usize>(w * floats) << 2;
  const step = <usize>(wide * floats) << 2;
  memory.fill(to, 0, <usize>(images * tall) * step);
  let row = to + <usize>down * step + (<usize>(right * floats) << 2);
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < h; y++) {
      memory.copy(row, x, line);
      x += line;
      row += step;
    }
    row += <usize>(tall - h) * step;
  }
}

/** Images at once: about this many bytes of them, and of what they give, stay in the second cache. */
const GROUP_BYTES: i32 = 262144;
/** Bytes of a line of the cache. */
export const LINE: usize = 64;

// The padded source of the products: the input of a convolution, or the gradient of its output.
export let tall: i32, wide: i32, down: i32, right: i32;
// The runs of a window: how many, how long, and (in a table) how far from its beginning.
export let runs: i32, runFloats: i32;

/** Windows from now on are this many runs of this many floats. */
export function setRuns(count: i32, floats: i32): void {
  runs = count;
  runFloats = floats;
}

/** The next line of the cache: panels that straddle lines are read at half the speed. */
@inline
export function aligned(address: usize): usize {
  return (address + LINE - 1) & ~(LINE - 1);
}

@inline
export function pointwise(): bool {
  return windowHeight == 1 && windowWidth == 1 && strideHeight == 1 && strideWidth == 1 && outHeight == height &&
    outWidth == width;
}

@inline
export function groupOf(images: i32, bytes: i32): i32 {
  return max(1, min(images, GROUP_BYTES / max(1, bytes)));
}

/** Bytes of an image with its frame, and of what is made from it. */
@inline
export function bytesOfBoth(floats: i32, outFloats: i32): i32 {
  return (tall * wide * floats + outFloats) << 2;
}

export function frameInput(): void {
  down = top;
  right = left;
  tall = max(height + down, (outHeight - 1) * strideHeight + (windowHeight - 1) * dilationHeight + 1);
  wide = max(width + right, (outWidth - 1) * strideWidth + (windowWidth - 1) * dilationWidth + 1);
}

/** Zeros around the output, as far as windows of the input reach. */
export function frameOutput(): void {
  down = max(0, ((windowHeight - 1) * dilationHeight - top) / strideHeight);
  right = max(0, ((windowWidth - 1) * dilationWidth - left) / strideWidth);
  tall = down + max(outHeight, (height - 1 + top) / strideHeight + 1);
  wide = right + max(outWidth, (width - 1 + left) / strideWidth + 1);
}

/** Bytes of a group of padded images and of the tables of their pixels. */
export function groupBytes(group: i32, floats: i32, pixels: i32): usize {
  return (<usize>(group * tall * wide * floats) << 2) + (<usize>(group * pixels) << 3) + LINE;
}

/** Where each output pixel's window begins in the padded input, and where the runs of a window lie. */
export function tableOfWindows(count: i32, windows: usize, offsets: usize): void {
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
  setRuns(whole ? windowHeight : windowHeight * windowWidth, whole ? windowWidth * channels : channels);
  for (let r = 0; r < windowHeight; r++) {
    for (let c = 0; c < runs / windowHeight; c++) {
      store<i32>(offsets, ((r * dilationHeight * wide + c * dilationWidth) * channels) << 2);
      offsets += 4;
    }
  }
}

@inline
export function pixelsOf(images: i32): i32 {
  return images * outHeight * outWidth;
}
