/** Convolutional networks for one-channel pictures whose side is a multiple of 4: windows of 4×4, stride 2. */
import * as tf from "@tensorflow/tfjs";
import { chain, convolution, dense, doubling, type Layer } from "./inkling.ts";
import { product } from "./workload.ts";

type Widths = readonly [number, number];
type Activation = "relu" | "leakyRelu";

const flattening: Layer = Object.assign((x: tf.Tensor) => x.reshape([x.shape[0] as number, -1]), { variables: [] });

const shaping = (side: number, depth: number): Layer =>
  Object.assign((x: tf.Tensor) => x.reshape([x.shape[0] as number, side, side, depth]), { variables: [] });

/** [B, side, side, 1] → [B, side/2, side/2, narrow] → [B, side/4, side/4, wide] → [B, outputs]. */
export function downward(side: number, [narrow, wide]: Widths, outputs: number, activation: Activation): Layer {
  const flat = (side / 4) ** 2 * wide;
  const judge = dense(flat, outputs, "judge");
  return chain([convolution(1, narrow, "down0"), convolution(narrow, wide, "down1"), flattening, judge], activation);
}

/** [B, inputs] → [B, side/4, side/4, wide] → [B, side/2, side/2, narrow] → [B, side, side, 1]. */
export function upward(side: number, [narrow, wide]: Widths, inputs: number): Layer {
  const small = side / 4;
  const project = dense(inputs, small * small * wide, "project");
  const up = [doubling(wide, narrow, "up0"), doubling(narrow, 1, "draw")];
  return chain([project, shaping(small, wide), ...up], "relu");
}

const window = { kernelSize: 4, strides: 2, padding: "same" } as const;

/** `downward` of stock layers. */
export function stockDownward(side: number, widths: Widths, outputs: number, activation: Activation) {
  const model = tf.sequential();
  widths.forEach((filters, i) => {
    model.add(tf.layers.conv2d({ ...window, filters, ...(i === 0 ? { inputShape: [side, side, 1] } : {}) }));
    model.add(activation === "relu" ? tf.layers.reLU() : tf.layers.leakyReLU({ alpha: 0.2 }));
  });
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: outputs }));
  return model;
}

/** `upward` of stock layers. */
export function stockUpward(side: number, [narrow, wide]: Widths, inputs: number) {
  const small = side / 4;
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: small * small * wide, activation: "relu", inputShape: [inputs] }));
  model.add(tf.layers.reshape({ targetShape: [small, small, wide] }));
  model.add(tf.layers.conv2dTranspose({ ...window, filters: narrow, activation: "relu" }));
  model.add(tf.layers.conv2dTranspose({ ...window, filters: 1 }));
  return model;
}

/** Operations of one pass through the convolution next to the picture, the other one, and the dense layer to or from `ends`. */
export function passes(batch: number, side: number, [narrow, wide]: Widths, ends: number) {
  const small = (side / 4) ** 2;
  return {
    first: product(batch * 4 * small, 16, narrow),
    second: product(batch * small, 16 * narrow, wide),
    dense: product(batch, small * wide, ends),
  };
}
