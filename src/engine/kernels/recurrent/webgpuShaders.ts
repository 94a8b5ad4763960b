/**
 * WGSL of whole sequences in one dispatch. A workgroup takes up to four sequences, the components of a vector `V`, so that
 * each weight that is read serves them all; a lane takes the units lane, lane + lanes, … The state goes from step to step
 * through workgroup memory.
 */
import type { Shader } from "../webgpu/dispatch.ts";
import { gateCount, type RecurrentCell } from "./contract.ts";
import { eachUnit, lanesFor, reserveCount, sequencesFor, Writer } from "./webgpuText.ts";

/** Products of `vector` with the recurrent kernel's columns of unit j in blocks from … to − 1, begun with the bias. */
function sums(from: number, to: number, vector: string, biased: boolean): string {
  const blocks = Array.from({ length: to - from }, (_, i) => from + i);
  const start = (g: number) => (biased ? `recurrentBias[${g}u * H + j]` : "0.0");
  return `
        ${blocks.map((g) => `var sum${g} = V(${start(g)});`).join(" ")}
        for (var k = 0u; k < H; k++) {
          let value = ${vector}[k];
          let place = k * GH + j;
          ${blocks.map((g) => `sum${g} += value * recurrentKernel[place + ${g}u * H];`).join(" ")}
        }`;
}

/** One step of each cell; the new hidden value goes to own[s], and to `state` once every lane has read the old one. */
function forwardStep(w: Writer, biased: boolean): string {
  const x = (g: number) => w.read("projected", "GH", `${g}u * H + j`);
  const keep = (i: number, value: string) => w.write("reserve", "KEPT", `${i}u * H + j`, value);
  switch (w.cell) {
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
        own[s] = z * own[s] + (V(1.0) - z) * c;
        ${keep(0, "z")} ${keep(1, "r")} ${keep(2, "c")} ${keep(3, "sum2")}`);
    case "gru-reset-before":
      return `${eachUnit(`${sums(0, 2, "state", biased)}
        let z = sigmoid(${x(0)} + sum0);
        let r = sigmoid(${x(1)} + sum1);
        update[s] = z;
        gated[j] = r * own[s];
        ${keep(0, "z")} ${keep(1, "r")}`)}
    workgroupBarrier();
    ${eachUnit(`${sums(2, 3, "gated", biased)}
        let c = tangent(${x(2)} + sum2);
        own[s] = update[s] * own[s] + (V(1.0) - update[s]) * c;
        ${keep(2, "c")}`)}`;
    default:
      return w.cell satisfies never;
  }
}

/** How to run a shader: in so many workgroups. */
export interface SequenceShader {
  readonly shader: Shader;
  readonly groups: number;
}

/** projected [B, T, G·H] → hidden [B, T, H], final hidden [B, H], (LSTM: final cell), reserve [B, T, kept·H]. */
export function forwardShader(cell: RecurrentCell, batch: number, units: number, biased: boolean): SequenceShader {
  const lstm = cell === "lstm";
  const before = cell === "gru-reset-before";
  const keeps = reserveCount[cell] > 0;
  const sequences = sequencesFor(batch, before ? 2 * units : units);
  const w = new Writer(cell, units, sequences);
  const shader: Shader = {
    key: `recurrent ${cell} ${units} ${sequences} ${biased}`,
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
    declarations: `${w.declarations}
var<workgroup> state: array<V, ${units}>;
${before ? `var<workgroup> gated: array<V, ${units}>;` : ""}`,
    body: `${w.sequenceNumbers}
  var own: array<V, OWN>;
  ${lstm ? "var cells: array<V, OWN>;" : ""}
  ${before ? "var update: array<V, OWN>;" : ""}
  ${eachUnit(`
        own[s] = ${w.readState("initialHidden")};
        state[j] = own[s];
        ${lstm ? `cells[s] = ${w.readState("initialCell")};` : ""}`)}
  workgroupBarrier();
  for (var t = 0u; t < uniforms.time; t++) {
    ${w.rows("t")}
    ${forwardStep(w, biased)}
    workgroupBarrier();
    ${eachUnit(`state[j] = own[s]; ${w.write("hidden", "H", "j", "own[s]")}`)}
    workgroupBarrier();
  }
  ${eachUnit(`${w.writeState("finalHidden", "own[s]")} ${lstm ? w.writeState("finalCell", "cells[s]") : ""}`)}`,
  };
  return { shader, groups: Math.ceil(batch / sequences) };
}

/** The gradient of the state before, as far as it goes through the recurrent product of blocks from … to − 1. */
function backProduct(from: number, to: number): string {
  return `
        var through = V(0.0);
        for (var c = ${from}u * H; c < ${to}u * H; c++) { through += slopes[c] * transposedKernel[c * H + j]; }`;
}

/**
 * One step back: own[s] holds the gradient of the hidden state and becomes that of the state before; `slopes` holds the
 * gradients before the gates, as the recurrent product sees them.
 */
function backwardStep(w: Writer): string {
  const kept = (i: number) => w.read("reserve", "KEPT", `${i}u * H + j`);
  const slope = (g: number, value: string) => `slopes[${g}u * H + j] = ${value};`;
  const give = (g: number, value: string) => w.write("projectedGradient", "GH", `${g}u * H + j`, value);
  const side = (g: number, value: string) => w.write("recurrentGradient", "GH", `${g}u * H + j`, value);
  const previous = w.read("previous", "H", "j");
  switch (w.cell) {
    case "simple":
      return `${eachUnit(`
        let h = ${w.read("hidden", "H", "j")};
        let d = own[s] * (V(1.0) - h * h);
        ${slope(0, "d")} ${give(0, "d")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 1)} own[s] = through;`)}`;
    case "lstm":
      return `${eachUnit(`
        let i = ${kept(0)}; let f = ${kept(1)}; let c = ${kept(2)}; let o = ${kept(3)}; let before = ${kept(4)};
        let bent = tangent(f * before + i * c);
        let dCell = cells[s] + own[s] * o * (V(1.0) - bent * bent);
        let di = dCell * c * i * (V(1.0) - i);
        let df = dCell * before * f * (V(1.0) - f);
        let dc = dCell * i * (V(1.0) - c * c);
        let dOut = own[s] * bent * o * (V(1.0) - o);
        cells[s] = dCell * f;
        ${slope(0, "di")} ${slope(1, "df")} ${slope(2, "dc")} ${slope(3, "dOut")}
        ${give(0, "di")} ${give(1, "df")} ${give(2, "dc")} ${give(3, "dOut")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 4)} own[s] = through;`)}`;
    case "gru":
      return `${eachUnit(`
        let z = ${kept(0)}; let r = ${kept(1)}; let c = ${kept(2)}; let q = ${kept(3)};
        let before = ${previous};
        let dz = own[s] * (before - c) * z * (V(1.0) - z);
        let dc = own[s] * (V(1.0) - z) * (V(1.0) - c * c);
        let dr = dc * q * r * (V(1.0) - r);
        let dq = dc * r;
        own[s] *= z;
        ${slope(0, "dz")} ${slope(1, "dr")} ${slope(2, "dq")}
        ${give(0, "dz")} ${give(1, "dr")} ${give(2, "dc")}
        ${side(0, "dz")} ${side(1, "dr")} ${side(2, "dq")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 3)} own[s] += through;`)}`;
    case "gru-reset-before":
      return `${eachUnit(`
        let z = ${kept(0)}; let c = ${kept(2)};
        let dz = own[s] * (${previous} - c) * z * (V(1.0) - z);
        let dc = own[s] * (V(1.0) - z) * (V(1.0) - c * c);
        own[s] *= z;
        ${slope(0, "dz")} ${slope(2, "dc")} ${give(0, "dz")} ${give(2, "dc")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(2, 3)}
        let r = ${kept(1)};
        let before = ${previous};
        let dr = through * before * r * (V(1.0) - r);
        let passed = r * before;
        own[s] += through * r;
        ${slope(1, "dr")} ${give(1, "dr")} ${w.write("resetPrevious", "H", "j", "passed")}`)}
    workgroupBarrier();
    ${eachUnit(`${backProduct(0, 2)} own[s] += through;`)}`;
    default:
      return w.cell satisfies never;
  }
}

/**
 * hidden gradients → projectedGradient [B, T, G·H], initialHiddenGradient [B, H], (LSTM: initialCellGradient),
 * (GRU: recurrentGradient [B, T, G·H], before the reset; or resetPrevious [B, T, H], the state that the product took).
 */
export function backwardShader(cell: RecurrentCell, batch: number, units: number): SequenceShader {
  const lstm = cell === "lstm";
  const extra = { simple: [], lstm: [], gru: ["recurrentGradient"], "gru-reset-before": ["resetPrevious"] }[cell];
  const gru = cell === "gru" || cell === "gru-reset-before";
  const sequences = sequencesFor(batch, units * gateCount[cell]);
  const w = new Writer(cell, units, sequences);
  const shader: Shader = {
    key: `recurrent gradient ${cell} ${units} ${sequences}`,
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
    declarations: `${w.declarations}
var<workgroup> slopes: array<V, ${units * gateCount[cell]}>;`,
    body: `${w.sequenceNumbers}
  var own: array<V, OWN>;
  ${lstm ? "var cells: array<V, OWN>;" : ""}
  ${eachUnit(`
        own[s] = ${w.readState("finalHiddenGradient")};
        ${lstm ? `cells[s] = ${w.readState("finalCellGradient")};` : ""}`)}
  for (var back = 0u; back < uniforms.time; back++) {
    ${w.rows("uniforms.time - 1u - back")}
    ${eachUnit(`own[s] += ${w.read("hiddenGradient", "H", "j")};`)}
    ${backwardStep(w)}
    workgroupBarrier();
  }
  ${eachUnit(`
        ${w.writeState("initialHiddenGradient", "own[s]")}
        ${lstm ? w.writeState("initialCellGradient", "cells[s]") : ""}`)}`,
  };
  return { shader, groups: Math.ceil(batch / sequences) };
}
