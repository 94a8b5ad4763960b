import { InklingError } from "../core/errors.ts";
import type { Batch, ExampleBatch, TokenBatch } from "../engine/model.ts";

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

/** The tokens of a batch. A family is only given the domains that its manifest accepts; throws where it is not. */
export function tokensOf(batch: Batch): TokenBatch {
  if (batch.kind !== "tokens") throw new InklingError("unexpected", { message: `a batch of ${batch.kind}` });
  return batch;
}

/** The examples of a batch; throws where it holds something else. */
export function examplesOf(batch: Batch): ExampleBatch {
  if (batch.kind !== "examples") throw new InklingError("unexpected", { message: `a batch of ${batch.kind}` });
  return batch;
}
