import type * as tf from "@tensorflow/tfjs";
import { given, sizeOf, spreadRows, wasmKernel } from "../wasm/module.ts";
import { GATED_TANH, GATED_TANH_GRADIENT } from "./contract.ts";

/** The width of either half of a row, and how many rows there are. */
function halvesOf(shape: readonly number[]): readonly [width: number, rows: number] {
  return [(shape.at(-1) as number) / 2, sizeOf(shape.slice(0, -1))];
}

export const gatedTanhWasm: readonly tf.KernelConfig[] = [
  wasmKernel(GATED_TANH, (wasm, inputs) => {
    const x = given(inputs, "x");
    const [width, rows] = halvesOf(x.shape);
    const output = wasm.output([...x.shape.slice(0, -1), width]);
    spreadRows(wasm, [x, output], rows, (addresses, count) => ["gatedTanhForward", ...addresses, count, width]);
    return output;
  }),
  wasmKernel(GATED_TANH_GRADIENT, (wasm, inputs) => {
    const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
    const [width, rows] = halvesOf(x.shape);
    const output = wasm.output(x.shape);
    spreadRows(wasm, [x, dy, output], rows, (addresses, count) => ["gatedTanhBackward", ...addresses, count, width]);
    return output;
  }),
];
