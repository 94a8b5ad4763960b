import * as tf from "@tensorflow/tfjs";
import { matMul } from "../engine/kernels/matMul/index.ts";

/** Sizes to try in turn: each is eight times the work of the one before. */
const SIZES = [64, 128, 256, 512, 1024];
/** A product that takes this long says enough. */
const ENOUGH_MS = 8;

/**
 * How many floating-point operations a second a plain square product makes on the backend in use: the better of two, of
 * the first size that takes long enough. `latencyMs` is what a read of the idle device takes, which is no part of it.
 */
export async function productSpeed(now: () => number, latencyMs: number): Promise<number> {
  let speed = 0;
  for (const size of SIZES) {
    const side = tf.tidy(() => tf.fill([size, size], 1 / size) as tf.Tensor2D);
    let tookMs = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 2; i++) {
      const start = now();
      const corner = tf.tidy(() => tf.slice(matMul(side, side) as tf.Tensor2D, [0, 0], [1, 1]));
      await corner.data();
      corner.dispose();
      tookMs = Math.min(tookMs, now() - start);
    }
    side.dispose();
    speed = (2 * size ** 3 * 1000) / Math.max(tookMs - latencyMs, tookMs / 10, 0.01);
    if (tookMs - latencyMs >= ENOUGH_MS) break;
  }
  return speed;
}
