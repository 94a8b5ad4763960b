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
