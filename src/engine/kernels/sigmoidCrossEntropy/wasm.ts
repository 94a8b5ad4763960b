import type * as tf from "@tensorflow/tfjs";
import { type Attributes, given, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { SIGMOID_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY_GRADIENT } from "./contract.ts";

/** Operations of a logit, about. */
const OPERATIONS = 50;

/** A part is some of the examples: of as many numbers as the logits in tensors of their size, of one in others. */
function spreadExamples(
  wasm: Wasm,
  kernel: "sigmoidCrossEntropyForward" | "sigmoidCrossEntropyBackward",
  tensors: readonly [logits: tf.TensorInfo, ...(tf.TensorInfo | undefined)[]],
  { target }: Attributes,
): void {
  const [batch] = tensors[0].shape as [number];
  const size = sizeOf(tensors[0].shape);
  wasm.spread({ count: batch, work: OPERATIONS * size }, (first, examples) => {
    const addresses = tensors.map((tensor) =>
      tensor ? wasm.address(tensor) + (4 * first * sizeOf(tensor.shape)) / batch : 0,
    );
    return [[kernel, ...addresses, target as number, examples, size / batch]];
  });
}

export const sigmoidCrossEntropyWasm: readonly tf.KernelConfig[] = [
  wasmKernel(SIGMOID_CROSS_ENTROPY, (wasm, inputs, attributes) => {
    const logits = given(inputs, "logits");
    const output = wasm.output([logits.shape[0] as number]);
    spreadExamples(wasm, "sigmoidCrossEntropyForward", [logits, inputs.targets, output], attributes);
    return output;
  }),
  wasmKernel(SIGMOID_CROSS_ENTROPY_GRADIENT, (wasm, inputs, attributes) => {
    const logits = given(inputs, "logits");
    const output = wasm.output(logits.shape);
    const tensors = [logits, inputs.targets, inputs.gradient, output] as const;
    spreadExamples(wasm, "sigmoidCrossEntropyBackward", tensors, attributes);
    return output;
  }),
];
