/** Batches of examples on the device. */
import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../core/random.ts";
import type { ExampleBatch } from "../../engine/model.ts";
import type { DomainCode } from "../contract.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import { type ExampleArrays, exampleBatches, validationExamples } from "./batches.ts";

/** Enough to find a sample's nearest neighbour in; all of most sets. */
const MOST_EXAMPLES = 5000;

const exampleBatch = ({ values, labels }: ExampleArrays, shape: readonly number[]): ExampleBatch => ({
  kind: "examples",
  values: tf.tensor(values, [...shape]),
  ...(labels ? { labels: tf.tensor1d(labels, "int32") } : {}),
});

const firstExamples = ({ shape }: ExampleDataset, part: ExamplePart, most: number): ExampleBatch => {
  const { count, ...arrays } = validationExamples(part, most);
  return exampleBatch(arrays, [count, ...shape]);
};

/** Batches and examples of a domain whose validation looks at so many examples. */
export const exampleSource = (mostValidation: number): Pick<DomainCode<ExampleDataset>, "batches" | "examples"> => ({
  batches: (dataset, { size }, seed) => {
    const training = exampleBatches(dataset.train, { size, stream: randomStream(seed, "order") });
    return {
      training: {
        perEpoch: training.perEpoch,
        at: (index) => exampleBatch(training.at(index), [size, ...dataset.shape]),
      },
      validation: {
        perEpoch: dataset.validation.count > 0 ? 1 : 0,
        at: () => firstExamples(dataset, dataset.validation, mostValidation),
      },
    };
  },
  examples:
    (dataset) =>
    (part = "validation") =>
      firstExamples(dataset, dataset[part], part === "train" ? MOST_EXAMPLES : mostValidation),
});
