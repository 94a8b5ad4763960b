import type * as tf from "@tensorflow/tfjs";
import { given, sizeOf, wasmKernel } from "../wasm/module.ts";
import { GELU, GELU_GRADIENT } from "./contract.ts";

export const geluWasm: readonly tf.KernelConfig[] = [
  wasmKernel(GELU, (wasm, inputs) => {
    const x = given(inputs, "x");
    const output = wasm.output(x.shape);
    wasm.kernels.geluForward(wasm.address(x), wasm.address(output), sizeOf(x.shape));
    return output;
  }),
  wasmKernel(GELU_GRADIENT, (wasm, inputs) => {
    const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
    const output = wasm.output(x.shape);
    wasm.kernels.geluBackward(wasm.address(x), wasm.address(dy), wasm.address(output), sizeOf(x.shape));
    return output;
  }),
];
