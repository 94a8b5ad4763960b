import type { Values } from "../../schema/parameter.ts";

/** A network small enough that a step takes a millisecond or two. */
export const SMALL: Values = {
  "data.set": "place-names",
  "model.units": 16,
  "model.embedding": 8,
  "model.dropout": 0,
  "training.optimizer": "adam",
  "training.batchSize": 4,
  "training.sequenceLength": 16,
  "sampling.count": 3,
  "sampling.maxLength": 12,
};
