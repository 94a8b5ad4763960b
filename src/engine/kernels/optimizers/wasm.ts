import type * as tf from "@tensorflow/tfjs";
import { given, type Inputs, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { ADAM_UPDATE, GLOBAL_NORM, MOMENTUM_UPDATE, RMSPROP_UPDATE, SGD_UPDATE, UPDATES } from "./contract.ts";

type Settings = Readonly<Record<string, number>>;
type Run = (kernels: Wasm["kernels"], addresses: number[], settings: Settings) => void;

interface Update {
  /** What the optimizer remembers of a weight, by the names of its inputs. */
  readonly slots: readonly string[];
  /** One pass over [weights, gradient, …slots, count, scale]. */
  readonly run: Run;
}

const number = (settings: Settings, name: string) => settings[name] as number;

const updates: Readonly<Record<string, Update>> = {
  [SGD_UPDATE]: {
    slots: [],
    run: (kernels, at, settings) => kernels.sgdUpdate(...at, number(settings, "learningRate")),
  },
  [MOMENTUM_UPDATE]: {
    slots: ["velocity"],
    run: (kernels, at, settings) => {
      kernels.momentumUpdate(...at, number(settings, "learningRate"), number(settings, "momentum"));
    },
  },
  [RMSPROP_UPDATE]: {
    slots: ["meanSquare"],
    run: (kernels, at, settings) => {
      const decay = number(settings, "decay");
      kernels.rmsPropUpdate(...at, number(settings, "learningRate"), decay, 1 - decay, number(settings, "epsilon"));
    },
  },
  [ADAM_UPDATE]: {
    slots: ["firstMoment", "secondMoment"],
    run: (kernels, at, settings) => {
      const [beta1, beta2] = [number(settings, "beta1"), number(settings, "beta2")];
      const [step, learningRate] = [number(settings, "step"), number(settings, "learningRate")];
      kernels.adamUpdate(
        ...[...at, learningRate, beta1, 1 - beta1, 1 / (1 - beta1 ** step), beta2, 1 - beta2, 1 / (1 - beta2 ** step)],
        ...[number(settings, "epsilon"), 1 - learningRate * number(settings, "weightDecay")],
      );
    },
  },
};

/** Updates the weight whose inputs have `suffix` behind their names. */
function updateOne(wasm: Wasm, { slots, run }: Update, inputs: Inputs, suffix: string, settings: Settings): void {
  const variable = given(inputs, `variable${suffix}`);
  const tensors = ["gradient", ...slots].map((name) => given(inputs, `${name}${suffix}`));
  const addresses = [variable, ...tensors].map((tensor) => wasm.address(tensor));
  run(wasm.kernels, [...addresses, sizeOf(variable.shape), wasm.address(inputs.gradientScale)], settings);
  wasm.written(variable);
}

export const optimizersWasm: readonly tf.KernelConfig[] = [
  ...Object.entries(updates).map(([kernelName, update]) =>
    wasmKernel(kernelName, (wasm, inputs, attributes) => {
      updateOne(wasm, update, inputs, "", attributes as Settings);
      return [];
    }),
  ),
  wasmKernel(UPDATES, (wasm, inputs, attributes) => {
    const update = updates[attributes.update as string] as Update;
    for (let i = 0; i < (attributes.count as number); i++) {
      updateOne(wasm, update, inputs, String(i), attributes as Settings);
    }
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
