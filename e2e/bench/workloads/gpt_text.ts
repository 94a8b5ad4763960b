/** A small GPT over characters: pre-norm blocks of causal attention and a GELU perceptron. Radford et al. 2019. */
import * as tf from "@tensorflow/tfjs";
import { attention } from "../../../src/engine/kernels/attention/index.ts";
import { softmaxCrossEntropy } from "../../../src/engine/kernels/crossEntropy/index.ts";
import { embedding } from "../../../src/engine/kernels/embedding/index.ts";
import { gelu } from "../../../src/engine/kernels/gelu/index.ts";
import { oneHot, texts } from "./data.ts";
import { adam, dense, type Layer, layerNormal, variablesOf, weight } from "./inkling.ts";
import { built, maskAhead, stockCausalAttention, stockGelu, stockLayerNorm } from "./stock.ts";
import { product, workload } from "./workload.ts";

/** x + attention(norm x), then x + perceptron(norm x). [B, T, C] → [B, T, C]. */
function block(width: number, heads: number, hidden: number, name: string): Layer {
  const norms = [layerNormal(width), layerNormal(width)] as const;
  const [mix, merge] = [dense(width, 3 * width, `${name}/mix`), dense(width, width, `${name}/merge`)];
  const [widen, narrow] = [dense(width, hidden, `${name}/widen`), dense(hidden, width, `${name}/narrow`)];
  const apply = (x: tf.Tensor) => {
    const [q, k, v] = tf.split(mix(norms[0](x)), 3, 2) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D]; // [B, T, C] each
    const attended = tf.add(x, merge(attention(q, k, v, { heads, causal: true })));
    return tf.add(attended, narrow(gelu(widen(norms[1](attended)))));
  };
  return Object.assign(apply, { variables: variablesOf(...norms, mix, merge, widen, narrow) });
}

/** The same block of stock layers, applied to tensors as they come. */
function stockBlock(width: number, heads: number, hidden: number, mask: tf.Tensor): (x: tf.Tensor) => tf.Tensor {
  const norms = [stockLayerNorm(width), stockLayerNorm(width)] as const;
  const [mix, merge] = [tf.layers.dense({ units: 3 * width }), tf.layers.dense({ units: width })];
  const [widen, narrow] = [tf.layers.dense({ units: hidden }), tf.layers.dense({ units: width })];
  const call = (layer: tf.layers.Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;
  return (x) => {
    const mixed = call(mix, norms[0](x)) as tf.Tensor3D;
    const attended = tf.add(x, call(merge, stockCausalAttention(mixed, heads, mask)));
    return tf.add(attended, call(narrow, stockGelu(call(widen, norms[1](attended)))));
  };
}

export const gpt_text = workload({
  summary: "4 layers, 4 heads, width 128, MLP 512, T=64, B=32, V=64",
  sizes: { batch: 32, time: 64, vocabulary: 64, layers: 4, heads: 4, width: 128, hidden: 512 },
  tiny: { batch: 2, time: 5, vocabulary: 7, layers: 2, heads: 2, width: 6, hidden: 10 },

  operations: ({ batch, time, vocabulary, layers, width, hidden }) => {
    const rows = batch * time;
    const attention = 2 * batch * product(time, width, time);
    const block = product(rows, width, 4 * width) + 2 * product(rows, width, hidden) + attention;
    return 3 * (layers * block + product(rows, width, vocabulary));
  },

  inkling: ({ batch, time, vocabulary, layers, heads, width, hidden }) => {
    const { inputs, targets } = texts(batch, time, vocabulary);
    const tokens = tf.tensor2d(inputs, [batch, time], "int32");
    const labels = tf.tensor1d(targets, "int32"); // [B·T]
    const table = weight("table", [vocabulary, width]) as tf.Variable<tf.Rank.R2>;
    const places = weight("places", [time, width]);
    const blocks = Array.from({ length: layers }, (_, i) => block(width, heads, hidden, `block${i}`));
    const norm = layerNormal(width);
    const readout = dense(width, vocabulary, "readout");
    const learn = adam([table, places, ...variablesOf(...blocks, norm, readout)], 1e-3);
    return {
      step: () =>
        learn(() => {
          const x = tf.add(embedding(table, tokens), places); // [B, T, C]
          const hidden = norm(blocks.reduce((below, layer) => layer(below), x));
          const logits = readout(hidden).reshape([-1, vocabulary]) as tf.Tensor2D;
          return tf.mean(softmaxCrossEntropy(logits, labels));
        }),
    };
  },

  stock: ({ batch, time, vocabulary, layers, heads, width, hidden }) => {
    const { inputs, targets } = texts(batch, time, vocabulary);
    // One-hot rows: the gradient of a stock embedding is missing on wasm.
    const x = oneHot(inputs, batch, time, vocabulary);
    const labels = oneHot(targets, batch, time, vocabulary);
    const mask = maskAhead(time);
    const places = tf.variable(tf.randomNormal([time, width], 0, 0.02));
    const table = tf.layers.dense({ units: width, useBias: false });
    const blocks = Array.from({ length: layers }, () => stockBlock(width, heads, hidden, mask));
    const norm = stockLayerNorm(width);
    const readout = tf.layers.dense({ units: vocabulary });
    const optimizer = tf.train.adam(1e-3);
    const loss = (): tf.Scalar => {
      const embedded = tf.add(table.apply(x) as tf.Tensor, places);
      const below = blocks.reduce((each, layer) => layer(each), embedded);
      return tf.losses.softmaxCrossEntropy(labels, readout.apply(norm(below)) as tf.Tensor);
    };
    built(loss);
    return { step: () => optimizer.minimize(loss, true) as tf.Scalar };
  },
});
