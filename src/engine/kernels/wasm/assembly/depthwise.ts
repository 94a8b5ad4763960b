// Convolutions of each channel apart: their gradients.
import { add, load4, mul, muladd, store4 } from "./lanes";
import {
  channels, depth, dilationHeight, dilationWidth, height, imageBytes, left, outHeight, outWidth, strideHeight, strideWidth,
  top, width, windowHeight, windowWidth,
} from "./windows";

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
