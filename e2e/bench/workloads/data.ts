/** The batches that every form of a workload learns from: the same numbers everywhere. */
import * as tf from "@tensorflow/tfjs";
import { randomBelow, randomNormals, randomStream, randomUniforms, randomWords } from "../../../src/core/random.ts";

const stream = (name: string) => randomStream(1, name);

/** A text that repeats itself with mistakes, as indices of [batch, time]: what is read, and the character after each. */
export function texts(batch: number, time: number, vocabulary: number): { inputs: Int32Array; targets: Int32Array } {
  const words = randomWords(stream("characters"), batch * (time + 1));
  const all = Int32Array.from(words, (word, i) =>
    word >>> 30 === 0 ? randomBelow(word << 2, vocabulary) : (i * 7) % vocabulary,
  );
  const shifted = (by: number) =>
    Int32Array.from(
      { length: batch * time },
      (_, i) => all[Math.floor(i / time) * (time + 1) + (i % time) + by] as number,
    );
  return { inputs: shifted(0), targets: shifted(1) };
}

/** A one-hot row for each index: float32 [batch, time, depth]. Made on the host, for want of a stock one-hot to be trusted. */
export function oneHot(indices: Int32Array, batch: number, time: number, depth: number): tf.Tensor3D {
  const hot = new Float32Array(indices.length * depth);
  indices.forEach((index, row) => {
    hot[row * depth + index] = 1;
  });
  return tf.tensor3d(hot, [batch, time, depth]);
}

/** Soft blobs in 0..1: [batch, size, size, 1]. */
export function pictures(batch: number, size: number): tf.Tensor4D {
  const places = randomUniforms(stream("pictures"), batch * 3);
  const values = new Float32Array(batch * size * size);
  for (let b = 0; b < batch; b++) {
    const [x, y, width] = [0, 1, 2].map((i) => (0.2 + 0.6 * (places[b * 3 + i] as number)) * size) as [
      number,
      number,
      number,
    ];
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const distance = (row - y) ** 2 + (column - x) ** 2;
        values[(b * size + row) * size + column] = Math.exp((-4 * distance) / width ** 2);
      }
    }
  }
  return tf.tensor4d(values, [batch, size, size, 1]);
}

/** Points around a circle of radius 1: [batch, 2]. */
export function points(batch: number): tf.Tensor2D {
  const angles = randomUniforms(stream("angles"), batch).map((turn) => 2 * Math.PI * turn);
  const noise = randomNormals(stream("points"), 2 * batch);
  const values = Float32Array.from(noise, (draw, i) => {
    const angle = angles[i >> 1] as number;
    return (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) + 0.05 * draw;
  });
  return tf.tensor2d(values, [batch, 2]);
}

/** Sines and cosines of [B] times at frequencies from 1 to 1/10,000: [B, width]. Ho et al. 2020. */
export function sinusoids(times: Float32Array, width: number): tf.Tensor2D {
  const half = width / 2;
  const values = Float32Array.from({ length: times.length * width }, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    const angle = (times[row] as number) * 10_000 ** (-(column % half) / Math.max(1, half - 1));
    return column < half ? Math.sin(angle) : Math.cos(angle);
  });
  return tf.tensor2d(values, [times.length, width]);
}
