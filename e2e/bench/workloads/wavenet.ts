/** Dilated causal convolutions with gates over quantised sound. van den Oord et al. 2016. */
import * as tf from "@tensorflow/tfjs";
import { conv1d } from "../../../src/engine/kernels/convolution/index.ts";
import { softmaxCrossEntropy } from "../../../src/engine/kernels/crossEntropy/index.ts";
import { embedding } from "../../../src/engine/kernels/embedding/index.ts";
import { gatedTanh } from "../../../src/engine/kernels/gatedTanh/index.ts";
import { oneHot, texts } from "./data.ts";
import { adam, dense, filled, type Layer, variablesOf, weight } from "./inkling.ts";
import { built } from "./stock.ts";
import { product, workload } from "./workload.ts";

/** Two places `dilation` apart, through a gate. [B, T, C] → [B, T, C]. */
function dilated(channels: number, dilation: number, name: string): Layer {
  const filter = weight(name, [2, channels, 2 * channels]) as tf.Variable<tf.Rank.R3>;
  const bias = filled(0, [2 * channels]) as tf.Variable<tf.Rank.R1>;
  const apply = (x: tf.Tensor) => gatedTanh(conv1d(x as tf.Tensor3D, filter, { pad: "causal", dilation, bias }));
  return Object.assign(apply, { variables: [filter, bias] });
}

/** tanh(filter) · σ(gate), the two halves of [B, T, 2C], from core ops. */
function stockGate(x: tf.Tensor): tf.Tensor {
  const [filter, gate] = tf.split(x, 2, 2) as [tf.Tensor, tf.Tensor];
  return tf.mul(tf.tanh(filter), tf.sigmoid(gate));
}

/**
 * `dilated` of stock layers. Stock convolutions have no gradient where they are dilated, so each of the two places goes
 * through a dense layer of its own.
 */
function stockDilated(channels: number, dilation: number): (x: tf.Tensor3D) => tf.Tensor {
  const [now, before] = [
    tf.layers.dense({ units: 2 * channels }),
    tf.layers.dense({ units: 2 * channels, useBias: false }),
  ];
  return (x) => {
    const [B, T, C] = x.shape;
    const kept = Math.max(0, T - dilation);
    const shifted = tf.pad(tf.slice(x, [0, 0, 0], [B, kept, C]), [
      [0, 0],
      [T - kept, 0],
      [0, 0],
    ]);
    return stockGate(tf.add(now.apply(x) as tf.Tensor, before.apply(shifted) as tf.Tensor));
  };
}

export const wavenet = workload({
  summary: "B=8, T=1,024, 64 classes, 10 dilated gated layers of 32 channels",
  sizes: { batch: 8, time: 1024, classes: 64, layers: 10, channels: 32 },
  tiny: { batch: 2, time: 11, classes: 7, layers: 3, channels: 5 },

  operations: ({ batch, time, classes, layers, channels }) => {
    const rows = batch * time;
    const layer = product(rows, 2 * channels, 2 * channels) + 2 * product(rows, channels, channels);
    return 3 * (layers * layer + product(rows, channels, channels) + product(rows, channels, classes));
  },

  inkling: ({ batch, time, classes, layers, channels }) => {
    const { inputs, targets } = texts(batch, time, classes);
    const sound = tf.tensor2d(inputs, [batch, time], "int32");
    const labels = tf.tensor1d(targets, "int32"); // [B·T]
    const table = weight("table", [classes, channels]) as tf.Variable<tf.Rank.R2>;
    const stack = Array.from({ length: layers }, (_, i) => ({
      gate: dilated(channels, 2 ** i, `gate${i}`),
      stay: dense(channels, channels, `stay${i}`),
      skip: dense(channels, channels, `skip${i}`),
    }));
    const [mix, readout] = [dense(channels, channels, "mix"), dense(channels, classes, "readout")];
    const variables = variablesOf(...stack.flatMap(({ gate, stay, skip }) => [gate, stay, skip]), mix, readout);
    const learn = adam([table, ...variables], 1e-3);
    return {
      step: () =>
        learn(() => {
          let x = embedding(table, sound); // [B, T, C]
          const skips = stack.map(({ gate, stay, skip }) => {
            const passed = gate(x);
            x = tf.add(x, stay(passed));
            return skip(passed);
          });
          const logits = readout(mix(tf.relu(tf.addN(skips)), "relu")).reshape([-1, classes]) as tf.Tensor2D;
          return tf.mean(softmaxCrossEntropy(logits, labels));
        }),
    };
  },

  stock: ({ batch, time, classes, layers, channels }) => {
    const { inputs, targets } = texts(batch, time, classes);
    const [sound, labels] = [inputs, targets].map((each) => oneHot(each, batch, time, classes)) as [
      tf.Tensor,
      tf.Tensor,
    ];
    const table = tf.layers.dense({ units: channels, useBias: false });
    const stack = Array.from({ length: layers }, (_, i) => ({
      gate: stockDilated(channels, 2 ** i),
      stay: tf.layers.dense({ units: channels }),
      skip: tf.layers.dense({ units: channels }),
    }));
    const mix = tf.layers.dense({ units: channels, activation: "relu" });
    const readout = tf.layers.dense({ units: classes });
    const optimizer = tf.train.adam(1e-3);
    const loss = (): tf.Scalar => {
      let x = table.apply(sound) as tf.Tensor;
      const skips = stack.map(({ gate, stay, skip }) => {
        const passed = gate(x as tf.Tensor3D);
        x = tf.add(x, stay.apply(passed) as tf.Tensor);
        return skip.apply(passed) as tf.Tensor;
      });
      const logits = readout.apply(mix.apply(tf.relu(tf.addN(skips)))) as tf.Tensor;
      return tf.losses.softmaxCrossEntropy(labels, logits);
    };
    built(loss);
    return { step: () => optimizer.minimize(loss, true) as tf.Scalar };
  },
});
