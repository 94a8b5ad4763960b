/** Convolutional networks for one-channel pictures whose side is a multiple of 4, from `tf.layers`; both forms build them. */
import * as tf from "@tensorflow/tfjs";
import { glorotUniform } from "../../../src/engine/layers/index.ts";
import { weightStream } from "./inkling.ts";
import { product } from "./workload.ts";

/** Where the first weights of a layer come from. */
export type Initial = (name: string) => NonNullable<Parameters<typeof tf.layers.dense>[0]["kernelInitializer"]>;

/** Drawn by Inkling's streams: the same on every backend. */
export const seeded: Initial = (name) => glorotUniform(weightStream(name));
/** What stock layers do when nothing is said. */
export const unseeded: Initial = () => "glorotNormal";

const halving = { kernelSize: 4, strides: 2, padding: "same" } as const;

type Activation = "relu" | "leakyReLU";

const activated = (activation: Activation) =>
  activation === "relu" ? tf.layers.reLU() : tf.layers.leakyReLU({ alpha: 0.2 });

/** [B, side, side, 1] → convolutions of 32 and 64 (4×4, stride 2) → [B, outputs]. */
export function downward(
  side: number,
  widths: readonly number[],
  outputs: number,
  activation: Activation,
  initial: Initial,
) {
  const model = tf.sequential();
  widths.forEach((filters, i) => {
    const inputShape = i === 0 ? { inputShape: [side, side, 1] } : {};
    model.add(tf.layers.conv2d({ ...halving, ...inputShape, filters, kernelInitializer: initial(`down${i}`) }));
    model.add(activated(activation));
  });
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: outputs, kernelInitializer: initial("judge") }));
  return model;
}

/** [B, inputs] → dense → transposed convolutions, mirrored → [B, side, side, 1], before any last activation. */
export function upward(side: number, widths: readonly number[], inputs: number, initial: Initial) {
  const [deepest, ...others] = [...widths].reverse() as [number, ...number[]];
  const small = side / 2 ** widths.length;
  const model = tf.sequential();
  const units = small * small * deepest;
  model.add(
    tf.layers.dense({ units, activation: "relu", inputShape: [inputs], kernelInitializer: initial("project") }),
  );
  model.add(tf.layers.reshape({ targetShape: [small, small, deepest] }));
  others.forEach((filters, i) => {
    const kernelInitializer = initial(`up${i}`);
    model.add(tf.layers.conv2dTranspose({ ...halving, filters, activation: "relu", kernelInitializer }));
  });
  model.add(tf.layers.conv2dTranspose({ ...halving, filters: 1, kernelInitializer: initial("draw") }));
  return model;
}

/** Operations of one pass through `downward`'s first convolution, the other ones, and its dense layer (`upward` has the same). */
export function passes(batch: number, side: number, widths: readonly number[], ends: number) {
  const layers = widths.map((width, i) => {
    const positions = batch * (side / 2 ** (i + 1)) ** 2;
    return product(positions, 16 * (i === 0 ? 1 : (widths[i - 1] as number)), width);
  });
  const small = side / 2 ** widths.length;
  const dense = product(batch, small * small * (widths.at(-1) as number), ends);
  const [first = 0, ...others] = layers;
  return { first, others: others.reduce((sum, each) => sum + each, 0), dense };
}
