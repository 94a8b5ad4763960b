import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { gelu } from "./index.ts";
import { geluReference } from "./reference.ts";

/** Sizes around the vector width, and values far out on both sides. */
export const geluParity: readonly ParityCase[] = [[3], [7], [3, 8], [2, 3, 5]].flatMap((shape) =>
  [1, 6].map((scale) => ({
    name: `gelu [${shape}] of scale ${scale}`,
    inputs: { x: { shape, scale } },
    run: ({ x }: Record<string, tf.Tensor>) => [gelu(x as tf.Tensor)],
    reference: ({ x }: Record<string, tf.Tensor>) => [geluReference(x as tf.Tensor)],
  })),
);
