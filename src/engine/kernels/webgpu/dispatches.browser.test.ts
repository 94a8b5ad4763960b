/**
 * Dispatches of whole training steps, at small sizes: their number does not depend on the sizes. Stock TensorFlow.js 4.22 with
 * the same layers, `tf.losses` and `tf.train.adam` makes so many as stand beside each limit, which is a third of them.
 */
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../../core/random.ts";
import { openBackend } from "../../backends/open.ts";
import { attention } from "../attention/index.ts";
import { softmaxCrossEntropy } from "../crossEntropy/index.ts";
import { embedding } from "../embedding/index.ts";
import { gaussianDraw, gaussianKl } from "../gaussian/index.ts";
import { gelu } from "../gelu/index.ts";
import { matMul } from "../matMul/index.ts";
import { layerNorm } from "../normalization/index.ts";
import { adamUpdates } from "../optimizers/index.ts";
import { normal } from "../random/index.ts";
import { sigmoidCrossEntropy } from "../sigmoidCrossEntropy/index.ts";
import { countDispatches } from "./testing/dispatches.ts";

const faults: unknown[] = [];
const note = (fault: unknown) => faults.push(fault);

beforeAll(async () => {
  await openBackend("webgpu", { onFault: note, onLost: note });
});

afterEach(() => {
  expect(faults).toEqual([]);
});

const normals = (name: string, shape: number[], scale = 1) =>
  tf.tensor(
    randomNormals(randomStream(7, name), tf.util.sizeFromShape(shape)).map((value) => value * scale),
    shape,
  );
const pictures = () => tf.sigmoid(normals("pictures", [3, 8, 8, 1])) as tf.Tensor4D;
const noise = (name: string, shape: readonly number[]) => normal(randomStream(1, name), shape);

/** Adam on a loss of these variables. */
function adam(variables: readonly tf.Variable[]): (loss: () => tf.Scalar) => tf.Scalar {
  const zeros = (like: tf.Variable) => tf.tidy(() => tf.variable(tf.zeros(like.shape), false));
  const slots = variables.map((variable) => ({ firstMoment: zeros(variable), secondMoment: zeros(variable) }));
  let step = 0;
  return (loss) => {
    const { value, grads } = tf.variableGrads(loss, [...variables]);
    const updated = variables.map((variable, i) => ({
      variable,
      gradient: grads[variable.name] as tf.Tensor,
      slots: slots[i] as (typeof slots)[number],
    }));
    adamUpdates(updated, { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: ++step });
    return value;
  };
}

const weightsOf = (...networks: tf.LayersModel[]) =>
  networks.flatMap((network) => network.trainableWeights.map((weight) => weight.read() as tf.Variable));

const halving = { kernelSize: 4, strides: 2, padding: "same" } as const;

/** [B, 8, 8, 1] → [B, outputs]. */
const downward = (outputs: number) =>
  tf.sequential({
    layers: [
      tf.layers.conv2d({ ...halving, filters: 3, activation: "relu", inputShape: [8, 8, 1] }),
      tf.layers.conv2d({ ...halving, filters: 5, activation: "relu" }),
      tf.layers.flatten(),
      tf.layers.dense({ units: outputs }),
    ],
  });

/** [B, inputs] → [B, 8, 8, 1]. */
const upward = (inputs: number) =>
  tf.sequential({
    layers: [
      tf.layers.dense({ units: 20, activation: "relu", inputShape: [inputs] }),
      tf.layers.reshape({ targetShape: [2, 2, 5] }),
      tf.layers.conv2dTranspose({ ...halving, filters: 3, activation: "relu" }),
      tf.layers.conv2dTranspose({ ...halving, filters: 1 }),
    ],
  });

/** The mean loss of each step; the last one is counted. */
async function run(step: () => tf.Scalar, steps: number): Promise<{ losses: number[]; dispatches: number }> {
  const losses: number[] = [];
  let dispatches = 0;
  for (let i = 0; i < steps; i++) {
    let loss = tf.scalar(0);
    dispatches = countDispatches(() => {
      loss = tf.tidy(step);
    });
    losses.push((await loss.data())[0] as number);
    loss.dispose();
  }
  return { losses, dispatches };
}

describe("a training step takes at most a third of stock's dispatches", () => {
  it("of a convolutional VAE: 274", async () => {
    const [encoder, decoder] = [downward(4), upward(2)];
    const learn = adam(weightsOf(encoder, decoder));
    const x = pictures();
    const { losses, dispatches } = await run(
      () =>
        learn(() => {
          const [mean, logVariance] = tf.split(encoder.apply(x) as tf.Tensor, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
          const z = gaussianDraw(mean, logVariance, noise("latent", mean.shape) as tf.Tensor2D);
          const logits = decoder.apply(z) as tf.Tensor;
          return tf.mean(tf.add(sigmoidCrossEntropy(logits, x), gaussianKl(mean, logVariance))) as tf.Scalar;
        }),
      8,
    );
    expect(dispatches).toBeGreaterThan(20);
    expect(dispatches).toBeLessThanOrEqual(Math.floor(274 / 3));
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
  });

  it("of a convolutional GAN, both networks: 370", async () => {
    const [generator, critic] = [upward(2), downward(1)];
    const [judging, drawing] = [adam(weightsOf(critic)), adam(weightsOf(generator))];
    const real = pictures();
    const judge = (x: tf.Tensor, label: number) =>
      tf.mean(sigmoidCrossEntropy(critic.apply(x) as tf.Tensor, label)) as tf.Scalar;
    const drawn = () => tf.sigmoid(generator.apply(noise("latent", [3, 2])) as tf.Tensor);
    const { losses, dispatches } = await run(() => {
      const fake = drawn();
      const loss = judging(() => tf.add(judge(real, 1), judge(fake, 0)));
      drawing(() => judge(drawn(), 1));
      return loss;
    }, 4);
    expect(dispatches).toBeGreaterThan(20);
    expect(dispatches).toBeLessThanOrEqual(Math.floor(370 / 3));
    // A critic that knows nothing pays ln 2 for each of the two.
    expect(Math.abs((losses[0] as number) - 2 * Math.log(2))).toBeLessThan(0.5);
  });

  it("of a transformer of two layers: 1,130", async () => {
    const [B, T, V, C] = [2, 5, 7, 6];
    const weight = (name: string, ...shape: number[]) =>
      tf.tidy(() => tf.variable(normals(name, shape, shape.length > 1 ? 0.2 : 0)));
    const norm = (name: string) => ({ gain: tf.variable(tf.ones([C])), offset: weight(`${name}/offset`, C) });
    const layers = [0, 1].map((i) => ({
      before: norm(`${i}/before`),
      middle: norm(`${i}/middle`),
      qkv: weight(`${i}/qkv`, C, 3 * C),
      out: weight(`${i}/out`, C, C),
      widen: weight(`${i}/widen`, C, 4 * C),
      narrow: weight(`${i}/narrow`, 4 * C, C),
    }));
    const [table, readout] = [weight("table", V, C), weight("readout", C, V)];
    const variables = layers.flatMap(({ before, middle, ...rest }) => [
      ...[before.gain, before.offset, middle.gain, middle.offset],
      ...Object.values(rest),
    ]);
    const learn = adam([table, readout, ...variables]);
    const inputs = tf.tensor2d([1, 2, 3, 4, 5, 6, 5, 4, 3, 2], [B, T], "int32");
    const labels = tf.tensor1d([2, 3, 4, 5, 6, 5, 4, 3, 2, 1], "int32");
    type Norm = (typeof layers)[number]["before"];
    const normed = (x: tf.Tensor3D, { gain, offset }: Norm) =>
      layerNorm(x, gain as unknown as tf.Tensor1D, offset as unknown as tf.Tensor1D);
    const { losses, dispatches } = await run(
      () =>
        learn(() => {
          let x = embedding(table as tf.Tensor2D, inputs) as tf.Tensor3D; // [B, T, C]
          for (const layer of layers) {
            const [q, k, v] = tf.split(matMul(normed(x, layer.before), layer.qkv), 3, 2) as tf.Tensor3D[];
            const attended = attention(q as tf.Tensor3D, k as tf.Tensor3D, v as tf.Tensor3D, {
              heads: 2,
              causal: true,
            });
            x = tf.add(x, matMul(attended, layer.out));
            x = tf.add(x, matMul(gelu(matMul(normed(x, layer.middle), layer.widen)), layer.narrow));
          }
          const logits = matMul(x.reshape([B * T, C]), readout) as tf.Tensor2D;
          return tf.mean(softmaxCrossEntropy(logits, labels)) as tf.Scalar;
        }),
      12,
    );
    expect(dispatches).toBeGreaterThan(20);
    expect(dispatches).toBeLessThanOrEqual(Math.floor(1130 / 3));
    expect(Math.abs((losses[0] as number) - Math.log(V))).toBeLessThan(0.3);
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) - 0.1);
  });
});
