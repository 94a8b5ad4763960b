import * as tf from "@tensorflow/tfjs";
import { flatIndex, newTensor, runShader, type Shader } from "../webgpu/dispatch.ts";
import { webgpuKernel } from "../webgpu/kernel.ts";
import { RANDOM_NORMAL, RANDOM_UNIFORM } from "./contract.ts";

const LANES = 64;
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];

/** Threefry-2x32 of 20 rounds, unrolled: block `counter` of the key, as in `core/random.ts`. */
const rounds = Array.from({ length: 20 }, (_, round) => {
  const rotation = ROTATIONS[round % 8] as number;
  const mix = `x0 += x1; x1 = ((x1 << ${rotation}u) | (x1 >> ${32 - rotation}u)) ^ x0;`;
  const injection = (round + 1) / 4;
  if (round % 4 !== 3) return mix;
  return `${mix} x0 += k${injection % 3}; x1 += k${(injection + 1) % 3} + ${injection}u;`;
}).join("\n  ");

const threefry = `
fn threefry(key: vec2<u32>, counter: u32) -> vec2<u32> {
  let k0 = key.x;
  let k1 = key.y;
  let k2 = key.x ^ key.y ^ 0x1bd11bdau;
  var x0 = counter + k0;
  var x1 = k1;
  ${rounds}
  return vec2<u32>(x0, x1);
}
`;

/** Logarithm, sine and cosine to a few units in the last place; the built-ins may be off by 2⁻²¹ and 2⁻¹¹. */
const exact = `
// ln x for x in (0, 1]: x = m · 2ᵉ with m in [√½, √2), ln m = 2 artanh((m − 1) / (m + 1)).
fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x) - 0x3f3504f3u;
  let e = bitcast<i32>(bits) >> 23u;
  let m = bitcast<f32>((bits & 0x007fffffu) + 0x3f3504f3u);
  let s = (m - 1.0) / (m + 1.0);
  let q = s * s;
  let series = 1.0 + q * (0.33333333 + q * (0.2 + q * (0.14285714 + q * (0.11111111 + q * 0.09090909))));
  return 2.0 * s * series + f32(e) * 0.69314718;
}
// (cos, sin) of 2π · turn, turn in [0, 1): Taylor's series within an eighth of a turn, then quarters.
fn direction(turn: f32) -> vec2<f32> {
  let quarter = floor(turn * 4.0 + 0.5);
  let a = (turn - quarter * 0.25) * 6.28318531;
  let q = a * a;
  let s = a * (1.0 - q * (0.16666667 - q * (0.0083333333 - q * (0.00019841270 - q * 0.0000027557319))));
  let c = 1.0 - q * (0.5 - q * (0.041666667 - q * (0.0013888889 - q * (0.000024801587 - q * 0.00000027557319))));
  switch (u32(quarter) % 4u) {
    case 0u: { return vec2<f32>(c, s); }
    case 1u: { return vec2<f32>(-s, c); }
    case 2u: { return vec2<f32>(-c, -s); }
    default: { return vec2<f32>(s, -c); }
  }
}
`;

/** Each lane draws one block of two words, and writes the two numbers made of it. */
function draws(name: string, values: string): Shader {
  return {
    key: name,
    lanes: LANES,
    outputs: ["result"],
    inputs: {},
    uniforms: { key0: "u32", key1: "u32", size: "u32" },
    changing: true,
    declarations: threefry + exact,
    body: `
  let block = ${flatIndex(LANES)};
  let i = block * 2u;
  if (i >= uniforms.size) { return; }
  let words = vec2<f32>(threefry(vec2<u32>(uniforms.key0, uniforms.key1), block) >> vec2<u32>(8u));
  ${values}
  result[i] = pair.x;
  if (i + 1u < uniforms.size) { result[i + 1u] = pair.y; }`,
  };
}

const UNIT = "0.000000059604644775390625";
const uniformDraws = draws("random uniform", `let pair = words * ${UNIT};`);
const normalDraws = draws(
  "random normal",
  `let pair = sqrt(-2.0 * logarithm((words.x + 1.0) * ${UNIT})) * direction(words.y * ${UNIT});`,
);

const drawKernel = (kernelName: string, shader: Shader): tf.KernelConfig =>
  webgpuKernel(kernelName, (gpu, _, attributes) => {
    const { key0, key1, shape } = attributes as { key0: number; key1: number; shape: number[] };
    const output = newTensor(gpu, shape);
    const size = tf.util.sizeFromShape(shape);
    const groups = Math.ceil(size / 2 / LANES);
    runShader(gpu, shader, { outputs: [output], inputs: [] }, [key0 >>> 0, key1 >>> 0, size], [groups]);
    return output;
  });

export const randomWebgpu: readonly tf.KernelConfig[] = [
  drawKernel(RANDOM_UNIFORM, uniformDraws),
  drawKernel(RANDOM_NORMAL, normalDraws),
];
