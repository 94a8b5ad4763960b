import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { softmaxCrossEntropy } from "./index.ts";
import { softmaxCrossEntropyReference } from "./reference.ts";

const crossEntropyCase = (N: number, V: number, scale: number): ParityCase => ({
  name: `logits ${N}×${V} of scale ${scale}`,
  inputs: { logits: { shape: [N, V], scale }, labels: { indices: Array.from({ length: N }, (_, i) => (i * 7) % V) } },
  run: ({ logits, labels }) => [softmaxCrossEntropy(logits as tf.Tensor2D, labels as tf.Tensor1D)],
  reference: ({ logits, labels }) => [softmaxCrossEntropyReference(logits as tf.Tensor2D, labels as tf.Tensor1D)],
});

/** One class, widths around the vector width, and logits so large that their exponentials overflow. */
export const crossEntropyParity: readonly ParityCase[] = [
  crossEntropyCase(1, 2, 1),
  crossEntropyCase(5, 3, 1),
  crossEntropyCase(3, 65, 2),
  crossEntropyCase(9, 8, 200),
  crossEntropyCase(4, 31, 30),
];
