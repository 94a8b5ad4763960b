/** A character model: one-hot → recurrent layer → readout → cross-entropy. One file for both cells. */
import * as tf from "@tensorflow/tfjs";
import { softmaxCrossEntropy } from "../../../src/engine/kernels/crossEntropy/index.ts";
import { GRU, LSTM } from "../../../src/engine/layers/index.ts";
import { oneHot, texts } from "./data.ts";
import { adam, dense, variablesOf, weightStream, weightsOfLayer } from "./inkling.ts";
import { product, type Workload } from "./workload.ts";

type TextSizes = { readonly batch: number; readonly time: number; readonly vocabulary: number; readonly units: number };

export function recurrentText(cell: "gru" | "lstm"): Workload<TextSizes> {
  const gates = cell === "gru" ? 3 : 4;
  return {
    summary: `one-hot B=32 T=64 V=64 → ${cell.toUpperCase()} 128 → linear → cross-entropy`,
    sizes: { batch: 32, time: 64, vocabulary: 64, units: 128 },
    tiny: { batch: 3, time: 5, vocabulary: 7, units: 6 },

    // The input needs no gradient.
    operations: ({ batch, time, vocabulary, units }) =>
      2 * product(batch * time, vocabulary, gates * units) +
      3 * product(batch * time, units, gates * units) +
      3 * product(batch * time, units, vocabulary),

    inkling: ({ batch, time, vocabulary, units }) => {
      const { inputs, targets } = texts(batch, time, vocabulary);
      const x = oneHot(inputs, batch, time, vocabulary); // [B, T, V]
      const labels = tf.tensor1d(targets, "int32"); // [B·T]
      const layer = new { gru: GRU, lstm: LSTM }[cell]({ units, stream: weightStream("recurrent") });
      layer.build(x.shape);
      const readout = dense(units, vocabulary, "readout");
      const learn = adam([...weightsOfLayer(layer), ...variablesOf(readout)], 2e-3);
      return {
        step: () =>
          learn(() => {
            const { hidden } = layer.sequence(x, layer.zeroState(batch)); // [B, T, H]
            const logits = readout(hidden).reshape([-1, vocabulary]) as tf.Tensor2D;
            return tf.mean(softmaxCrossEntropy(logits, labels));
          }),
      };
    },

    stock: ({ batch, time, vocabulary, units }) => {
      const { inputs, targets } = texts(batch, time, vocabulary);
      const [x, labels] = [inputs, targets].map((indices) => oneHot(indices, batch, time, vocabulary)) as [
        tf.Tensor,
        tf.Tensor,
      ];
      const inputShape = [time, vocabulary];
      const recurrent = { units, returnSequences: true, recurrentActivation: "sigmoid" as const, inputShape };
      const model = tf.sequential();
      model.add(cell === "gru" ? tf.layers.gru(recurrent) : tf.layers.lstm(recurrent));
      model.add(tf.layers.dense({ units: vocabulary }));
      const optimizer = tf.train.adam(2e-3);
      return {
        step: () =>
          optimizer.minimize(
            () => tf.losses.softmaxCrossEntropy(labels, model.apply(x) as tf.Tensor),
            true,
          ) as tf.Scalar,
      };
    },
  };
}
