import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { sigmoidCrossEntropy } from "./index.ts";
import { sigmoidCrossEntropyReference } from "./reference.ts";

const tensorCase = (shape: readonly number[], scale: number): ParityCase => ({
  name: `logits [${shape}] of scale ${scale}`,
  inputs: { logits: { shape, scale }, targets: { shape } },
  run: ({ logits, targets }) => [sigmoidCrossEntropy(logits as tf.Tensor, targets as tf.Tensor)],
  reference: ({ logits, targets }) => [sigmoidCrossEntropyReference(logits as tf.Tensor, targets as tf.Tensor)],
});

const numberCase = (shape: readonly number[], target: number): ParityCase => ({
  name: `logits [${shape}], all targets ${target}`,
  inputs: { logits: { shape, scale: 3 } },
  run: ({ logits }) => [sigmoidCrossEntropy(logits as tf.Tensor, target)],
  reference: ({ logits }) => [sigmoidCrossEntropyReference(logits as tf.Tensor, target)],
});

/** One number an example, widths around the vector width, pictures, and logits whose exponentials overflow. */
export const sigmoidCrossEntropyParity: readonly ParityCase[] = [
  tensorCase([1, 1], 1),
  tensorCase([5, 1], 4),
  tensorCase([3, 7], 2),
  tensorCase([2, 5, 6, 3], 1),
  tensorCase([4, 9], 100),
  numberCase([6, 1], 1),
  numberCase([3, 5], 0.9),
  numberCase([7], 0),
];
