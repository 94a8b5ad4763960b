import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomBelow, randomNormals, randomStream, randomWords } from "../../core/random.ts";
import { softmaxCrossEntropy } from "../kernels/crossEntropy/index.ts";
import { embedding } from "../kernels/embedding/index.ts";
import { matMul } from "../kernels/matMul/index.ts";
import { adamUpdate, globalNorm } from "../kernels/optimizers/index.ts";
import { recurrent, zeroState } from "../kernels/recurrent/index.ts";

export interface SmallNetworkShape {
  readonly batch: number;
  readonly time: number;
  readonly vocabulary: number;
  readonly embeddingWidth: number;
  readonly units: number;
}

/** A GRU that learns to predict noise: all that a training step of a text model does, for timing and for counting. */
export interface SmallNetwork {
  /** Embedding, recurrence, readout, cross-entropy, gradients, clipping by norm, Adam. The mean loss, in nats. */
  step(): tf.Scalar;
  dispose(): void;
}

const LEARNING_RATE = 2e-3;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

function normals(stream: RandomStream, shape: readonly number[], scale: number): tf.Tensor {
  const values = randomNormals(stream, tf.util.sizeFromShape([...shape]));
  return tf.tensor(
    values.map((value) => value * scale),
    [...shape],
  );
}

function tokens(stream: RandomStream, count: number, vocabulary: number): Int32Array {
  return Int32Array.from(randomWords(stream, count), (word) => randomBelow(word, vocabulary));
}

export function makeSmallNetwork({ batch, time, vocabulary, embeddingWidth, units }: SmallNetworkShape): SmallNetwork {
  const weight = (name: string, ...shape: number[]) => {
    const start = normals(randomStream(1, name), shape, 1 / Math.sqrt(shape[0] as number));
    const variable = tf.variable(start, true);
    start.dispose();
    return variable;
  };
  const slot = (like: tf.Variable) => {
    const zeros = tf.zeros(like.shape);
    const variable = tf.variable(zeros, false);
    zeros.dispose();
    return variable;
  };
  const weights = {
    table: weight("table", vocabulary, embeddingWidth),
    kernel: weight("kernel", embeddingWidth, 3 * units),
    bias: weight("bias", 3 * units),
    recurrentKernel: weight("recurrentKernel", units, 3 * units),
    recurrentBias: weight("recurrentBias", 3 * units),
    readout: weight("readout", units, vocabulary),
    readoutBias: weight("readoutBias", vocabulary),
  };
  const variables = Object.values(weights);
  const slots = variables.map((variable) => ({ firstMoment: slot(variable), secondMoment: slot(variable) }));
  const inputs = tf.tensor2d(tokens(randomStream(2, "inputs"), batch * time, vocabulary), [batch, time], "int32");
  const labels = tf.tensor1d(tokens(randomStream(2, "labels"), batch * time, vocabulary), "int32");
  let steps = 0;

  const loss = () => {
    const embedded = embedding(weights.table as tf.Tensor2D, inputs);
    const projected = matMul(embedded, weights.kernel, { bias: weights.bias as tf.Tensor1D }) as tf.Tensor3D;
    const { hidden } = recurrent("gru", {
      projected,
      recurrentKernel: weights.recurrentKernel as tf.Tensor2D,
      recurrentBias: weights.recurrentBias as tf.Tensor1D,
      initial: zeroState("gru", batch, units),
    });
    const flat = hidden.reshape([batch * time, units]);
    const logits = matMul(flat, weights.readout, { bias: weights.readoutBias as tf.Tensor1D }) as tf.Tensor2D;
    return tf.mean(softmaxCrossEntropy(logits, labels)) as tf.Scalar;
  };

  return {
    step: () =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(loss, variables);
        const gradients = variables.map(({ name }) => grads[name] as tf.Tensor);
        const gradientScale = tf.minimum(tf.div(1, globalNorm(gradients)), 1) as tf.Scalar;
        steps++;
        variables.forEach((variable, i) => {
          const options = { ...ADAM, learningRate: LEARNING_RATE, step: steps, gradientScale };
          adamUpdate(variable, gradients[i] as tf.Tensor, slots[i] as (typeof slots)[number], options);
        });
        return value;
      }),
    dispose: () =>
      tf.dispose([
        ...variables,
        ...slots.flatMap(({ firstMoment, secondMoment }) => [firstMoment, secondMoment]),
        inputs,
        labels,
      ]),
  };
}
