/** Batches of examples on the device. */
import * as tf from "@tensorflow/tfjs";
import { CAPTION_WORDS } from "../../core/captionWords.ts";
import { randomStream } from "../../core/random.ts";
import type { ExampleBatch } from "../../engine/model.ts";
import type { NamedArray, Numbers } from "../../export/safetensors/contract.ts";
import { captionRows } from "../captions.ts";
import type { DomainCode } from "../contract.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import { textRows } from "../texts.ts";
import { type ExampleArrays, exampleBatches, validationExamples } from "./batches.ts";

/** Enough to find a sample's nearest neighbour in; all of most sets. */
const MOST_EXAMPLES = 5000;

function exampleBatch(
  { facts }: ExampleDataset,
  { values, labels, captions, texts }: ExampleArrays,
  shape: readonly number[],
): ExampleBatch {
  const words = facts.captions?.words ?? [];
  const said = facts.texts;
  return {
    kind: "examples",
    values: tf.tensor(values, [...shape]),
    ...(labels ? { labels: tf.tensor1d(labels, "int32") } : {}),
    ...(captions
      ? { captions: tf.tensor2d(captionRows(words, captions), [captions.length, CAPTION_WORDS], "int32") }
      : {}),
    ...(said && texts ? { texts: tf.tensor2d(textRows(said, texts), [texts.length, said.length], "int32") } : {}),
  };
}

const firstExamples = (dataset: ExampleDataset, part: ExamplePart, most: number): ExampleBatch => {
  const { count, ...arrays } = validationExamples(part, most);
  return exampleBatch(dataset, arrays, [count, ...dataset.shape]);
};

/** Batches and examples of a domain whose validation looks at so many examples. */
export const exampleSource = (mostValidation: number): Pick<DomainCode<ExampleDataset>, "batches" | "examples"> => ({
  batches: (dataset, { size }, seed) => {
    const training = exampleBatches(dataset.train, { size, stream: randomStream(seed, "order") });
    return {
      training: {
        perEpoch: training.perEpoch,
        at: (index) => exampleBatch(dataset, training.at(index), [size, ...dataset.shape]),
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

/** The parts of a dataset, row by row. `of`: numbers as the file is to hold them. */
export const exampleArrays =
  (of: (values: ExamplePart["values"]) => Numbers = (values) => values) =>
  (dataset: ExampleDataset): readonly NamedArray[] =>
    (["train", "validation"] as const).flatMap((part) => {
      const { count, values, labels, captions, texts, fill } = dataset[part];
      const { facts } = dataset;
      for (let example = 0; fill && example < count; example++) fill(example);
      return [
        { name: `${part}.values`, shape: [count, ...dataset.shape], data: of(values) },
        ...(labels ? [{ name: `${part}.labels`, shape: [count], data: labels }] : []),
        ...(texts && facts.texts
          ? [{ name: `${part}.texts`, shape: [count, facts.texts.length], data: textRows(facts.texts, texts) }]
          : []),
        ...(captions && facts.captions ? [captionArray(`${part}.captions`, facts.captions.words, captions)] : []),
      ];
    });

/** Wordings by number, [N, K, W]: those of an example that has fewer come again. */
function captionArray(name: string, words: readonly string[], captions: readonly (readonly string[])[]): NamedArray {
  const most = captions.reduce((longest, wordings) => Math.max(longest, wordings.length), 1);
  const all = captions.flatMap((wordings) =>
    Array.from({ length: most }, (_, i) => wordings[i % Math.max(1, wordings.length)] ?? ""),
  );
  return { name, shape: [captions.length, most, CAPTION_WORDS], data: captionRows(words, all) };
}
