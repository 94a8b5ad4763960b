import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "../webgl/backend.ts";
import { newTensor, runShader } from "../webgl/draw.ts";
import { runIndexed } from "../webgl/elementwise.ts";
import { type Attributes, given, type Inputs, webglKernel } from "../webgl/kernel.ts";
import { gateCount, RECURRENT_BACKWARD, RECURRENT_FORWARD, type RecurrentCell } from "./contract.ts";
import { weightGradients } from "./webglGradients.ts";
import {
  backShader,
  carriedInputs,
  initialShader,
  innerBackShader,
  innerShader,
  kernelShader,
  type Size,
  startShader,
  stepShader,
} from "./webglShaders.ts";
import { gather, type Pair, pairOf, placeOf, regionOf, stepTexture } from "./webglSteps.ts";

const parity = (s: number) => (s % 2) as 0 | 1;
const isGated = (cell: RecurrentCell) => cell !== "simple";
const corner = [0, 0] as const;

function forward(gpu: WebglBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const { cell } = attributes as { readonly cell: RecurrentCell };
  const projected = given(inputs, "projected");
  const [batch, time, width] = projected.shape as [number, number, number];
  const units = width / gateCount[cell];
  const size: Size = { cell, batch, time, units };
  const { recurrentBias, initialCell } = inputs;
  const bias = recurrentBias ? [recurrentBias] : [];

  const kernel = stepTexture(gpu, units, units, true); // [H, H] texels
  runShader(gpu, kernelShader(cell, units), { inputs: [given(inputs, "recurrentKernel")], outputs: [kernel] });
  const states = pairOf(gpu, size, cell === "lstm");
  const gates = isGated(cell) ? pairOf(gpu, size, true) : null;
  const initial = [given(inputs, "initialHidden"), ...(initialCell ? [initialCell] : [])];
  runShader(gpu, startShader(size), { inputs: initial, outputs: [states[0]] }, [], regionOf(size, corner));

  const inner = cell === "gru-reset-before" ? stepTexture(gpu, units, batch, true) : null;
  const step = stepShader(size, recurrentBias !== undefined);
  const innerStep = innerShader(size, recurrentBias !== undefined);
  for (let t = 0; t < time; t++) {
    const [place, source] = [placeOf(size, t + 1), placeOf(size, t)];
    const read = [projected, kernel, states[parity(t)], ...bias];
    if (inner)
      runShader(gpu, innerStep, { inputs: read, outputs: [inner] }, [corner, source, t], regionOf(size, corner));
    const outputs = [states[parity(t + 1)], ...(gates ? [gates[parity(t + 1)]] : [])];
    const tensors = { inputs: inner ? [...read, inner] : read, outputs };
    runShader(gpu, step, tensors, [place, source, t], regionOf(size, place));
  }
  if (inner) gpu.disposeData(inner.dataId);

  const hidden = gather(gpu, size, "hidden", { states }, 1, "y0 = statesAt(t + 1, b, j).x;");
  const [x, y] = placeOf(size, time);
  const last = (part: string) =>
    `texelFetch(statesTexture, ivec2(${x} + i % ${units}, ${y} + i / ${units}), 0).${part}`;
  const lstm = cell === "lstm";
  const ending = {
    key: `recurrent final ${batch} ${time} ${units} ${lstm}`,
    inputs: ["states"],
    outputs: lstm ? 2 : 1,
    body: `y0 = ${last("x")}; ${lstm ? `y1 = ${last("y")};` : ""}`,
  };
  const final = runIndexed(gpu, ending, [states[parity(time)]], { shape: [batch, units] });
  return [hidden, ...final, kernel, ...states, ...(gates ?? [])];
}

function backward(gpu: WebglBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const { cell } = attributes as { readonly cell: RecurrentCell };
  const [batch, time, units] = given(inputs, "hidden").shape as [number, number, number];
  const size: Size = { cell, batch, time, units };
  const reserve = (i: number) => given(inputs, `reserve${i}`);
  const kernel = reserve(0);
  const states: Pair = [reserve(1), reserve(2)];
  const gates: Pair | null = isGated(cell) ? [reserve(3), reserve(4)] : null;
  const slopes = pairOf(gpu, size, isGated(cell));
  const cells = cell === "lstm" ? pairOf(gpu, size, false) : null;

  /** What `carried` reads of the step behind, which led to a state of this parity. */
  const carriedFrom = (later: 0 | 1) => {
    const named: Readonly<Record<string, tf.TensorInfo | undefined>> = {
      kernel,
      slopes: slopes[later],
      finalHidden: inputs.finalHiddenGradient,
      finalCell: inputs.finalCellGradient,
      laterGates: gates?.[later],
      cells: cells?.[later],
    };
    return carriedInputs(size).map((name) => given(named, name));
  };

  const inner = cell === "gru-reset-before" ? stepTexture(gpu, units, batch, true) : null;
  const [step, innerStep] = [backShader(size), innerBackShader(size)];
  for (let t = time - 1; t >= 0; t--) {
    const [here, source, earlier] = [placeOf(size, t + 1), placeOf(size, t + 2), placeOf(size, t)];
    const [own, other] = [parity(t + 1), parity(t)];
    const gated = gates ? [states[other], gates[own]] : [];
    const read = [given(inputs, "hiddenGradient"), states[own], ...gated, ...carriedFrom(other)];
    const place = inner ? corner : here;
    const outputs = inner ? [inner] : [slopes[own], ...(cells ? [cells[own]] : [])];
    runShader(gpu, step, { inputs: read, outputs }, [place, source, here, earlier, t], regionOf(size, place));
    if (inner && gates) {
      const tensors = { inputs: [inner, kernel, states[other], gates[own]], outputs: [slopes[own]] };
      runShader(gpu, innerStep, tensors, [here, here, earlier], regionOf(size, here));
    }
  }
  const ofState = Array.from({ length: cells ? 2 : 1 }, () => newTensor(gpu, [batch, units]));
  const last = { inputs: carriedFrom(1), outputs: ofState };
  runShader(gpu, initialShader(size), last, [placeOf(size, 1)]);

  const traces = { states, gates, slopes };
  const results = weightGradients(gpu, size, traces, inputs.recurrentBias !== undefined);
  for (const { dataId } of [...slopes, ...(cells ?? []), ...(inner ? [inner] : [])]) gpu.disposeData(dataId);
  const [projectedGradient, kernelGradient, ...biasGradient] = results as [tf.TensorInfo, tf.TensorInfo];
  return [projectedGradient, kernelGradient, ...ofState, ...biasGradient];
}

export const recurrentWebgl: readonly tf.KernelConfig[] = [
  webglKernel(RECURRENT_FORWARD, forward),
  webglKernel(RECURRENT_BACKWARD, backward),
];
