/** How any model that reads on from where it is writes texts. */
import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { uniform } from "../../engine/kernels/random/index.ts";
import type { SampleRequest } from "../../engine/model.ts";
import { choose } from "../../engine/sampleToken.ts";
import type { ViewData } from "../../schema/view.ts";
import type { SequenceDomain } from "../contract.ts";
import { labelNumbers } from "../labels.ts";
import type { SequenceSampling } from "./manifest.ts";

/** Where the writing of N texts is: the scores of what comes next, [N, V], and what the model keeps of all before. */
export interface Position {
  readonly logits: tf.Tensor2D;
  /** A hidden state, keys and values of attention, the queues of convolutions: whatever spares reading anew. */
  readonly state: readonly tf.Tensor[];
}

/**
 * A model that reads texts side by side, one symbol after the other. Both calls are made inside a tidy; the loop disposes
 * of a position once the next one is there. `labels`: the number of each text's label, `null` where the model knows none.
 */
export interface Stepper {
  /** Reads the beginning of every text. int32 [N, T] → the position after it. */
  readonly open: (tokens: tf.Tensor2D, labels: readonly number[] | null) => Position;
  /** Reads one symbol of every text, int32 [N]. */
  readonly next: (position: Position, token: tf.Tensor1D, labels: readonly number[] | null) => Position;
}

/** How many characters are written before the device is read, where a domain does not say. */
const CHUNK = 8;

/**
 * Writes `count` texts, or those of a range of them, side by side and yields them as they grow. Each character is chosen
 * on the device and fed back there; the device is read once every eight characters. Character i of text n always gets the
 * same noise from the same stream. `conditioned`: whether the model is given labels.
 */
export async function* writeTexts(
  stepper: Stepper,
  conditioned: boolean,
  { facts, symbols, start, encode, writing, samples, length: ofAll, atOnce = CHUNK }: SequenceDomain,
  { values, stream, known, range }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { prompt, label, count, maxLength, ...choice } = values as SequenceSampling;
  const [first, end] = range ?? [0, count];
  const N = end - first;
  const V = symbols.length;
  const given = encode(prompt, "prompt");
  const labels = conditioned ? labelNumbers(facts, label, count).slice(first, end) : null;
  const writings = Array.from({ length: N }, (_, n) =>
    writing(given, labels ? facts.labels[labels[n] as number] : undefined, known),
  );

  /** [N, V]: of the texts that are written, out of all. */
  const noiseOf = (place: number) => {
    const all = uniform(substream(stream, place), [count, V]) as tf.Tensor2D;
    return range ? all.slice([first, 0], [N, V]) : all;
  };

  const write = (position: Position, from: number, to: number) => {
    let now = position;
    const chosen = Array.from({ length: to - from }, (_, i) => {
      // One at a time: what a symbol took is gone before the next.
      const written = tf.tidy(() => {
        const choices = choose(now.logits, choice, noiseOf(from + i));
        const next = stepper.next(now, choices.token, labels);
        return { ...choices, logits: next.logits, state: [...next.state] };
      });
      now = written;
      return written;
    });
    const tokens = tf.stack(chosen.map(({ token }) => token)); // [to − from, N]
    const confidence = tf.stack(chosen.map((choices) => choices.confidence));
    return { position: { ...now, state: [...now.state] }, tokens, confidence };
  };

  const opening = [start, ...given];
  let position = tf.tidy(() => {
    const opened = stepper.open(tf.tensor2d(Array<number[]>(N).fill(opening), [N, opening.length], "int32"), labels);
    return { ...opened, state: [...opened.state] };
  });
  try {
    const length = Math.max(0, (ofAll ?? maxLength) - given.length);
    for (let from = 0; ; from = Math.min(length, from + atOnce)) {
      const finished = from === length || writings.every((each) => each.ended());
      // A wall of bare prompts would only flicker.
      if (from > 0 || finished) yield samples(writings.map((each) => each.sample(finished)));
      if (finished || signal.aborted) return;

      const chunk = tf.tidy(() => write(position, from, Math.min(length, from + atOnce)));
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
