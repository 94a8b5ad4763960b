import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import type { SequenceDomain } from "../../domains/contract.ts";
import { labelNumbers } from "../../domains/labels.ts";
import { uniform } from "../../engine/kernels/random/index.ts";
import type { SampleRequest } from "../../engine/model.ts";
import { choose } from "../../engine/sampleToken.ts";
import type { ViewData } from "../../schema/view.ts";
import type { Architecture, RecurrentSampling } from "./manifest.ts";
import type { Reader, State } from "./network.ts";

/** How many characters are written before the device is read. */
const CHUNK = 8;

/** Where the writing stands: the scores of what comes next, [N, V], and the state behind them. */
type Position = { logits: tf.Tensor2D; state: tf.Tensor2D[] };

/**
 * Writes `count` texts, or those of a range of them, side by side and yields them as they grow. Each character is chosen on the device and fed back
 * there; the device is read once every eight characters. Character i of text n always gets the same noise from the same
 * stream.
 */
export async function* sample(
  reader: Reader,
  sizes: Architecture,
  { facts, start, encode, writing, samples }: SequenceDomain,
  { values, stream, known, range }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { prompt, label, count, maxLength, ...choice } = values as RecurrentSampling;
  const [first, end] = range ?? [0, count];
  const N = end - first;
  const V = sizes.vocabulary;
  const given = encode(prompt, "prompt");
  const conditions = sizes.labels > 0 ? labelNumbers(facts, label, count).slice(first, end) : null;
  const writings = Array.from({ length: N }, (_, n) =>
    writing(given, conditions ? facts.labels[conditions[n] as number] : undefined, known),
  );

  /** tokens int32 [N, T]. */
  const read = (tokens: tf.Tensor2D, state: State): Position => {
    const T = tokens.shape[1];
    const labels =
      conditions &&
      tf.tensor2d(
        conditions.flatMap((number) => Array(T).fill(number)),
        [N, T],
        "int32",
      );
    const next = reader.read({ tokens, labels: labels ?? undefined, state });
    return { logits: next.logits.slice([0, T - 1], [N, 1]).reshape([N, V]), state: next.state };
  };

  /** [N, V]: of the texts that are written, out of all. */
  const noiseOf = (place: number) => {
    const all = uniform(substream(stream, place), [count, V]) as tf.Tensor2D;
    return range ? all.slice([first, 0], [N, V]) : all;
  };

  const write = (position: Position, from: number, to: number) => {
    let now = position;
    const chosen = Array.from({ length: to - from }, (_, i) => {
      const noise = noiseOf(from + i);
      const choices = choose(now.logits, choice, noise);
      now = read(choices.token.reshape([N, 1]) as tf.Tensor2D, now.state);
      return choices;
    });
    const tokens = tf.stack(chosen.map(({ token }) => token)); // [to − from, N]
    const confidence = tf.stack(chosen.map((choices) => choices.confidence));
    return { position: now, tokens, confidence };
  };

  const opening = [start, ...given];
  let position = tf.tidy(() =>
    read(tf.tensor2d(Array<number[]>(N).fill(opening), [N, opening.length], "int32"), reader.zeroState(N)),
  );
  try {
    const length = Math.max(0, maxLength - given.length);
    for (let from = 0; ; from = Math.min(length, from + CHUNK)) {
      const finished = from === length || writings.every((each) => each.ended());
      // A wall of bare prompts would only flicker.
      if (from > 0 || finished) yield samples(writings.map((each) => each.sample(finished)));
      if (finished || signal.aborted) return;

      const chunk = tf.tidy(() => write(position, from, Math.min(length, from + CHUNK)));
      tf.dispose(position);
      position = chunk.position;
      const [tokens, confidence] = await Promise.all([chunk.tokens.data(), chunk.confidence.data()]).finally(() =>
        tf.dispose([chunk.tokens, chunk.confidence]),
      );
      tokens.forEach((token, i) => {
        writings[i % N]?.add(token, confidence[i] as number);
      });
    }
  } finally {
    tf.dispose(position);
  }
}
