import * as tf from "@tensorflow/tfjs";
import { randomStream, randomUniforms } from "../../../core/random.ts";
import { wholeDomain } from "../../../domains/testing/data.ts";
import { normal, uniform } from "../../../engine/kernels/random/index.ts";
import type { ExampleBatch, Model, Noise } from "../../../engine/model.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import type { Values } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { build } from "../model.ts";

export const tinyFacts: DatasetFacts = {
  id: "tiny-pictures",
  domain: { kind: "image", height: 8, width: 8, channels: 1 },
  labels: ["a", "b"],
  texts: { words: ["", "a", "b", "cat", "dog"], length: 4 },
  counts: { train: 20, validation: 5 },
  baselines: [],
};

export const tinyValues: Values = { channels: 4, units: 8, dropout: 0.25, objective: "words" };
export const tinyShape = { size: 3, length: 1 };
export const tinyDomain = wholeDomain(tinyFacts);

export const tinyModel = (values: Values = tinyValues): Model =>
  build(asModelValues(values), tinyDomain, tinyShape, randomStream(1, "weights"));

/** Three pictures called "a cat", "b" and "b dog cat". */
export const tinyBatch = (): ExampleBatch => ({
  kind: "examples",
  values: tf.tensor(randomUniforms(randomStream(5, "examples"), 3 * 64), [3, 8, 8, 1]),
  texts: tf.tensor2d([1, 3, 0, 0, 2, 0, 0, 0, 2, 4, 3, 0], [3, 4], "int32"),
});

export const noise: Noise = {
  uniform: (name, shape) => uniform(randomStream(9, name), shape),
  normal: (name, shape) => normal(randomStream(9, name), shape),
};
