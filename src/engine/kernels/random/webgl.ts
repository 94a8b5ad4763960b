import type * as tf from "@tensorflow/tfjs";
import { runIndexed } from "../webgl/elementwise.ts";
import { webglKernel } from "../webgl/kernel.ts";
import { RANDOM_NORMAL, RANDOM_UNIFORM } from "./contract.ts";

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];

/** Threefry-2x32 of 20 rounds, unrolled: block `counter` of the key, as in `core/random.ts`. */
const rounds = Array.from({ length: 20 }, (_, round) => {
  const rotation = ROTATIONS[round % 8] as number;
  const mix = `x0 += x1; x1 = ((x1 << ${rotation}u) | (x1 >> ${32 - rotation}u)) ^ x0;`;
  const injection = (round + 1) / 4;
  if (round % 4 !== 3) return mix;
  return `${mix} x0 += k${injection % 3}; x1 += k${(injection + 1) % 3} + ${injection}u;`;
}).join("\n  ");

const UNIT = "0.000000059604644775390625";

/** The two numbers of a block; the upper 24 bits of each, as a share of all. */
const threefry = `
vec2 words(uint counter) {
  uint k0 = key0;
  uint k1 = key1;
  uint k2 = key0 ^ key1 ^ 0x1bd11bdau;
  uint x0 = counter + k0;
  uint x1 = k1;
  ${rounds}
  return vec2(uvec2(x0, x1) >> 8u);
}
`;

/** Logarithm, sine and cosine to a few units in the last place; the built-ins may be far less exact. */
const exact = `
// ln x for x in (0, 1]: x = m · 2ᵉ with m in [√½, √2), ln m = 2 artanh((m − 1) / (m + 1)).
float logarithm(float x) {
  uint bits = floatBitsToUint(x) - 0x3f3504f3u;
  int e = int(bits) >> 23;
  float m = uintBitsToFloat((bits & 0x007fffffu) + 0x3f3504f3u);
  float s = (m - 1.0) / (m + 1.0);
  float q = s * s;
  float series = 1.0 + q * (0.33333333 + q * (0.2 + q * (0.14285714 + q * (0.11111111 + q * 0.09090909))));
  return 2.0 * s * series + float(e) * 0.69314718;
}
// (cos, sin) of 2π · turn, turn in [0, 1): Taylor's series within an eighth of a turn, then quarters.
vec2 direction(float turn) {
  float quarter = floor(turn * 4.0 + 0.5);
  float a = (turn - quarter * 0.25) * 6.28318531;
  float q = a * a;
  float s = a * (1.0 - q * (0.16666667 - q * (0.0083333333 - q * (0.00019841270 - q * 0.0000027557319))));
  float c = 1.0 - q * (0.5 - q * (0.041666667 - q * (0.0013888889 - q * (0.000024801587 - q * 0.00000027557319))));
  switch (int(quarter) % 4) {
    case 0: return vec2(c, s);
    case 1: return vec2(-s, c);
    case 2: return vec2(-c, -s);
    default: return vec2(s, -c);
  }
}
`;

function drawKernel(kernelName: string, declarations: string, pair: string): tf.KernelConfig {
  const numbers = {
    key: kernelName,
    inputs: [],
    uniforms: { key0: "uint", key1: "uint" } as const,
    declarations,
    // Each block gives two numbers in a row, of which this is one.
    body: `
  vec2 drawn = words(uint(i) / 2u);
  vec2 pair = ${pair};
  y0 = (i & 1) == 0 ? pair.x : pair.y;`,
  };
  return webglKernel(kernelName, (gpu, _, attributes) => {
    const { key0, key1, shape } = attributes as {
      readonly key0: number;
      readonly key1: number;
      readonly shape: number[];
    };
    return runIndexed(gpu, numbers, [], { shape }, [key0 >>> 0, key1 >>> 0])[0] as tf.TensorInfo;
  });
}

export const randomWebgl: readonly tf.KernelConfig[] = [
  drawKernel(RANDOM_UNIFORM, threefry, `drawn * ${UNIT}`),
  drawKernel(
    RANDOM_NORMAL,
    threefry + exact,
    `sqrt(-2.0 * logarithm((drawn.x + 1.0) * ${UNIT})) * direction(drawn.y * ${UNIT})`,
  ),
];
