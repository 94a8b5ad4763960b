/** A typed text as a model reads it, and what it thinks comes next. */
import * as tf from "@tensorflow/tfjs";
import type { ViewRequest } from "../../engine/model.ts";
import type { ProbabilityView } from "../../schema/view.ts";
import type { SequenceDomain } from "../contract.ts";

const LIKELIEST = 8;
/** Of a longer text the beginning is read. */
const LONGEST_TEXT = 256;

/** A text as the model read it under each of L labels in question, one where it knows none. */
export interface TextReading {
  /** The labels' numbers; `[0]` where the model knows none. */
  readonly labels: readonly number[];
  /** T of them, without the symbol that begins a text. */
  readonly tokens: readonly number[];
  /** p(next character | text so far, label), [L, T + 1, V]: the first is of the character that begins the text. */
  readonly probabilities: Float32Array;
  /** How likely each label is, given the first t characters: [t][l], t = 0 … T. */
  readonly posterior: readonly (readonly number[])[];
  /** The place in `labels` of the one that explains the text best. */
  readonly best: number;
  /** Whatever else was asked for, row by row. */
  readonly others: readonly Float32Array[];
}

/**
 * Logits [L, T + 1, V] of what follows each of `tokens` int32 [L, T + 1], which begin with the symbol before the first;
 * `labels` int32 like them where the model is given labels. `others` are read off the device along with them.
 */
export type ReadOpening = (
  tokens: tf.Tensor2D,
  labels: tf.Tensor2D | undefined,
) => { readonly logits: tf.Tensor3D; readonly others?: readonly tf.Tensor[] };

export interface ReadOptions {
  /** How many labels the model knows; 0 where none. */
  readonly labels: number;
  /** The most characters that are read, where that is fewer than 256. */
  readonly longest?: number;
}

/**
 * Reads the text of a view. Without a chosen label, all labels are weighed by how well they explain the text (Bayes' rule,
 * character by character, from labels that are equally likely at first).
 */
export async function readText(
  { facts, symbols, start, encode }: SequenceDomain,
  request: ViewRequest,
  { labels: known, longest = LONGEST_TEXT }: ReadOptions,
  read: ReadOpening,
): Promise<TextReading> {
  const text = request.source === "text" ? request.text : "";
  const tokens = encode(text).slice(0, Math.min(LONGEST_TEXT, longest));
  const wanted = facts.labels.indexOf(String(request.sampling.label ?? ""));
  const every = Array.from({ length: Math.max(1, known) }, (_, label) => label);
  const labels = known > 0 && wanted >= 0 ? [wanted] : every;
  const [L, T] = [labels.length, tokens.length];
  const outputs = tf.tidy(() => {
    const lanes = labels.map(() => [start, ...tokens]);
    const conditions = labels.map((label) => Array<number>(T + 1).fill(label));
    const { logits, others = [] } = read(
      tf.tensor2d(lanes, [L, T + 1], "int32"),
      known > 0 ? tf.tensor2d(conditions, [L, T + 1], "int32") : undefined,
    );
    return [tf.softmax(logits), ...others];
  });
  const [probabilities, ...others] = (await Promise.all(outputs.map((output) => output.data())).finally(() =>
    tf.dispose(outputs),
  )) as [Float32Array, ...Float32Array[]];
  const posterior = posteriors(tokens, probabilities, L, symbols.length);
  const last = posterior[T] as readonly number[];
  return { labels, tokens, probabilities, posterior, best: last.indexOf(Math.max(...last)), others };
}

function posteriors(tokens: readonly number[], probabilities: Float32Array, L: number, V: number): number[][] {
  const T = tokens.length;
  const steps = [Array<number>(L).fill(1 / L)];
  tokens.forEach((token, t) => {
    const joint = (steps[t] as number[]).map(
      (prior, l) => prior * (probabilities[(l * (T + 1) + t) * V + token] as number),
    );
    const total = joint.reduce((sum, p) => sum + p, 0);
    steps.push(joint.map((p) => (total > 0 ? p / total : 1 / L)));
  });
  return steps;
}

/** What the model thought before the text and after each of its characters, the labels weighed by what they explain so far. */
export function nextView(
  { tokens, probabilities, posterior }: TextReading,
  symbols: readonly string[],
): ProbabilityView {
  const [T, V] = [tokens.length, symbols.length];
  const guesses = (read: number) => {
    const weights = posterior[read] as readonly number[];
    const mixed = symbols.map((token, v) => ({
      token,
      probability: weights.reduce(
        (sum, weight, l) => sum + weight * (probabilities[(l * (T + 1) + read) * V + v] as number),
        0,
      ),
    }));
    return mixed.sort((a, b) => b.probability - a.probability).slice(0, LIKELIEST);
  };
  /** −log₂ p of a character after those before it, the labels weighed as for the guesses. */
  const cost = (token: number, read: number) =>
    -Math.log2(
      (posterior[read] as readonly number[]).reduce(
        (sum, weight, l) => sum + weight * (probabilities[(l * (T + 1) + read) * V + token] as number),
        0,
      ),
    );
  return {
    kind: "probabilities",
    text: tokens.map((token) => symbols[token] as string),
    first: guesses(0),
    next: tokens.map((_, i) => guesses(i + 1)),
    bits: tokens.map(cost),
  };
}
