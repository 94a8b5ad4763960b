import type * as tf from "@tensorflow/tfjs";
import { given, sizeOf, wasmKernel } from "../wasm/module.ts";
import { GAUSSIAN_DRAW, GAUSSIAN_DRAW_GRADIENT, GAUSSIAN_KL, GAUSSIAN_KL_GRADIENT } from "./contract.ts";

export const gaussianWasm: readonly tf.KernelConfig[] = [
  wasmKernel(GAUSSIAN_KL, (wasm, inputs) => {
    const mean = given(inputs, "mean");
    const [B, Z] = mean.shape as [number, number];
    const output = wasm.output([B]);
    const addresses = [mean, inputs.logVariance, output].map((tensor) => wasm.address(tensor));
    wasm.kernels.gaussianKlForward(...addresses, B, Z);
    return output;
  }),
  wasmKernel(GAUSSIAN_KL_GRADIENT, (wasm, inputs) => {
    const mean = given(inputs, "mean");
    const [B, Z] = mean.shape as [number, number];
    const outputs = [wasm.output([B, Z]), wasm.output([B, Z])];
    const addresses = [mean, inputs.logVariance, inputs.gradient, ...outputs].map((tensor) => wasm.address(tensor));
    wasm.kernels.gaussianKlBackward(...addresses, B, Z);
    return outputs;
  }),
  wasmKernel(GAUSSIAN_DRAW, (wasm, inputs) => {
    const mean = given(inputs, "mean");
    const output = wasm.output(mean.shape);
    const addresses = [mean, inputs.logVariance, inputs.noise, output].map((tensor) => wasm.address(tensor));
    wasm.kernels.gaussianDrawForward(...addresses, sizeOf(mean.shape));
    return output;
  }),
  wasmKernel(GAUSSIAN_DRAW_GRADIENT, (wasm, inputs) => {
    const logVariance = given(inputs, "logVariance");
    const output = wasm.output(logVariance.shape);
    const addresses = [logVariance, inputs.noise, inputs.gradient, output].map((tensor) => wasm.address(tensor));
    wasm.kernels.gaussianDrawBackward(...addresses, sizeOf(logVariance.shape));
    return output;
  }),
];
