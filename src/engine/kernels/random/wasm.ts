import type * as tf from "@tensorflow/tfjs";
import { sizeOf, wasmKernel } from "../wasm/module.ts";
import { RANDOM_NORMAL, RANDOM_UNIFORM } from "./contract.ts";

const draw = (kernelName: string, kernel: "uniforms" | "normals") =>
  wasmKernel(kernelName, (wasm, _, { key0, key1, shape }) => {
    const output = wasm.output(shape as number[]);
    wasm.kernels[kernel](key0 as number, key1 as number, sizeOf(output.shape), wasm.address(output));
    return output;
  });

export const randomWasm: readonly tf.KernelConfig[] = [
  draw(RANDOM_UNIFORM, "uniforms"),
  draw(RANDOM_NORMAL, "normals"),
];
