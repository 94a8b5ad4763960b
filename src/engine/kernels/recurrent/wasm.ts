import type * as tf from "@tensorflow/tfjs";
import { type Attributes, given, type Inputs, type Wasm, wasmKernel } from "../wasm/module.ts";
import { RECURRENT_BACKWARD, RECURRENT_FORWARD, type RecurrentCell } from "./contract.ts";

type Sizes = readonly [number, number, number];

function forward(wasm: Wasm, inputs: Inputs, { cell }: Attributes): tf.TensorInfo[] {
  const [B, T] = given(inputs, "projected").shape as [number, number];
  const [H] = given(inputs, "recurrentKernel").shape as [number];
  const hidden = wasm.output([B, T, H]);
  const final = wasm.output([B, H]);
  const outputs = [hidden, final];
  wasm.scratch(wasm.kernels.recurrentForwardScratch(B, H), (room) => {
    const names = ["projected", "recurrentKernel", "recurrentBias", "initialHidden"] as const;
    const read = names.map((name) => wasm.address(inputs[name]));
    runForward(wasm, cell as RecurrentCell, read, inputs, outputs, [B, T, H], room);
  });
  wasm.kernels.lastRows(wasm.address(hidden), wasm.address(final), B, T, H);
  return outputs;
}

/** Appends to [hidden, final] the LSTM's final cell and what the backward pass needs. */
function runForward(
  wasm: Wasm,
  cell: RecurrentCell,
  read: readonly number[],
  inputs: Inputs,
  outputs: tf.TensorInfo[],
  [B, T, H]: Sizes,
  room: number,
): void {
  const { kernels } = wasm;
  const hidden = wasm.address(outputs[0]);
  switch (cell) {
    case "simple":
      kernels.simpleForward(...read, hidden, B, T, H, room);
      return;
    case "lstm": {
      const [finalCell, gates, cells, tanhCells] = [
        [B, H],
        [B, T, 4 * H],
        [B, T, H],
        [B, T, H],
      ].map((shape) => wasm.output(shape)) as [tf.TensorInfo, tf.TensorInfo, tf.TensorInfo, tf.TensorInfo];
      outputs.push(finalCell, gates, cells, tanhCells);
      const reserves = [gates, cells, tanhCells].map((tensor) => wasm.address(tensor));
      kernels.lstmForward(...read, wasm.address(inputs.initialCell), hidden, ...reserves, B, T, H, room);
      kernels.lastRows(wasm.address(cells), wasm.address(finalCell), B, T, H);
      return;
    }
    case "gru":
    case "gru-reset-before": {
      const gates = wasm.output([B, T, cell === "gru" ? 4 * H : 3 * H]);
      outputs.push(gates);
      const run = cell === "gru" ? kernels.gruForward : kernels.gruBeforeForward;
      run(...read, hidden, wasm.address(gates), B, T, H, room);
      return;
    }
    default:
      cell satisfies never;
  }
}

function backward(wasm: Wasm, inputs: Inputs, { cell }: Attributes): tf.TensorInfo[] {
  const { kernels } = wasm;
  const [B, T, H] = given(inputs, "hidden").shape as [number, number, number];
  const width = given(inputs, "recurrentKernel").shape[1] as number;
  const lstm = cell === "lstm";
  const dProjected = wasm.output([B, T, width]);
  const dKernel = wasm.output([H, width]);
  const dHidden = copy(wasm, given(inputs, "finalHiddenGradient"));
  const dCell = lstm ? [copy(wasm, given(inputs, "finalCellGradient"))] : [];
  const dBias = inputs.recurrentBias ? [wasm.output([width])] : [];

  const at = (...names: string[]) => names.map((name) => wasm.address(inputs[name]));
  const read = [
    ...at("recurrentKernel", "initialHidden", ...(lstm ? ["initialCell"] : []), "hidden"),
    ...at(...(cell === "simple" ? [] : lstm ? ["reserve0", "reserve1", "reserve2"] : ["reserve0"]), "hiddenGradient"),
  ];
  const written = [dProjected, dKernel, dBias[0], dHidden, ...dCell].map((tensor) => wasm.address(tensor));
  wasm.scratch(kernels.recurrentBackwardScratch(B, T, H), (room) => {
    switch (cell as RecurrentCell) {
      case "simple":
        return kernels.simpleBackward(...read, ...written, B, T, H, room);
      case "lstm":
        return kernels.lstmBackward(...read, ...written, B, T, H, room);
      case "gru":
        return kernels.gruBackward(...read, ...written, B, T, H, room);
      case "gru-reset-before":
        return kernels.gruBeforeBackward(...read, ...written, B, T, H, room);
      default:
        return cell as never;
    }
  });
  return [dProjected, dKernel, dHidden, ...dCell, ...dBias];
}

function copy(wasm: Wasm, tensor: tf.TensorInfo): tf.TensorInfo {
  const result = wasm.output(tensor.shape);
  const [B, H] = tensor.shape as [number, number];
  wasm.kernels.lastRows(wasm.address(tensor), wasm.address(result), B, 1, H);
  return result;
}

export const recurrentWasm: readonly tf.KernelConfig[] = [
  wasmKernel(RECURRENT_FORWARD, forward),
  wasmKernel(RECURRENT_BACKWARD, backward),
];
