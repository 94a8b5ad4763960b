import * as tf from "@tensorflow/tfjs";
import type { SequenceDomain } from "../../domains/contract.ts";
import { nextView, readText } from "../../domains/sequence/read.ts";
import type { ViewRequest } from "../../engine/model.ts";
import type { ViewData } from "../../schema/view.ts";
import type { Reader } from "./network.ts";
import type { Architecture } from "./sizes.manifest.ts";

/** Of a longer text the beginning is looked at: each character is a text of its own in the pass. */
const LONGEST_SEEN = 40;

/** Computes `next` or `field` for a text. */
export async function view(
  reader: Reader,
  sizes: Architecture,
  domain: SequenceDomain,
  request: ViewRequest,
): Promise<ViewData> {
  const options = { labels: sizes.labels, ...(request.view === "field" ? { longest: LONGEST_SEEN } : {}) };
  const reading = await readText(domain, request, options, (tokens, labels) => ({
    logits: reader.read({ tokens, labels, queues: reader.zeroQueues(tokens.shape[0]) }).logits,
  }));
  if (request.view !== "field") return nextView(reading, domain.symbols);
  const label = reading.labels[reading.best] as number;
  const tokens = [domain.start, ...reading.tokens];
  const T = tokens.length;
  const influence = await influenceOf(reader, sizes, tokens, label);
  return {
    kind: "causalField",
    text: tokens.map((token) => domain.symbols[token] as string),
    dilations: sizes.dilations,
    kernelSize: sizes.kernelSize,
    influence: shares(influence, T * (sizes.dilations.length + 1), T),
  };
}

/**
 * How much the likeliest next character after each place hangs on what each layer reads: the length of the gradient of its
 * logarithm of a probability, [T, layers, T], and a last level with the place itself. Each place has a text of its own in
 * one pass, so that one gradient tells them apart.
 */
async function influenceOf(
  reader: Reader,
  { labels: known, dilations }: Architecture,
  tokens: readonly number[],
  label: number,
): Promise<Float32Array> {
  const T = tokens.length;
  const lengths = tf.tidy(() => {
    const lanes = tf.tensor2d(Array<readonly number[]>(T).fill(tokens) as number[][], [T, T], "int32");
    const labels = known > 0 ? (tf.fill([T, T], label, "int32") as tf.Tensor2D) : undefined;
    const queues = reader.zeroQueues(T);
    const levels: tf.Tensor3D[] = [];
    const collect = (_: number, x: tf.Tensor3D) => {
      levels.push(x);
      return x;
    };
    reader.read({ tokens: lanes, labels, queues, watch: collect });
    const own = tf.eye(T); // Lane p is asked of place p.
    const certainty = (...nudges: tf.Tensor[]) => {
      const watch = (level: number, x: tf.Tensor3D) => tf.add(x, nudges[level] as tf.Tensor) as tf.Tensor3D;
      const { logits } = reader.read({ tokens: lanes, labels, queues, watch });
      return tf.sum(tf.mul(tf.max(tf.logSoftmax(logits), 2), own)) as tf.Scalar;
    };
    const gradients = tf.grads(certainty)(levels.map((x) => tf.zerosLike(x)));
    const reached = gradients.map((gradient) => tf.sqrt(tf.sum(tf.square(gradient), 2))); // [T, T] each
    return tf.stack([...reached, own], 1); // [T, layers + 1, T]
  });
  const numbers = await lengths.data();
  lengths.dispose();
  if (numbers.length !== T * (dilations.length + 1) * T) throw new Error("a level is missing");
  return numbers as Float32Array;
}

/** Each row of `length` by its largest, as bytes. */
function shares(values: Float32Array, rows: number, length: number): Uint8Array {
  const bytes = new Uint8Array(rows * length);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * length, (row + 1) * length);
    const most = own.reduce((best, value) => Math.max(best, value), 0);
    for (let i = 0; i < length; i++)
      bytes[row * length + i] = most > 0 ? Math.round((255 * (own[i] as number)) / most) : 0;
  }
  return bytes;
}
