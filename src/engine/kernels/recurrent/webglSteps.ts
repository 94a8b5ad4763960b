/** Textures that hold something of every step, and what is gathered from them once all steps are done. */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "../webgl/backend.ts";
import { newTensor, type Region } from "../webgl/draw.ts";
import { runIndexed } from "../webgl/elementwise.ts";
import type { Size } from "./webglShaders.ts";

/** Of even and of odd states; state 0 is the initial one, state t + 1 that after step t. */
export type Pair = readonly [even: tf.TensorInfo, odd: tf.TensorInfo];

/** Every WebGL 2 device has textures so high. */
const HIGHEST = 2048;

/** How many states lie side by side before the next row of them. */
function across({ batch, time }: Size): number {
  const pairs = Math.floor(time / 2) + 1;
  return Math.ceil(pairs / Math.max(1, Math.floor(HIGHEST / batch)));
}

/** The corner of state s in its texture. */
export function placeOf(size: Size, s: number): [number, number] {
  const [pair, wide] = [Math.floor(s / 2), across(size)];
  return [(pair % wide) * size.units, Math.floor(pair / wide) * size.batch];
}

export function regionOf(size: Size, [x, y]: readonly [number, number]): Region {
  return { x, y, width: size.units, height: size.batch };
}

/** A texel of one number, or of four, for each unit of each sequence; here of one step only. */
export function stepTexture(gpu: WebglBackend, width: number, height: number, four: boolean): tf.TensorInfo {
  const shape = four ? [2 * height, 2 * width] : [height, width];
  return newTensor(gpu, shape, { packed: four, texels: [width, height] });
}

export function pairOf(gpu: WebglBackend, size: Size, four: boolean): Pair {
  const wide = across(size);
  const high = Math.ceil((Math.floor(size.time / 2) + 1) / wide);
  const make = () => stepTexture(gpu, wide * size.units, high * size.batch, four);
  return [make(), make()];
}

/** GLSL `vec4 nameAt(int s, int b, int j)`. */
function access(name: string, size: Size): string {
  const wide = across(size);
  return `
vec4 ${name}At(int s, int b, int j) {
  int pair = s / 2;
  ivec2 place = ivec2((pair % ${wide}) * ${size.units} + j, (pair / ${wide}) * ${size.batch} + b);
  return s % 2 == 0 ? texelFetch(${name}0Texture, place, 0) : texelFetch(${name}1Texture, place, 0);
}`;
}

/**
 * A tensor [B · T, blocks · H] of what `body` works out for sequence b, step t, block g and unit j from the pairs by name.
 * It goes by the shape [B, T, blocks · H].
 */
export function gather(
  gpu: WebglBackend,
  size: Size,
  name: string,
  pairs: Readonly<Record<string, Pair>>,
  blocks: number,
  body: string,
): tf.TensorInfo {
  const { cell, batch: B, time: T, units: H } = size;
  const names = Object.keys(pairs);
  const width = blocks * H;
  const gathered = {
    key: `recurrent ${name} ${cell} ${B} ${T} ${H}`,
    inputs: names.flatMap((each) => [`${each}0`, `${each}1`]),
    declarations: names.map((each) => access(each, size)).join("\n"),
    body: `
  int row = i / ${width};
  int column = i - row * ${width};
  int b = row / ${T};
  int t = row - b * ${T};
  int g = column / ${H};
  int j = column - g * ${H};
  ${body}`,
  };
  const [made] = runIndexed(gpu, gathered, Object.values(pairs).flat(), { shape: [B * T, width], packed: true }) as [
    tf.TensorInfo,
  ];
  return { ...made, shape: [B, T, width] };
}
