/**
 * Rows of shares in the place of symbols, for networks that need a slope in every number of a text: made and read by
 * convolutions along it, the generator and critic of Gulrajani et al. 2017, 5.4, without their residual blocks.
 *
 * B texts of T symbols out of V, W channels, Z latent units.
 */
import * as tf from "@tensorflow/tfjs";
import type { Block } from "../../../engine/networks/block.ts";
import { convolution1d } from "../../../engine/networks/convolutional.ts";
import { dense, flatten, leakyRelu, reshape } from "../../../engine/networks/dense.ts";
import type { Relaxed } from "../../contract.ts";

/** Keeps the logarithms of uniform numbers finite. */
const TINY = 1e-20;

/** Scores to shares, symbol by symbol. */
export const softmax = (name: string): Block => ({
  layer: tf.layers.activation({ activation: "softmax", name }),
  apply: (scores) => tf.softmax(scores),
});

/** All of each row on one symbol. [B, T] → [B, T, V]. */
function hot(x: tf.Tensor, V: number): tf.Tensor {
  // Exact for whole numbers; stock one-hots go wrong on WebGPU.
  const away = tf.abs(tf.sub(x.toFloat().expandDims(-1), tf.range(0, V, 1, "float32")));
  return tf.relu(tf.sub(1, away));
}

export function relaxedTexts(T: number, V: number): Relaxed {
  return {
    shape: [T, V],
    encoder: ({ widths }, { name: prefix, key, stream }) => ({
      features: [
        ...widths.flatMap((filters, i) => {
          const name = `${prefix}${i + 1}`;
          return [convolution1d({ name, filters, stream: stream(key + i) }), leakyRelu(`${name}Bent`)];
        }),
        flatten("flat"),
      ],
      hidden: [],
    }),
    decoder: ({ widths }, { name, key, outputKey, stream, finished }) => {
      const [first] = widths as [number, ...number[]];
      const shares = softmax("relaxed");
      return {
        hidden: [
          dense({ name: `${name}Begin`, units: T * first, activation: "relu", stream: stream(key) }),
          reshape("places", [T, first]),
          ...widths.map((filters, i) =>
            convolution1d({ name: `${name}${i + 1}`, filters, activation: "relu", stream: stream(key + 1 + i) }),
          ),
        ],
        output: [
          convolution1d({ name: "output", filters: V, window: 1, stream: stream(outputKey) }),
          ...(finished ? [shares] : []),
        ],
        finish: finished ? [] : [shares],
      };
    },
    rows: (x) => hot(x, V),
    drawn: (scores, uniform, temperature) => {
      const gumbel = tf.neg(tf.log(tf.add(tf.neg(tf.log(tf.add(uniform, TINY))), TINY)));
      const shares = tf.softmax(tf.div(tf.add(scores, gumbel), temperature));
      return straightThrough(shares, V);
    },
    symbols: (rows) => tf.argMax(rows, -1).toFloat(),
  };
}

/** The largest share alone, with the slope of the shares. Bengio et al. 2013. */
const straightThrough = (shares: tf.Tensor, V: number): tf.Tensor =>
  tf.customGrad((x) => ({
    value: hot(tf.argMax(x as tf.Tensor, -1), V),
    gradFunc: (dy: tf.Tensor) => dy,
  }))(shares);
