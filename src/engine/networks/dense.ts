import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { LEAKY_SLOPE } from "../kernels/matMul/contract.ts";
import { matMul } from "../kernels/matMul/index.ts";
import { glorotUniform, normalOf, uniformBetween } from "../layers/initializers.ts";
import { type Block, type BlockActivation, ending, variablesOf } from "./block.ts";

export interface DenseOptions {
  readonly name: string;
  readonly units: number;
  readonly activation?: BlockActivation;
  readonly stream: RandomStream;
  /**
   * Normal weights of this deviation, and biases uniform in ± it, so that the units bend all over a plane of few inputs;
   * absent means Glorot's weights and biases of zero. Tancik et al. 2020 on why small inputs need large weights.
   */
  readonly spread?: number;
}

/** activation(x · kernel + bias). [B, I] → [B, units]. */
export function dense({ name, units, activation = "linear", stream, spread }: DenseOptions): Block {
  const initial =
    spread === undefined
      ? { kernelInitializer: glorotUniform(stream) }
      : {
          kernelInitializer: normalOf(stream, spread),
          biasInitializer: uniformBetween(substream(stream, 1), -spread, spread),
        };
  const layer = tf.layers.dense({ name, units, activation, ...initial });
  return {
    layer,
    ...ending(activation, (x, end) => {
      const [kernel, bias] = variablesOf(layer) as [tf.Variable, tf.Variable<tf.Rank.R1>];
      return matMul(x, kernel, { bias, activation: end });
    }),
  };
}

/** [B, …] → [B, product]. */
export function flatten(name: string): Block {
  return { layer: tf.layers.flatten({ name }), apply: (x) => x.reshape([x.shape[0] as number, -1]) };
}

/** [B, product] → [B, …shape]. */
export function reshape(name: string, shape: readonly number[]): Block {
  return {
    layer: tf.layers.reshape({ name, targetShape: [...shape] }),
    apply: (x) => x.reshape([x.shape[0] as number, ...shape]),
  };
}

/** x above zero, 0.2 x below. Maas et al. 2013. */
export function leakyRelu(name: string): Block {
  return {
    layer: tf.layers.leakyReLU({ name, alpha: LEAKY_SLOPE }),
    apply: (x) => tf.leakyRelu(x, LEAKY_SLOPE),
    leaky: true,
  };
}

/** Between −1 and 1. */
export function tanh(name: string): Block {
  return { layer: tf.layers.activation({ activation: "tanh", name }), apply: tf.tanh };
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoid(name: string): Block {
  return { layer: tf.layers.activation({ activation: "sigmoid", name }), apply: tf.sigmoid };
}
