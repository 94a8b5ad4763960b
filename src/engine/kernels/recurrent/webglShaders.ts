/**
 * GLSL of one step of each cell. The states of all steps lie side by side in two textures, those of even and of odd steps:
 * a step reads one and writes a region of the other, since no texture can be read and written at once.
 *
 * In them and in the kernel a texel holds what belongs to one unit: `states` its hidden value (LSTM: and its cell), `gates`
 * what the backward pass needs, `kernel` [H, H] the weights from unit k to all gates of unit j at column j, row k.
 */

import type { Shader } from "../webgl/draw.ts";
import { activationFunctions } from "../webgl/functions.ts";
import type { Layout } from "../webgl/layout.ts";
import { gateCount, type RecurrentCell } from "./contract.ts";

export interface Size {
  readonly cell: RecurrentCell;
  /** [B, T, H] */
  readonly batch: number;
  readonly time: number;
  readonly units: number;
}

type Text = Shader["text"];

const fixed =
  (text: string): Text =>
  () =>
    text;

const pixel = `
  ivec2 at = ivec2(gl_FragCoord.xy) - place;
  int b = at.y;
  int j = at.x;`;

/** The value of each gate's product with the state before: `sums`, from bias and kernel. */
const products = (units: number, biased: boolean, gates: number, vector: string) => `
  vec4 sums = vec4(${Array.from({ length: 4 }, (_, g) => (biased && g < gates ? `bias(${g * units} + j)` : "0.0")).join(", ")});
  for (int k = 0; k < ${units}; k++) {
    sums += ${vector} * texelFetch(kernelTexture, ivec2(j, k), 0);
  }`;

const stepOf: Readonly<Record<Exclude<RecurrentCell, "gru-reset-before">, string>> = {
  simple: "out0 = vec4(tangent(x(0) + sums.x), 0.0, 0.0, 0.0);",
  lstm: `
  float i = sigmoid(x(0) + sums.x);
  float f = sigmoid(x(1) + sums.y);
  float c = tangent(x(2) + sums.z);
  float o = sigmoid(x(3) + sums.w);
  float cell = f * before.y + i * c;
  out0 = vec4(o * tangent(cell), cell, 0.0, 0.0);
  out1 = vec4(i, f, c, o);`,
  gru: `
  float z = sigmoid(x(0) + sums.x);
  float r = sigmoid(x(1) + sums.y);
  float c = tangent(x(2) + r * sums.z);
  out0 = vec4(z * before.x + (1.0 - z) * c, 0.0, 0.0, 0.0);
  out1 = vec4(z, r, c, sums.z);`,
};

/** A step: the state before → (states, gates) at `place`. Of the reset-before GRU the second half, from `inner`. */
export function stepShader({ cell, batch, time, units }: Size, biased: boolean): Shader {
  const inputs = ["projected", "kernel", "states", ...(biased ? ["bias"] : [])];
  const before = cell === "gru-reset-before";
  const width = gateCount[cell] * units;
  return {
    key: `recurrent step ${cell} ${batch} ${time} ${units} ${biased}`,
    inputs: before ? [...inputs, "inner"] : inputs,
    uniforms: { place: "ivec2", source: "ivec2", t: "int" },
    text: fixed(`${activationFunctions("float")}
#define x(g) projected((b * ${time} + t) * ${width} + (g) * ${units} + j)
void main() {
  ${pixel}
  ${
    before
      ? `float sum = ${biased ? `bias(${2 * units} + j)` : "0.0"};
  for (int k = 0; k < ${units}; k++) {
    sum += texelFetch(innerTexture, ivec2(k, b), 0).z * texelFetch(kernelTexture, ivec2(j, k), 0).z;
  }
  vec4 gates = texelFetch(innerTexture, ivec2(j, b), 0);
  float c = tangent(x(2) + sum);
  out0 = vec4(gates.x * gates.w + (1.0 - gates.x) * c, 0.0, 0.0, 0.0);
  out1 = vec4(gates.x, gates.y, c, 0.0);`
      : `vec4 before = texelFetch(statesTexture, source + ivec2(j, b), 0);
  ${products(units, biased, gateCount[cell], "texelFetch(statesTexture, source + ivec2(k, b), 0).x")}
  ${stepOf[cell]}`
  }
}`),
  };
}

/** The first half of a step of the reset-before GRU: (z, r, r · h, h), of one step only. */
export function innerShader({ batch, time, units }: Size, biased: boolean): Shader {
  return {
    key: `recurrent reset ${batch} ${time} ${units} ${biased}`,
    inputs: ["projected", "kernel", "states", ...(biased ? ["bias"] : [])],
    uniforms: { place: "ivec2", source: "ivec2", t: "int" },
    text: fixed(`${activationFunctions("float")}
#define x(g) projected((b * ${time} + t) * ${3 * units} + (g) * ${units} + j)
void main() {
  ${pixel}
  float h = texelFetch(statesTexture, source + ivec2(j, b), 0).x;
  ${products(units, biased, 2, "texelFetch(statesTexture, source + ivec2(k, b), 0).x")}
  float r = sigmoid(x(1) + sums.y);
  out0 = vec4(sigmoid(x(0) + sums.x), r, r * h, h);
}`),
  };
}

/** `carried`: the gradient of the state after step t that comes from the step behind it, whose slopes lie at `source`. */
function carried({ cell, units }: Size, last: string): string {
  const gates = "texelFetch(laterGatesTexture, source + ivec2(j, b), 0)";
  const kept = {
    simple: "0.0",
    lstm: "0.0",
    gru: `own.w * ${gates}.x`,
    "gru-reset-before": "own.w",
  }[cell];
  const product = { simple: ".x", lstm: "", gru: ".xyz", "gru-reset-before": ".xy" }[cell];
  const slopes = `texelFetch(slopesTexture, source + ivec2(k, b), 0)${product}`;
  const weights = `texelFetch(kernelTexture, ivec2(k, j), 0)${product}`;
  const term = cell === "simple" ? `${slopes} * ${weights}` : `dot(${slopes}, ${weights})`;
  return `
  float carried;
  ${cell === "lstm" ? "float carriedCell;" : ""}
  if (${last}) {
    carried = finalHidden(b * ${units} + j);
    ${cell === "lstm" ? `carriedCell = finalCell(b * ${units} + j);` : ""}
  } else {
    ${cell === "simple" ? "" : "vec4 own = texelFetch(slopesTexture, source + ivec2(j, b), 0);"}
    carried = ${kept};
    for (int k = 0; k < ${units}; k++) { carried += ${term}; }
    ${cell === "lstm" ? `carriedCell = texelFetch(cellsTexture, source + ivec2(j, b), 0).x * ${gates}.y;` : ""}
  }`;
}

/** What `carried` reads, in this order. */
export const carriedInputs = ({ cell }: Size): string[] => [
  "kernel",
  "slopes",
  "finalHidden",
  ...(cell === "lstm" || cell === "gru" ? ["laterGates"] : []),
  ...(cell === "lstm" ? ["finalCell", "cells"] : []),
];

const slopesOf: Readonly<Record<RecurrentCell, string>> = {
  simple: "out0 = vec4(d * (1.0 - now.x * now.x), 0.0, 0.0, 0.0);",
  // The gradients before the gates, and that of the cell.
  lstm: `
  float bent = tangent(now.y);
  float dCell = carriedCell + d * g.w * (1.0 - bent * bent);
  out0 = vec4(dCell * g.z * g.x * (1.0 - g.x), dCell * before.y * g.y * (1.0 - g.y), dCell * g.x * (1.0 - g.z * g.z),
    d * bent * g.w * (1.0 - g.w));
  out1 = vec4(dCell, 0.0, 0.0, 0.0);`,
  // As the product sees them, and the gradient of the hidden state.
  gru: `
  float dc = d * (1.0 - g.x) * (1.0 - g.z * g.z);
  out0 = vec4(d * (before.x - g.z) * g.x * (1.0 - g.x), dc * g.w * g.y * (1.0 - g.y), dc * g.y, d);`,
  "gru-reset-before": `
  out0 = vec4(d * (before.x - g.z) * g.x * (1.0 - g.x), d * (1.0 - g.x) * (1.0 - g.z * g.z), d, 0.0);`,
};

/** A step back: the gradient of the hidden states, and what is carried, → slopes at `place`. */
export function backShader(size: Size): Shader {
  const { cell, batch, time, units } = size;
  const gated = cell !== "simple";
  return {
    key: `recurrent back ${cell} ${batch} ${time} ${units}`,
    inputs: ["hiddenGradient", "states", ...(gated ? ["previous", "gates"] : []), ...carriedInputs(size)],
    uniforms: { place: "ivec2", source: "ivec2", here: "ivec2", earlier: "ivec2", t: "int" },
    text: fixed(`${activationFunctions("float")}
void main() {
  ${pixel}
  ${carried(size, `t == ${time - 1}`)}
  float d = hiddenGradient((b * ${time} + t) * ${units} + j) + carried;
  vec4 now = texelFetch(statesTexture, here + at, 0);
  ${gated ? "vec4 before = texelFetch(previousTexture, earlier + at, 0); vec4 g = texelFetch(gatesTexture, here + at, 0);" : ""}
  ${slopesOf[cell]}
}`),
  };
}

/** The second half of a step back of the reset-before GRU: (dz, dr, dc, what goes on to the state before past the gates). */
export function innerBackShader({ batch, time, units }: Size): Shader {
  return {
    key: `recurrent back reset ${batch} ${time} ${units}`,
    inputs: ["inner", "kernel", "previous", "gates"],
    uniforms: { place: "ivec2", here: "ivec2", earlier: "ivec2" },
    text: fixed(`
void main() {
  ${pixel}
  float through = 0.0;
  for (int k = 0; k < ${units}; k++) {
    through += texelFetch(innerTexture, ivec2(k, b), 0).y * texelFetch(kernelTexture, ivec2(k, j), 0).z;
  }
  vec4 own = texelFetch(innerTexture, at, 0);
  vec4 g = texelFetch(gatesTexture, here + at, 0);
  float before = texelFetch(previousTexture, earlier + at, 0).x;
  out0 = vec4(own.x, through * before * g.y * (1.0 - g.y), own.y, own.z * g.x + through * g.y);
}`),
  };
}

/** The gradients of the initial state: hidden, and the LSTM's cell. */
export function initialShader(size: Size): Shader {
  const { cell, batch, time, units } = size;
  return {
    key: `recurrent initial gradient ${cell} ${batch} ${time} ${units}`,
    inputs: carriedInputs(size),
    uniforms: { source: "ivec2" },
    text: (_layouts: readonly Layout[], output) => `
void main() {
  int i = int(gl_FragCoord.y) * ${output.width} + int(gl_FragCoord.x);
  if (i >= ${batch * units}) { return; }
  int b = i / ${units};
  int j = i % ${units};
  ${carried(size, "false")}
  out0 = vec4(carried, 0.0, 0.0, 0.0);
  ${cell === "lstm" ? "out1 = vec4(carriedCell, 0.0, 0.0, 0.0);" : ""}
}`,
  };
}

/** [H, G·H] → [H, H] texels of the weights to all gates of a unit. */
export function kernelShader(cell: RecurrentCell, units: number): Shader {
  const gates = gateCount[cell];
  const weights = Array.from({ length: 4 }, (_, g) => (g < gates ? `weights(from + ${g * units})` : "0.0"));
  return {
    key: `recurrent kernel ${cell} ${units}`,
    inputs: ["weights"],
    text: fixed(`
void main() {
  int from = int(gl_FragCoord.y) * ${gates * units} + int(gl_FragCoord.x);
  out0 = vec4(${weights.join(", ")});
}`),
  };
}

/** The initial state, each tensor [B, H], at the corner of its texture. */
export function startShader({ cell, units }: Size): Shader {
  return {
    key: `recurrent start ${cell} ${units}`,
    inputs: cell === "lstm" ? ["hidden", "cell"] : ["hidden"],
    text: fixed(`
void main() {
  int i = int(gl_FragCoord.y) * ${units} + int(gl_FragCoord.x);
  out0 = vec4(hidden(i), ${cell === "lstm" ? "cell(i)" : "0.0"}, 0.0, 0.0);
}`),
  };
}
