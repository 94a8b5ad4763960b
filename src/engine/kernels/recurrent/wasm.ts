import type * as tf from "@tensorflow/tfjs";
import { spreadProduct } from "../matMul/wasm.ts";
import { type Attributes, type Call, given, type Inputs, type Wasm, wasmKernel } from "../wasm/module.ts";
import { spreadColumnSums } from "../wasm/sums.ts";
import { gateCount, RECURRENT_BACKWARD, RECURRENT_FORWARD, type RecurrentCell } from "./contract.ts";

type Sizes = readonly [B: number, T: number, H: number];

/** What a step's pass saves for the way back, as how many numbers for each unit; the LSTM: gates, cells, tanh of cells. */
const SAVED: Readonly<Record<RecurrentCell, readonly number[]>> = {
  simple: [],
  lstm: [4, 1, 1],
  gru: [4],
  "gru-reset-before": [3],
};

const FORWARD = {
  simple: "simpleForward",
  lstm: "lstmForward",
  gru: "gruForward",
  "gru-reset-before": "gruBeforeForward",
} as const;

const BACKWARD = {
  simple: "simpleBackward",
  lstm: "lstmBackward",
  gru: "gruBackward",
  "gru-reset-before": "gruBeforeBackward",
} as const;

/** Sequences are independent of each other: a part is some of the batch. */
function spreadSequences(
  wasm: Wasm,
  cell: RecurrentCell,
  [B, T, H]: Sizes,
  scratch: (sequences: number) => number,
  callOf: (at: Placing, sequences: number, room: number) => Call,
): void {
  const work = 2 * B * T * H * H * gateCount[cell];
  wasm.spread({ count: B, work, scratch }, (first, size, room) => {
    const at: Placing = (tensor, rowsOfSequence, width) =>
      tensor ? wasm.address(tensor) + 4 * first * rowsOfSequence * width : 0;
    return [callOf(at, size, room)];
  });
}

/** Where the part's first sequence lies in a tensor of so many rows a sequence, of so many numbers. */
type Placing = (tensor: tf.TensorInfo | undefined, rowsOfSequence: number, width: number) => number;

function forward(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const cell = attributes.cell as RecurrentCell;
  const [B, T] = given(inputs, "projected").shape as [number, number];
  const [H] = given(inputs, "recurrentKernel").shape as [number];
  const G = gateCount[cell];
  const hidden = wasm.output([B, T, H]);
  const saved = SAVED[cell].map((blocks) => wasm.output([B, T, blocks * H]));
  spreadSequences(
    wasm,
    cell,
    [B, T, H],
    (sequences) => wasm.kernels.recurrentForwardScratch(sequences, H),
    (at, sequences, room) => [
      FORWARD[cell],
      at(inputs.projected, T, G * H),
      wasm.address(inputs.recurrentKernel),
      wasm.address(inputs.recurrentBias),
      at(inputs.initialHidden, 1, H),
      ...(cell === "lstm" ? [at(inputs.initialCell, 1, H)] : []),
      at(hidden, T, H),
      ...saved.map((tensor, i) => at(tensor, T, (SAVED[cell][i] as number) * H)),
      ...[sequences, T, H, room],
    ],
  );
  const final = cell === "lstm" ? [hidden, saved[1] as tf.TensorInfo] : [hidden];
  return [hidden, ...final.map((states) => lastOf(wasm, states)), ...saved];
}

/** [B, T, H] → [B, H]. */
function lastOf(wasm: Wasm, states: tf.TensorInfo): tf.TensorInfo {
  const [B, T, H] = states.shape as [number, number, number];
  const last = wasm.output([B, H]);
  wasm.kernels.lastRows(wasm.address(states), wasm.address(last), B, T, H);
  return last;
}

function copy(wasm: Wasm, tensor: tf.TensorInfo): tf.TensorInfo {
  const [B, H] = tensor.shape as [number, number];
  return lastOf(wasm, { ...tensor, shape: [B, 1, H] });
}

function backward(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const cell = attributes.cell as RecurrentCell;
  const [B, T, H] = given(inputs, "hidden").shape as [number, number, number];
  const G = gateCount[cell];
  const { recurrentKernel, initialHidden, initialCell, hidden, hiddenGradient } = inputs;
  const dProjected = wasm.output([B, T, G * H]);
  const dHidden = copy(wasm, given(inputs, "finalHiddenGradient"));
  const dCell = cell === "lstm" ? copy(wasm, given(inputs, "finalCellGradient")) : undefined;
  // Reset after the product, the candidate's share of the product has a gradient of its own.
  const dProducts = cell === "gru" ? wasm.output([B, T, G * H]) : undefined;
  spreadSequences(
    wasm,
    cell,
    [B, T, H],
    (sequences) => wasm.kernels.recurrentBackwardScratch(sequences, H),
    (at, sequences, room) => [
      BACKWARD[cell],
      wasm.address(recurrentKernel),
      ...(cell === "lstm" ? [at(initialCell, 1, H)] : []),
      ...(cell === "gru" || cell === "gru-reset-before" ? [at(initialHidden, 1, H)] : []),
      ...(cell === "lstm" ? [] : [at(hidden, T, H)]),
      ...SAVED[cell].map((blocks, i) => at(inputs[`reserve${i}`], T, blocks * H)),
      at(hiddenGradient, T, H),
      at(dProjected, T, G * H),
      ...(dProducts ? [at(dProducts, T, G * H)] : []),
      at(dHidden, 1, H),
      ...(dCell ? [at(dCell, 1, H)] : []),
      ...[sequences, T, H, room],
    ],
  );
  const d = dProducts ?? dProjected;
  const dKernel = kernelGradient(wasm, cell, inputs, d, [B, T, H]);
  const dBias = inputs.recurrentBias ? [wasm.output([G * H])] : [];
  for (const bias of dBias) spreadColumnSums(wasm, wasm.address(d), B * T, G * H, wasm.address(bias));
  if (dProducts) wasm.dispose(dProducts);
  return [dProjected, dKernel, dHidden, ...(dCell ? [dCell] : []), ...dBias];
}

/** [H, G·H]: the states before each step, transposed, times the gradients of the products d [B, T, G·H]. */
function kernelGradient(wasm: Wasm, cell: RecurrentCell, inputs: Inputs, d: tf.TensorInfo, [B, T, H]: Sizes) {
  const width = gateCount[cell] * H;
  const dKernel = wasm.output([H, width]);
  wasm.scratch(4 * B * T * H, (previous) => {
    const states = { at: previous, step: H, transposed: true };
    const product = (firstGate: number, gates: number) => {
      const [right, to] = [d, dKernel].map((tensor) => wasm.address(tensor) + 4 * firstGate * H) as [number, number];
      spreadProduct(wasm, states, { at: right, step: width }, { at: to, step: width }, [H, gates * H, B * T]);
    };
    wasm.kernels.previousStates(wasm.address(inputs.hidden), wasm.address(inputs.initialHidden), previous, B, T, H);
    if (cell !== "gru-reset-before") {
      product(0, gateCount[cell]);
      return;
    }
    // The gates saw the states, the candidate saw them reset.
    product(0, 2);
    wasm.kernels.resetStates(wasm.address(inputs.reserve0), previous, B * T, H);
    product(2, 1);
  });
  return dKernel;
}

export const recurrentWasm: readonly tf.KernelConfig[] = [
  wasmKernel(RECURRENT_FORWARD, forward),
  wasmKernel(RECURRENT_BACKWARD, backward),
];
