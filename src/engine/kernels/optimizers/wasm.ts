import type * as tf from "@tensorflow/tfjs";
import { given, type Inputs, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { ADAM_UPDATE, GLOBAL_NORM, MOMENTUM_UPDATE, RMSPROP_UPDATE, SGD_UPDATE } from "./contract.ts";

type Settings = Readonly<Record<string, number>>;
type Run = (kernels: Wasm["kernels"], addresses: number[], settings: Settings) => void;

/** One pass over the weights, the gradient and the slots named; `run` gets [weights, gradient, …slots, count, scale]. */
function update(kernelName: string, slots: readonly string[], run: Run): tf.KernelConfig {
  return wasmKernel(kernelName, (wasm, inputs: Inputs, attributes) => {
    const variable = given(inputs, "variable");
    const tensors = [variable, given(inputs, "gradient"), ...slots.map((slot) => given(inputs, slot))];
    const addresses = tensors.map((tensor) => wasm.address(tensor));
    run(
      wasm.kernels,
      [...addresses, sizeOf(variable.shape), wasm.address(inputs.gradientScale)],
      attributes as Settings,
    );
    wasm.written(variable);
    return [];
  });
}

const number = (settings: Settings, name: string) => settings[name] as number;

export const optimizersWasm: readonly tf.KernelConfig[] = [
  update(SGD_UPDATE, [], (kernels, at, settings) => {
    kernels.sgdUpdate(...at, number(settings, "learningRate"));
  }),
  update(MOMENTUM_UPDATE, ["velocity"], (kernels, at, settings) => {
    kernels.momentumUpdate(...at, number(settings, "learningRate"), number(settings, "momentum"));
  }),
  update(RMSPROP_UPDATE, ["meanSquare"], (kernels, at, settings) => {
    const decay = number(settings, "decay");
    kernels.rmsPropUpdate(...at, number(settings, "learningRate"), decay, 1 - decay, number(settings, "epsilon"));
  }),
  update(ADAM_UPDATE, ["firstMoment", "secondMoment"], (kernels, at, settings) => {
    const [beta1, beta2] = [number(settings, "beta1"), number(settings, "beta2")];
    const [step, learningRate] = [number(settings, "step"), number(settings, "learningRate")];
    kernels.adamUpdate(
      ...[...at, learningRate, beta1, 1 - beta1, 1 / (1 - beta1 ** step), beta2, 1 - beta2, 1 / (1 - beta2 ** step)],
      ...[number(settings, "epsilon"), 1 - learningRate * number(settings, "weightDecay")],
    );
  }),
  wasmKernel(GLOBAL_NORM, (wasm, inputs) => {
    let sum = 0;
    for (const tensor of Object.values(inputs)) {
      if (tensor) sum += wasm.kernels.squareSum(wasm.address(tensor), sizeOf(tensor.shape));
    }
    return wasm.scalar(Math.sqrt(sum));
  }),
];
