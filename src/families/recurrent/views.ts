import * as tf from "@tensorflow/tfjs";
import type { SequenceDomain } from "../../domains/contract.ts";
import type { ViewRequest } from "../../engine/model.ts";
import type { HeatmapView, ProbabilityView, ViewData } from "../../schema/view.ts";
import type { Architecture, RecurrentSampling } from "./manifest.ts";
import type { Reader } from "./network.ts";

const LIKELIEST = 8;
const MOST_UNITS = 64;
/** Of a longer text the beginning is read. */
const LONGEST_TEXT = 256;

/** A text as the model read it under each label in question. */
interface Reading {
  readonly tokens: readonly number[];
  /** p(next character | text so far, label), [L, T + 1, V]: the first is of the character that begins the text. */
  readonly probabilities: Float32Array;
  /** Of the last layer after each character, [L, T, H]. */
  readonly hidden: Float32Array;
  /** How likely each label is, given the first t characters: [t][l], t = 0 … T. */
  readonly posterior: readonly (readonly number[])[];
}

/** Computes `next` or `hidden` for a text. Without a chosen label, all labels are weighed by how well they explain the text. */
export async function view(
  reader: Reader,
  sizes: Architecture,
  { facts, symbols, start, encode }: SequenceDomain,
  request: ViewRequest,
): Promise<ViewData> {
  const { view: id, sampling } = request;
  const text = request.source === "text" ? request.text : "";
  const wanted = facts.labels.indexOf((sampling as RecurrentSampling).label);
  const every = Array.from({ length: Math.max(1, sizes.labels) }, (_, label) => label);
  const labels = sizes.labels > 0 && wanted >= 0 ? [wanted] : every;
  const reading = await readText(reader, sizes, [start, ...encode(text).slice(0, LONGEST_TEXT)], labels);
  return id === "hidden" ? hiddenView(reading, sizes, symbols) : nextView(reading, sizes, symbols);
}

async function readText(
  reader: Reader,
  sizes: Architecture,
  opening: readonly number[],
  labels: readonly number[],
): Promise<Reading> {
  const L = labels.length;
  const tokens = opening.slice(1);
  const T = tokens.length;
  const V = sizes.vocabulary;
  const outputs = tf.tidy(() => {
    const lanes = labels.map(() => [...opening]);
    const conditions = labels.map((label) => Array<number>(T + 1).fill(label));
    const read = reader.read({
      tokens: tf.tensor2d(lanes, [L, T + 1], "int32"),
      labels: sizes.labels > 0 ? tf.tensor2d(conditions, [L, T + 1], "int32") : undefined,
      state: reader.zeroState(L),
    });
    return [tf.softmax(read.logits), read.hidden.slice([0, 1], [L, T])] as const;
  });
  const [probabilities, hidden] = (await Promise.all(outputs.map((output) => output.data())).finally(() =>
    tf.dispose([...outputs]),
  )) as [Float32Array, Float32Array];
  return { tokens, probabilities, hidden, posterior: posteriors(tokens, probabilities, L, V) };
}

/** Bayes' rule, character by character, from labels that are equally likely at first. */
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

function nextView(reading: Reading, { vocabulary: V }: Architecture, vocabulary: readonly string[]): ProbabilityView {
  const { tokens, probabilities, posterior } = reading;
  const T = tokens.length;
  /** After the first `read` characters, the labels weighed by what they explain so far. */
  const guesses = (read: number) => {
    const weights = posterior[read] as readonly number[];
    const mixed = vocabulary.map((token, v) => ({
      token,
      probability: weights.reduce(
        (sum, weight, l) => sum + weight * (probabilities[(l * (T + 1) + read) * V + v] as number),
        0,
      ),
    }));
    return mixed.sort((a, b) => b.probability - a.probability).slice(0, LIKELIEST);
  };
  return {
    kind: "probabilities",
    text: tokens.map((token) => vocabulary[token] as string),
    first: guesses(0),
    next: tokens.map((_, i) => guesses(i + 1)),
  };
}

/** The first units of the last layer, under the label that explains the text best. */
function hiddenView(reading: Reading, { units }: Architecture, vocabulary: readonly string[]): HeatmapView {
  const { tokens, hidden, posterior } = reading;
  const T = tokens.length;
  const H = units.at(-1) as number;
  const rows = Math.min(MOST_UNITS, H);
  const last = posterior[T] as readonly number[];
  const label = last.indexOf(Math.max(...last));
  const values = new Float32Array(rows * T);
  for (let unit = 0; unit < rows; unit++) {
    for (let t = 0; t < T; t++) values[unit * T + t] = hidden[(label * T + t) * H + unit] as number;
  }
  return { kind: "heatmap", columns: tokens.map((token) => vocabulary[token] as string), rows, values, range: [-1, 1] };
}
