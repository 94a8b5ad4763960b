/**
 * WGSL of whole sequences in one dispatch: a workgroup takes a sequence, a lane the units lane, lane + lanes, …; the state
 * goes from step to step through workgroup memory (4 · H bytes forward, 4 · G · H backward: 16 KiB for an LSTM of 1,024).
 */

import type { Shader } from "../webgpu/dispatch.ts";
import { activationFunctions } from "../webgpu/functions.ts";
import { gateCount, type RecurrentCell } from "./contract.ts";

/** What the forward pass keeps for the backward pass, in blocks of H: see `forwardCells`. */
export const reserveCount: Readonly<Record<RecurrentCell, 0 | 3 | 4 | 5>> = {
  simple: 0,
  lstm: 5,
  gru: 4,
  "gru-reset-before": 3,
};

export const lanesFor = (units: number) => Math.min(256, Math.ceil(units / 32) * 32);

function constants(cell: RecurrentCell, units: number): string {
  const lanes = lanesFor(units);
  return `
const H = ${units}u;
const LANES = ${lanes}u;
const OWN = ${Math.ceil(units / lanes)}u;
const GH = ${units * gateCount[cell]}u;
const KEPT = ${units * reserveCount[cell]}u;
${activationFunctions}`;
}

const eachUnit = (body: string) => `
    for (var s = 0u; s < OWN; s++) {
      let j = lane + s * LANES;
      if (j < H) { ${body} }
    }`;

/** Sums of \`vector\` · the recurrent kernel's columns of unit j in blocks from … to − 1, begun with the bias. */
function sums(from: number, to: number, vector: string, biased: boolean): string {
  const blocks = Array.from({ length: to - from }, (_, i) => from + i);
  const start = (g: number) => (biased ? `recurrentBias[${g}u * H + j]` : "0.0");
  return `
        ${blocks.map((g) => `var sum${g} = ${start(g)};`).join(" ")}
        for (var k = 0u; k < H; k++) {
          let value = ${vector}[k];
          let place = k * GH + j;
          ${blocks.map((g) => `sum${g} += value * recurrentKernel[place + ${g}u * H];`).join(" ")}
        }`;
}

/** One step of each cell; the new hidden value goes to own[s], and to \`state\` once every lane has read the old one. */
function forwardStep(cell: RecurrentCell, biased: boolean): string {
  const x = (g: number) => `projected[row * GH + ${g}u * H + j]`;
  const keep = (i: number, value: string) => `reserve[row * KEPT + ${i}u * H + j] = ${value};`;
  switch (cell) {
    case "simple":
      return eachUnit(`${sums(0, 1, "state", biased)} own[s] = tangent(${x(0)} + sum0);`);
    case "lstm":
      return eachUnit(`${sums(0, 4, "state", biased)}
        let i = sigmoid(${x(0)} + sum0);
        let f = sigmoid(${x(1)} + sum1);
        let c = tangent(${x(2)} + sum2);
        let o = sigmoid(${x(3)} + sum3);
        let before = cells[s];
        cells[s] = f * before + i * c;
        own[s] = o * tangent(cells[s]);
        ${keep(0, "i")} ${keep(1, "f")} ${keep(2, "c")} ${keep(3, "o")} ${keep(4, "before")}`);
    case "gru":
      return eachUnit(`${sums(0, 3, "state", biased)}
        let z = sigmoid(${x(0)} + sum0);
        let r = sigmoid(${x(1)} + sum1);
        let c = tangent(${x(2)} + r * sum2);
        own[s] = z * own[s] + (1.0 - z) * c;
        ${keep(0, "z")} ${keep(1, "r")} ${keep(2, "c")} ${keep(3, "sum2")}`);
    case "gru-reset-before":
      return `${eachUnit(`${sums(0, 2, "state", biased)}
        update[s] = sigmoid(${x(0)} + sum0);
        let r = sigmoid(${x(1)} + sum1);
        gated[j] = r * own[s];
        ${keep(0, "update[s]")} ${keep(1, "r")}`)}
    workgroupBarrier();
    ${eachUnit(`${sums(2, 3, "gated", biased)}
        let c = tangent(${x(2)} + sum2);
        own[s] = update[s] * own[s] + (1.0 - update[s]) * c;
        ${keep(2, "c")}`)}`;
    default:
      return cell satisfies never;
  }
}

/** projected [B, T, G·H] → hidden [B, T, H], final hidden [B, H], (LSTM: final cell), reserve [B, T, kept·H]. */
export function forwardShader(cell: RecurrentCell, units: number, biased: boolean): Shader {
  const lstm = cell === "lstm";
  const before = cell === "gru-reset-before";
  const keeps = reserveCount[cell] > 0;
  return {
    key: `recurrent ${cell} ${units} ${biased}`,
    lanes: lanesFor(units),
    outputs: ["hidden", "finalHidden", ...(lstm ? ["finalCell"] : []), ...(keeps ? ["reserve"] : [])],
    inputs: {
      projected: "f32",
      recurrentKernel: "f32",
      initialHidden: "f32",
      ...(lstm ? { initialCell: "f32" as const } : {}),
      ...(biased ? { recurrentBias: "f32" as const } : {}),
    },
    uniforms: { batch: "u32", time: "u32" },
    declarations: `${constants(cell, units)}
var<workgroup> state: array<f32, ${units}>;
${before ? `var<workgroup> gated: array<f32, ${units}>;` : ""}`,
    body: `
  let b = group.x;
  var own: array<f32, OWN>;
  ${lstm ? "var cells: array<f32, OWN>;" : ""}
  ${before ? "var update: array<f32, OWN>;" : ""}
  ${eachUnit(`own[s] = initialHidden[b * H + j]; state[j] = own[s]; ${lstm ? "cells[s] = initialCell[b * H + j];" : ""}`)}
  workgroupBarrier();
  for (var t = 0u; t < uniforms.time; t++) {
    let row = b * uniforms.time + t;
    ${forwardStep(cell, biased)}
    workgroupBarrier();
    ${eachUnit("state[j] = own[s]; hidden[row * H + j] = own[s];")}
    workgroupBarrier();
  }
  ${eachUnit(`finalHidden[b * H + j] = own[s]; ${lstm ? "finalCell[b * H + j] = cells[s];" : ""}`)}`,
  };
}

/** The gradient of the state before, as far as it goes through the recurrent product of blocks from … to − 1. */
function backProduct(from: number, to: number): string {
  return `
        var through = 0.0;
        for (var c = ${from}u * H; c < ${to}u * H; c++) { through += slopes[c] * transposedKernel[c * H + j]; }`;
}

/**
 * One step back: own[s] holds the gradient of the hidden state and becomes that of the state before; \`slopes\` holds the
 * gradients before the gates, as the recurrent product sees them.
 */
function backwardStep(cell: RecurrentCell): string {
  const kept = (i: number) => `reserve[row * KEPT + ${i}u * H + j]`;
  const write = (name: string, g: number, value: string) => `${name}[row * GH + ${g}u * H + j] = ${value};`;
  const slope = (g: number, value: string) => `slopes[${g}u * H + j] = ${value};`;
  switch (cell) {
    case "simple":
      return `${eachUnit(`
        let h = hidden[row * H + j];
        let d = own[s] * (1.0 - h * h);
        ${slope(0, "d")} ${write("projectedGradient", 0, "d")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 1)} own[s] = through;`)}`;
    case "lstm":
      return `${eachUnit(`
        let i = ${kept(0)}; let f = ${kept(1)}; let c = ${kept(2)}; let o = ${kept(3)}; let before = ${kept(4)};
        let bent = tangent(f * before + i * c);
        let dCell = cells[s] + own[s] * o * (1.0 - bent * bent);
        let di = dCell * c * i * (1.0 - i);
        let df = dCell * before * f * (1.0 - f);
        let dc = dCell * i * (1.0 - c * c);
        let dOut = own[s] * bent * o * (1.0 - o);
        cells[s] = dCell * f;
        ${slope(0, "di")} ${slope(1, "df")} ${slope(2, "dc")} ${slope(3, "dOut")}
        ${write("projectedGradient", 0, "di")} ${write("projectedGradient", 1, "df")}
        ${write("projectedGradient", 2, "dc")} ${write("projectedGradient", 3, "dOut")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 4)} own[s] = through;`)}`;
    case "gru":
      return `${eachUnit(`
        let z = ${kept(0)}; let r = ${kept(1)}; let c = ${kept(2)}; let q = ${kept(3)};
        let before = previous[row * H + j];
        let dz = own[s] * (before - c) * z * (1.0 - z);
        let dc = own[s] * (1.0 - z) * (1.0 - c * c);
        let dr = dc * q * r * (1.0 - r);
        own[s] *= z;
        ${slope(0, "dz")} ${slope(1, "dr")} ${slope(2, "dc * r")}
        ${write("projectedGradient", 0, "dz")} ${write("projectedGradient", 1, "dr")} ${write("projectedGradient", 2, "dc")}
        ${write("recurrentGradient", 0, "dz")} ${write("recurrentGradient", 1, "dr")} ${write("recurrentGradient", 2, "dc * r")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 3)} own[s] += through;`)}`;
    case "gru-reset-before":
      return `${eachUnit(`
        let z = ${kept(0)}; let c = ${kept(2)};
        let before = previous[row * H + j];
        let dz = own[s] * (before - c) * z * (1.0 - z);
        let dc = own[s] * (1.0 - z) * (1.0 - c * c);
        own[s] *= z;
        ${slope(0, "dz")} ${slope(2, "dc")}
        ${write("projectedGradient", 0, "dz")} ${write("projectedGradient", 2, "dc")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(2, 3)}
        let r = ${kept(1)};
        let before = previous[row * H + j];
        let dr = through * before * r * (1.0 - r);
        own[s] += through * r;
        resetPrevious[row * H + j] = r * before;
        ${slope(1, "dr")} ${write("projectedGradient", 1, "dr")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 2)} own[s] += through;`)}`;
    default:
      return cell satisfies never;
  }
}

/**
 * hidden gradients → projectedGradient [B, T, G·H], initialHiddenGradient [B, H], (LSTM: initialCellGradient),
 * (GRU: recurrentGradient [B, T, G·H], before the reset; or resetPrevious [B, T, H], the state that the product took).
 */
export function backwardShader(cell: RecurrentCell, units: number): Shader {
  const lstm = cell === "lstm";
  const extra = { simple: [], lstm: [], gru: ["recurrentGradient"], "gru-reset-before": ["resetPrevious"] }[cell];
  const gru = cell === "gru" || cell === "gru-reset-before";
  return {
    key: `recurrent gradient ${cell} ${units}`,
    lanes: lanesFor(units),
    outputs: ["projectedGradient", "initialHiddenGradient", ...(lstm ? ["initialCellGradient"] : []), ...extra],
    inputs: {
      transposedKernel: "f32",
      hiddenGradient: "f32",
      finalHiddenGradient: "f32",
      ...(lstm ? { finalCellGradient: "f32" as const } : {}),
      ...(gru ? { previous: "f32" as const } : {}),
      ...(cell === "simple" ? { hidden: "f32" as const } : { reserve: "f32" as const }),
    },
    uniforms: { batch: "u32", time: "u32" },
    declarations: `${constants(cell, units)}
var<workgroup> slopes: array<f32, ${units * gateCount[cell]}>;`,
    body: `
  let b = group.x;
  var own: array<f32, OWN>;
  ${lstm ? "var cells: array<f32, OWN>;" : ""}
  ${eachUnit(`own[s] = finalHiddenGradient[b * H + j]; ${lstm ? "cells[s] = finalCellGradient[b * H + j];" : ""}`)}
  for (var step = 0u; step < uniforms.time; step++) {
    let row = b * uniforms.time + uniforms.time - 1u - step;
    ${eachUnit("own[s] += hiddenGradient[row * H + j];")}
    ${backwardStep(cell)}
    workgroupBarrier();
  }
  ${eachUnit(`initialHiddenGradient[b * H + j] = own[s]; ${lstm ? "initialCellGradient[b * H + j] = cells[s];" : ""}`)}`,
  };
}
