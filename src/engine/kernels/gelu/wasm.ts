import type * as tf from "@tensorflow/tfjs";
import { given, spreadElements, wasmKernel } from "../wasm/module.ts";
import { GELU, GELU_GRADIENT } from "./contract.ts";

export const geluWasm: readonly tf.KernelConfig[] = [
  wasmKernel(GELU, (wasm, inputs) => {
    const x = given(inputs, "x");
    const output = wasm.output(x.shape);
    spreadElements(wasm, [x, output], (addresses, count) => ["geluForward", ...addresses, count]);
    return output;
  }),
  wasmKernel(GELU_GRADIENT, (wasm, inputs) => {
    const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
    const output = wasm.output(x.shape);
    spreadElements(wasm, [x, dy, output], (addresses, count) => ["geluBackward", ...addresses, count]);
    return output;
  }),
];
