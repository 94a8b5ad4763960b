import type * as tf from "@tensorflow/tfjs";
import { type Attributes, given, wasmKernel } from "../wasm/module.ts";
import { NORMALIZATION, NORMALIZATION_GRADIENT } from "./contract.ts";

const sizes = ({ batch, pixels, groups, depth }: Attributes) => [batch, pixels, groups, depth] as number[];

export const normalizationWasm: readonly tf.KernelConfig[] = [
  wasmKernel(NORMALIZATION, (wasm, inputs, attributes) => {
    const x = given(inputs, "x");
    const [batch, pixels, groups, depth] = sizes(attributes) as [number, number, number, number];
    const statistics = batch * groups;
    const outputs = [wasm.output(x.shape), wasm.output([statistics]), wasm.output([statistics])];
    const addresses = [x, inputs.gain, inputs.offset, ...outputs].map((tensor) => wasm.address(tensor));
    wasm.scratch(wasm.kernels.normalizationScratch(groups * depth), (room) => {
      const epsilon = attributes.epsilon as number;
      wasm.kernels.normalizationForward(...addresses, batch, pixels, groups, depth, epsilon, room);
    });
    return outputs;
  }),
  wasmKernel(NORMALIZATION_GRADIENT, (wasm, inputs, attributes) => {
    const x = given(inputs, "x");
    const [batch, pixels, groups, depth] = sizes(attributes) as [number, number, number, number];
    const outputs = [wasm.output(x.shape), wasm.output([groups * depth]), wasm.output([groups * depth])];
    const { gain, mean, inverse, dy } = inputs;
    const addresses = [x, gain, mean, inverse, dy, ...outputs].map((tensor) => wasm.address(tensor));
    wasm.scratch(wasm.kernels.normalizationScratch(groups * depth), (room) => {
      wasm.kernels.normalizationBackward(...addresses, batch, pixels, groups, depth, room);
    });
    return outputs;
  }),
];
