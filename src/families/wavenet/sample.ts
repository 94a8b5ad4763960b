import * as tf from "@tensorflow/tfjs";
import type { Position, Stepper } from "../../domains/sequence/write.ts";
import type { Queues, Reader } from "./network.ts";
import type { Architecture } from "./sizes.manifest.ts";

/** Reads on with the queue of each layer: a character costs the same however long the text is. */
export function stepper(reader: Reader, { labels: known, vocabulary: V }: Architecture): Stepper {
  const read = (tokens: tf.Tensor2D, queues: Queues, labels: readonly number[] | null): Position => {
    const [N, T] = tokens.shape;
    const conditions =
      known > 0 && labels
        ? tf.tensor2d(
            labels.flatMap((number) => Array<number>(T).fill(number)),
            [N, T],
            "int32",
          )
        : undefined;
    const next = reader.read({ tokens, labels: conditions, queues });
    return { logits: next.logits.slice([0, T - 1], [N, 1]).reshape([N, V]), state: next.queues };
  };
  return {
    open: (tokens, labels) => read(tokens, reader.zeroQueues(tokens.shape[0]), labels),
    next: ({ state }, token, labels) => read(token.reshape([-1, 1]) as tf.Tensor2D, state as Queues, labels),
  };
}
