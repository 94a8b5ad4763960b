/** Recurrent layers as ONNX has them: time in front, gates in another order. */

import type { NamedArray } from "../safetensors/contract.ts";
import { type Call, type Convert, expectSettings, numberOf, refuse } from "./call.ts";
import type { Size, Value } from "./contract.ts";
import type { Settings } from "./graph.ts";

interface Cell {
  readonly operator: "RNN" | "GRU" | "LSTM";
  /** Keras' place of each of ONNX' gates. */
  readonly gates: readonly number[];
}

const SIMPLE: Cell = { operator: "RNN", gates: [0] };
/** Update, reset, candidate in both. */
const GATED: Cell = { operator: "GRU", gates: [0, 1, 2] };
/** ONNX has input, output, forget, candidate; Keras input, forget, candidate, output. */
const LSTM: Cell = { operator: "LSTM", gates: [0, 3, 1, 2] };

/** [rows, G · H] → [G · H, rows], with the gates in ONNX' order. */
function gated({ shape, data }: Pick<NamedArray, "shape" | "data">, gates: readonly number[]): Float32Array {
  const [rows, width] = shape as [number, number];
  const units = width / gates.length;
  return Float32Array.from({ length: rows * width }, (_, i) => {
    const [column, row] = [Math.floor(i / rows), i % rows];
    const gate = gates[Math.floor(column / units)] as number;
    return Number(data[row * width + gate * units + (column % units)]);
  });
}

/** Biases of the inputs' product and of the state's, side by side. */
function biases({ shape, data }: NamedArray, gates: readonly number[]): Float32Array {
  const width = shape.at(-1) as number;
  const both = new Float32Array(2 * width);
  for (let row = 0; row < data.length / width; row++) {
    const own = data.subarray(row * width, (row + 1) * width) as Float32Array;
    both.set(gated({ shape: [1, width], data: own }, gates), row * width);
  }
  return both;
}

/** [B, T, E], with the state that it begins with where there is one → [B, T, H], or [B, H] of the last place. */
const recurrent =
  ({ operator, gates }: Cell, settingsOf: (call: Call) => Settings = () => ({})): Convert =>
  (call) => {
    const { graph, config, inputs, weight } = call;
    expectSettings(call, { activation: "tanh", use_bias: true, return_state: false, stateful: false });
    if (operator !== "RNN") expectSettings(call, { recurrent_activation: "sigmoid" });
    const units = numberOf(call, "units");
    const [x, ...states] = inputs as [Value, ...Value[]];
    if (states.length > (operator === "LSTM" ? 2 : 1)) refuse(call, "more states than it has");
    const [batch, time, features] = x.shape as [Size, Size, number];
    const width = gates.length * units;
    const [kernel, state, bias] = [weight("kernel"), weight("recurrent_kernel"), weight("bias")];
    const timeFirst = graph.transpose(x.name, [1, 0, 2]);
    const [end, back] = [graph.sizes([-(2n ** 62n)]), graph.sizes([-1])];
    const read =
      config.go_backwards === true ? graph.one("Slice", [timeFirst, back, end, graph.sizes([0]), back]) : timeFirst;
    const [hidden, final] = graph.add(
      operator,
      [
        read,
        graph.tensor(kernel.name, [1, width, features], gated(kernel, gates)),
        graph.tensor(state.name, [1, width, units], gated(state, gates)),
        graph.tensor(bias.name, [1, 2 * width], biases(bias, gates)),
        "",
        ...states.map(({ name }) => graph.one("Unsqueeze", [name, graph.sizes([0])])),
      ],
      { hidden_size: { i: units }, ...settingsOf(call) },
      2,
    ) as [string, string];
    if (config.return_sequences !== true) {
      return { name: graph.one("Squeeze", [final, graph.sizes([0])]), shape: [batch, units] };
    }
    const all = graph.one("Squeeze", [hidden, graph.sizes([1])]); // [T, B, H]
    return { name: graph.transpose(all, [1, 0, 2]), shape: [batch, time, units] };
  };

export const simpleRnn = recurrent(SIMPLE);
export const lstm = recurrent(LSTM);
/** The reset gate works on the state's product, or on the state before it. */
export const gru = recurrent(GATED, ({ config }) => ({
  linear_before_reset: { i: config.reset_after === true ? 1 : 0 },
}));
