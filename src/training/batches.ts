import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../core/random.ts";
import { type TokenBatches, tokenBatches, validationBatches } from "../data/batches/tokens.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Batch } from "../engine/model.ts";
import type { BatchShape } from "../spec/manifest.ts";

/** Batches by number: the same index gives the same batch at any time, so a checkpoint needs the step alone. */
export interface Batches {
  /** How many batches show all of the data once. */
  readonly perEpoch: number;
  /** New tensors, which belong to the caller (or to the `tf.tidy` around the call). */
  readonly at: (index: number) => Batch;
}

export interface BatchSource {
  readonly training: Batches;
  readonly validation: Batches;
}

/** Enough characters for a steady curve, and few enough that judging costs little beside 50 training steps. */
const VALIDATION_TOKENS = 16_384;
const VALIDATION_BATCHES = 16;

/** Batches of a dataset in the order that the seed gives. Validation is the same for every seed, and bounded. */
export function createBatches(dataset: Dataset, { size, length }: BatchShape, seed: number): BatchSource {
  const stream = randomStream(seed, "order");
  const maxTokens = Math.min(VALIDATION_TOKENS, VALIDATION_BATCHES * size * length);
  return {
    training: onDevice(tokenBatches(dataset.train, { size, length, stream })),
    validation: onDevice(validationBatches(dataset.validation, { size, length, maxTokens })),
  };
}

function onDevice(batches: TokenBatches): Batches {
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
