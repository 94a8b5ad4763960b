import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../core/random.ts";
import type { Batch, ExampleBatch, GiveExamples } from "../engine/model.ts";
import type { BatchShape } from "../schema/manifest.ts";
import type { Dataset, TokenDataset } from "./dataset.ts";
import { type ExampleArrays, exampleBatches, validationExamples } from "./exampleBatches.ts";
import type { ExampleDataset, ExamplePart } from "./examples.ts";
import { type TokenBatches, tokenBatches, validationBatches } from "./tokens/batches.ts";

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

/** As many points as mode coverage is counted on; of pictures, a batch that a step's memory has room for. */
const VALIDATION_POINTS = 2500;
const VALIDATION_PICTURES = 256;
/** Enough to find a sample's nearest neighbour in; all of most sets. */
const MOST_EXAMPLES = 5000;

/** Batches of a dataset in the order that the seed gives. Validation is the same for every seed, and bounded. */
export function createBatches(dataset: Dataset, shape: BatchShape, seed: number): BatchSource {
  switch (dataset.kind) {
    case "tokens":
      return tokenSource(dataset, shape, seed);
    case "examples":
      return exampleSource(dataset, shape, seed);
    default:
      return dataset satisfies never;
  }
}

/** Real data for samples and views: the first examples of a part, the same every time. */
export function giveExamples(dataset: Dataset, batches: BatchSource): GiveExamples {
  if (dataset.kind === "tokens") return (part = "validation") => batches[part === "train" ? "training" : part].at(0);
  return (part = "validation") =>
    firstExamples(dataset, dataset[part], part === "train" ? MOST_EXAMPLES : mostOf(dataset));
}

const mostOf = ({ shape }: ExampleDataset) => (shape.length === 1 ? VALIDATION_POINTS : VALIDATION_PICTURES);

const firstExamples = ({ shape }: ExampleDataset, part: ExamplePart, most: number): ExampleBatch => {
  const { count, ...arrays } = validationExamples(part, most);
  return exampleBatch(arrays, [count, ...shape]);
};

const exampleBatch = ({ values, labels }: ExampleArrays, shape: readonly number[]): ExampleBatch => ({
  kind: "examples",
  values: tf.tensor(values, [...shape]),
  ...(labels ? { labels: tf.tensor1d(labels, "int32") } : {}),
});

function exampleSource(dataset: ExampleDataset, { size }: BatchShape, seed: number): BatchSource {
  const training = exampleBatches(dataset.train, { size, stream: randomStream(seed, "order") });
  return {
    training: {
      perEpoch: training.perEpoch,
      at: (index) => exampleBatch(training.at(index), [size, ...dataset.shape]),
    },
    validation: {
      perEpoch: dataset.validation.count > 0 ? 1 : 0,
      at: () => firstExamples(dataset, dataset.validation, mostOf(dataset)),
    },
  };
}

function tokenSource(dataset: TokenDataset, { size, length }: BatchShape, seed: number): BatchSource {
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
