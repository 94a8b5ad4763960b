import * as tf from "@tensorflow/tfjs";

/** Waits until the device has done everything that it was given so far. */
export async function drained(): Promise<void> {
  const answer = tf.tidy(() => tf.square(tf.fill([4], 1)));
  await answer.data().finally(() => answer.dispose());
}

/** How long a read of the idle device takes, in milliseconds: the best of three, the first of which may compile. */
export async function readLatency(now: () => number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const start = now();
    const answer = tf.tidy(() => tf.square(tf.fill([4], i)));
    await answer.data();
    answer.dispose();
    best = Math.min(best, now() - start);
  }
  return best;
}
