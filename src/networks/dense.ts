import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../core/random.ts";
import { matMul } from "../engine/kernels/matMul/index.ts";
import { glorotUniform } from "../engine/layers/index.ts";
import { type Stage, type StageActivation, variablesOf } from "./stage.ts";

export interface DenseOptions {
  readonly name: string;
  readonly units: number;
  readonly activation?: StageActivation;
  readonly stream: RandomStream;
}

/** activation(x · kernel + bias). [B, I] → [B, units]. */
export function dense({ name, units, activation = "linear", stream }: DenseOptions): Stage {
  const layer = tf.layers.dense({ name, units, activation, kernelInitializer: glorotUniform(stream) });
  return {
    layer,
    apply: (x) => {
      const [kernel, bias] = variablesOf(layer) as [tf.Variable, tf.Variable<tf.Rank.R1>];
      return matMul(x, kernel, { bias, activation });
    },
  };
}

/** [B, …] → [B, product]. */
export function flatten(name: string): Stage {
  return { layer: tf.layers.flatten({ name }), apply: (x) => x.reshape([x.shape[0] as number, -1]) };
}

/** [B, product] → [B, …shape]. */
export function reshape(name: string, shape: readonly number[]): Stage {
  return {
    layer: tf.layers.reshape({ name, targetShape: [...shape] }),
    apply: (x) => x.reshape([x.shape[0] as number, ...shape]),
  };
}

/** Slope below zero; the same as of our fused products. */
const LEAKY_SLOPE = 0.2;

/** x above zero, 0.2 x below. Maas et al. 2013. */
export function leakyRelu(name: string): Stage {
  return {
    layer: tf.layers.leakyReLU({ name, alpha: LEAKY_SLOPE }),
    apply: (x) => tf.leakyRelu(x, LEAKY_SLOPE),
  };
}
