/** What a model over whole samples is told of each: its label, its caption, or nothing. */
import * as tf from "@tensorflow/tfjs";
import type { ExampleBatch, Noise, SampleRange } from "../engine/model.ts";
import type { DatasetFacts } from "../schema/domain.ts";
import { captionRows, captionTable, someWords, wantedCaptions } from "./captions.ts";
import { type LabelTable, type LabelTableOptions, labelIds, labelNumbers, labelTable } from "./labels.ts";
import type { NetworkSizes } from "./sizes.ts";

type Told = Pick<NetworkSizes, "labels" | "words">;

/** Whether the model is told anything. */
export const isConditional = ({ labels, words }: Told): boolean => labels > 0 || words > 0;

/** The table of a network's condition, whichever it is. */
export const conditionTable = (
  sizes: Pick<NetworkSizes, "labels" | "words" | "labelWidth">,
  options: LabelTableOptions,
): LabelTable => (sizes.words > 0 ? captionTable(sizes, options) : labelTable(sizes, options));

/** The node of the model graph that shows the condition. */
export const conditionNode = ({ words }: Pick<Told, "words">): "label" | "caption" => (words > 0 ? "caption" : "label");

/**
 * What is known of each example: int32 [B] labels, or [B, W] words of captions. With `noise`, as while a model learns,
 * captions lack some of their words.
 */
export function conditionOf({ words }: Pick<Told, "words">, { labels, captions }: ExampleBatch, noise?: Noise) {
  if (words === 0) return labels;
  return captions && noise ? someWords(captions, words, noise) : captions;
}

/** What samples are asked to show, as the sampling parameters have it; `""` lets them take turns. */
export interface Wanted {
  /** A label's id. */
  readonly label?: string;
  readonly caption?: string;
}

/** What each of some samples is to show. */
export interface Asked {
  /** As a network is given it, int32 [N] or [N, W]; nothing where the model is not conditioned. Call inside a tidy. */
  readonly tensor: () => tf.Tensor | undefined;
  /** Of the same shape, for a model that knows samples of which it is told nothing. */
  readonly nothing: () => tf.Tensor | undefined;
  /** For whoever sees the samples. */
  readonly about: { readonly labels?: readonly string[]; readonly captions?: readonly string[] };
}

export function askFor(
  { labels, words }: Told,
  facts: DatasetFacts,
  { label = "", caption = "" }: Wanted,
  count: number,
  range: SampleRange = [0, count],
): Asked {
  if (words > 0 && facts.captions) {
    const { captions } = facts;
    const texts = wantedCaptions(captions, caption, count)
      .map(({ text }) => text)
      .slice(...range);
    const rows = captionRows(captions.words, texts);
    const shape: [number, number] = [texts.length, rows.length / Math.max(1, texts.length)];
    return {
      tensor: () => tf.tensor2d(rows, shape, "int32"),
      nothing: () => tf.fill(shape, words, "int32"),
      about: { captions: texts },
    };
  }
  if (labels === 0) return { tensor: () => undefined, nothing: () => undefined, about: {} };
  const numbers = labelNumbers(facts, label, count).slice(...range);
  return {
    tensor: () => tf.tensor1d(numbers, "int32"),
    nothing: () => tf.fill([numbers.length], labels, "int32"),
    about: labelIds(facts, numbers),
  };
}

/** The numbers of the labels that samples show which take turns; nothing where the model is told nothing. */
export function askedLabels({ labels, words }: Told, facts: DatasetFacts) {
  if (words > 0 && facts.captions) {
    const { captions } = facts;
    return { asked: (count: number) => wantedCaptions(captions, "", count).map(({ label }) => label) };
  }
  return labels > 0 ? { asked: (count: number) => labelNumbers(facts, "", count) } : {};
}
