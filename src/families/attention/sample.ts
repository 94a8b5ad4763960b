import * as tf from "@tensorflow/tfjs";
import type { Position, Stepper } from "../../domains/sequence/write.ts";
import type { Reader } from "./network.ts";
import type { Architecture } from "./sizes.manifest.ts";

/**
 * Reads on with the keys and values of what was read: a character costs a product with each weight, and a look at each
 * character before it. Where the context is full, its last half is read anew and goes on from there, so that at least half
 * a context is always seen; over many characters that doubles the cost of each, whatever the length of the text.
 *
 * The state of a position: the characters read, int32 [N, S], then keys and values of each layer, [N, S, C].
 */
export function stepper(reader: Reader, { labels: known, context }: Architecture): Stepper {
  const conditionsOf = (labels: readonly number[] | null, [N, T]: [number, number]) =>
    known > 0 && labels
      ? tf.tensor2d(
          labels.flatMap((number) => Array<number>(T).fill(number)),
          [N, T],
          "int32",
        )
      : undefined;

  function read(tokens: tf.Tensor2D, labels: readonly number[] | null, state: readonly tf.Tensor[]): Position {
    const [N, T] = tokens.shape;
    const [before, ...past] = state as [tf.Tensor2D | undefined, ...tf.Tensor3D[]];
    const next = reader.read({ tokens, labels: conditionsOf(labels, [N, T]), past });
    const C = next.hidden.shape[2];
    const logits = reader.score(next.hidden.slice([0, T - 1], [N, 1]).reshape([N, C])) as tf.Tensor2D;
    return { logits, state: [before ? tf.concat([before, tokens], 1) : tokens, ...next.past] };
  }

  /** The last `count` of the characters, as if they were a beginning. */
  const anew = (tokens: tf.Tensor2D, count: number, labels: readonly number[] | null) => {
    const [N, T] = tokens.shape;
    return read(T > count ? tokens.slice([0, T - count], [N, count]) : tokens.clone(), labels, []);
  };

  return {
    open: (tokens, labels) => anew(tokens, context, labels),
    next: ({ state }, token, labels) => {
      const one = token.reshape([-1, 1]) as tf.Tensor2D;
      const [before] = state as [tf.Tensor2D];
      if (before.shape[1] < context) return read(one, labels, state);
      return anew(tf.concat([before, one], 1), Math.max(1, context >> 1), labels);
    },
  };
}
