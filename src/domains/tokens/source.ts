/** Batches of texts on the device. */
import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../core/random.ts";
import type { Batches } from "../batches.ts";
import type { DomainCode } from "../contract.ts";
import type { TokenDataset } from "../dataset.ts";
import { type TokenBatches, tokenBatches, validationBatches } from "./batches.ts";

/** Enough characters for a steady curve, and few enough that judging costs little beside 50 training steps. */
const VALIDATION_TOKENS = 16_384;
const VALIDATION_BATCHES = 16;

export const source: Pick<DomainCode<TokenDataset>, "batches" | "examples" | "arrays"> = {
  arrays: (dataset) =>
    (["train", "validation"] as const).flatMap((part) => {
      const { tokens, starts, labels } = dataset[part];
      const column = (name: string, data: Int32Array) => ({ name: `${part}.${name}`, shape: [data.length], data });
      return [
        column("tokens", tokens),
        column("starts", Int32Array.from(starts)),
        ...(labels ? [column("labels", labels)] : []),
      ];
    }),
  batches: (dataset, { size, length }, seed) => {
    const stream = randomStream(seed, "order");
    const maxTokens = Math.min(VALIDATION_TOKENS, VALIDATION_BATCHES * size * length);
    return {
      training: onDevice(tokenBatches(dataset.train, { size, length, stream })),
      validation: onDevice(validationBatches(dataset.validation, { size, length, maxTokens })),
    };
  },
  examples:
    (_, batches) =>
    (part = "validation") =>
      batches[part === "train" ? "training" : part].at(0),
};

export function onDevice(batches: TokenBatches): Batches {
  const shape: [number, number] = [batches.size, batches.length];
  return {
    perEpoch: batches.perEpoch,
    at: (index) => {
      const { inputs, targets, labels, fresh } = batches.at(index);
      return {
        kind: "tokens",
        inputs: tf.tensor2d(inputs, shape, "int32"),
        targets: tf.tensor2d(targets, shape, "int32"),
        ...(labels ? { labels: tf.tensor2d(labels, shape, "int32") } : {}),
        fresh,
      };
    },
  };
}
