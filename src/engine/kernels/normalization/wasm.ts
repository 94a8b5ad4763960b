import type * as tf from "@tensorflow/tfjs";
import { type Attributes, given, wasmKernel } from "../wasm/module.ts";
import { NORMALIZATION, NORMALIZATION_GRADIENT } from "./contract.ts";

/** Of a number, about. */
const OPERATIONS = 12;

const sizes = ({ batch, pixels, groups, depth }: Attributes) => [batch, pixels, groups, depth] as number[];

export const normalizationWasm: readonly tf.KernelConfig[] = [
  wasmKernel(NORMALIZATION, (wasm, inputs, attributes) => {
    const x = given(inputs, "x");
    const [batch, pixels, groups, depth] = sizes(attributes) as [number, number, number, number];
    const statistics = batch * groups;
    const outputs = [wasm.output(x.shape), wasm.output([statistics]), wasm.output([statistics])];
    const [y, mean, inverse] = outputs.map((tensor) => wasm.address(tensor)) as [number, number, number];
    const [gain, offset] = [wasm.address(inputs.gain), wasm.address(inputs.offset)];
    const member = pixels * groups * depth;
    const room = wasm.kernels.normalizationScratch(groups * depth);
    const members = { count: batch, work: OPERATIONS * batch * member, scratch: () => room };
    wasm.spread(members, (first, size, at) => [
      [
        ...([
          "normalizationForward",
          wasm.address(x) + 4 * first * member,
          gain,
          offset,
          y + 4 * first * member,
        ] as const),
        ...[mean + 4 * first * groups, inverse + 4 * first * groups, size, pixels, groups, depth],
        ...[attributes.epsilon as number, at],
      ],
    ]);
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
