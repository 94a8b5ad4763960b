import type * as tf from "@tensorflow/tfjs";
import { given, type Inputs, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { ADAM_UPDATE, GLOBAL_NORM, MOMENTUM_UPDATE, RMSPROP_UPDATE, SGD_UPDATE, UPDATES } from "./contract.ts";

type Settings = Readonly<Record<string, number>>;

interface Update {
  /** What the optimizer remembers of a weight, by the names of its inputs. */
  readonly slots: readonly string[];
  /** One pass over weights, gradient and slots, given by their addresses; then come count, the scale's address and the numbers. */
  readonly kernel: "sgdUpdate" | "momentumUpdate" | "rmsPropUpdate" | "adamUpdate";
  readonly numbers: (settings: Settings) => readonly number[];
}

const named = (settings: Settings, ...names: readonly string[]) => names.map((name) => settings[name] as number);

const updates: Readonly<Record<string, Update>> = {
  [SGD_UPDATE]: {
    slots: [],
    kernel: "sgdUpdate",
    numbers: (settings) => named(settings, "learningRate"),
  },
  [MOMENTUM_UPDATE]: {
    slots: ["velocity"],
    kernel: "momentumUpdate",
    numbers: (settings) => named(settings, "learningRate", "momentum"),
  },
  [RMSPROP_UPDATE]: {
    slots: ["meanSquare"],
    kernel: "rmsPropUpdate",
    numbers: (settings) => {
      const [learningRate, decay, epsilon] = named(settings, "learningRate", "decay", "epsilon") as Three;
      return [learningRate, decay, 1 - decay, epsilon];
    },
  },
  [ADAM_UPDATE]: {
    slots: ["firstMoment", "secondMoment"],
    kernel: "adamUpdate",
    numbers: (settings) => {
      const [beta1, beta2, step] = named(settings, "beta1", "beta2", "step") as Three;
      const [learningRate, epsilon, decay] = named(settings, "learningRate", "epsilon", "weightDecay") as Three;
      const [first, second] = [1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
      return [learningRate, beta1, 1 - beta1, first, beta2, 1 - beta2, second, epsilon, 1 - learningRate * decay];
    },
  },
};

type Three = [number, number, number];

/** Updates the weights whose inputs have these suffixes behind their names. */
function updateAll(
  wasm: Wasm,
  kernelName: string,
  inputs: Inputs,
  settings: Settings,
  suffixes: readonly string[],
): void {
  const { slots, kernel, numbers } = updates[kernelName] as Update;
  const [scale, rest] = [wasm.address(inputs.gradientScale), numbers(settings)];
  for (const suffix of suffixes) {
    const variable = given(inputs, `variable${suffix}`);
    const at = [wasm.address(variable), wasm.address(given(inputs, `gradient${suffix}`))];
    for (const slot of slots) at.push(wasm.address(given(inputs, slot + suffix)));
    wasm.kernels[kernel](...at, sizeOf(variable.shape), scale, ...rest);
    wasm.written(variable);
  }
}

export const optimizersWasm: readonly tf.KernelConfig[] = [
  ...Object.keys(updates).map((kernelName) =>
    wasmKernel(kernelName, (wasm, inputs, attributes) => {
      updateAll(wasm, kernelName, inputs, attributes as Settings, [""]);
      return [];
    }),
  ),
  wasmKernel(UPDATES, (wasm, inputs, attributes) => {
    const { update, count } = attributes as { readonly update: string; readonly count: number };
    const suffixes = Array.from({ length: count }, (_, i) => String(i));
    updateAll(wasm, update, inputs, attributes as Settings, suffixes);
    return [];
  }),
  wasmKernel(GLOBAL_NORM, (wasm, inputs) => {
    let sum = 0;
    for (const tensor of Object.values(inputs)) {
      if (tensor) sum += wasm.kernels.squareSum(wasm.address(tensor), sizeOf(tensor.shape));
    }
    return wasm.scalar(Math.sqrt(sum));
  }),
];
