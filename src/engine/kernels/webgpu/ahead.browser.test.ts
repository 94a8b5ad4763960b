import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../../core/random.ts";
import { openBackend } from "../../backends/open.ts";
import { conv2d } from "../convolution/index.ts";
import { matMul } from "../matMul/index.ts";
import { adamUpdate } from "../optimizers/index.ts";
import { compileAhead } from "./ahead.ts";

const faults: unknown[] = [];
const note = (fault: unknown) => faults.push(fault);

beforeAll(async () => {
  await openBackend("webgpu", { onFault: note, onLost: note });
});

afterEach(() => {
  expect(faults).toEqual([]);
});

const normals = (name: string, shape: number[]) =>
  tf.tensor(randomNormals(randomStream(5, name), tf.util.sizeFromShape(shape)), shape);

/** A convolution, a readout and Adam, with stock operations between. */
function makeNetwork() {
  const weights = [normals("filter", [3, 3, 1, 4]), normals("readout", [36, 2])].map((each) => tf.variable(each, true));
  const slots = weights.map(({ shape }) => ({
    firstMoment: tf.variable(tf.zeros(shape), false),
    secondMoment: tf.variable(tf.zeros(shape), false),
  }));
  const [filter, readout] = weights as [tf.Variable, tf.Variable];
  const step = (batch: number) =>
    tf.tidy(() => {
      const loss = () => {
        const x = normals("pictures", [batch, 6, 6, 1]) as tf.Tensor4D;
        const hidden = conv2d(x, filter as tf.Tensor4D, { strides: 2, activation: "relu" });
        const y = tf.cos(matMul(hidden.reshape([batch, 36]), readout));
        return tf.mean(tf.square(tf.sub(y, 0.25))) as tf.Scalar;
      };
      const { value, grads } = tf.variableGrads(loss, weights);
      weights.forEach((weight, i) => {
        const options = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1 };
        const { firstMoment, secondMoment } = slots[i] as (typeof slots)[number];
        adamUpdate(weight, grads[weight.name] as tf.Tensor, { firstMoment, secondMoment }, options);
      });
      return value;
    });
  const variables = [...weights, ...slots.flatMap(({ firstMoment, secondMoment }) => [firstMoment, secondMoment])];
  return { variables, step };
}

/** How many pipelines are asked for while `work` runs: at once, and in the background. */
async function compilations(work: () => unknown): Promise<{ atOnce: number; inBackground: number }> {
  const device = GPUDevice.prototype;
  const { createComputePipeline, createComputePipelineAsync } = device;
  const counted = { atOnce: 0, inBackground: 0 };
  device.createComputePipeline = function (descriptor) {
    counted.atOnce++;
    return createComputePipeline.call(this, descriptor);
  };
  device.createComputePipelineAsync = function (descriptor) {
    counted.inBackground++;
    return createComputePipelineAsync.call(this, descriptor);
  };
  try {
    await work();
  } finally {
    Object.assign(device, { createComputePipeline, createComputePipelineAsync });
  }
  return counted;
}

const read = async (variables: readonly tf.Tensor[]) => {
  const values: number[][] = [];
  for (const variable of variables) values.push(Array.from(await variable.data()));
  return values;
};

describe("compiling ahead", () => {
  it("makes every pipeline of a step in the background, changes no variable, and leaves none for the step", async () => {
    const [network, other] = [makeNetwork(), makeNetwork()];
    const before = await read(network.variables);
    const tensors = tf.memory().numTensors;
    const progress: [number, number][] = [];
    const ahead = await compilations(() =>
      compileAhead(
        network.variables,
        () => network.step(5),
        (done, total) => progress.push([done, total]),
      ),
    );
    expect(ahead.atOnce).toBe(0);
    expect(ahead.inBackground).toBeGreaterThan(8);
    expect(progress[0]).toEqual([0, ahead.inBackground]);
    expect(progress.at(-1)).toEqual([ahead.inBackground, ahead.inBackground]);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(await read(network.variables)).toEqual(before);

    const step = await compilations(() => network.step(5).dispose());
    expect(step).toEqual({ atOnce: 0, inBackground: 0 });
    other.step(5).dispose();
    const after = await read(network.variables);
    expect(after).toEqual(await read(other.variables));
    expect(after).not.toEqual(before);
    tf.dispose([...network.variables, ...other.variables]);
  });

  it("is done for every other size of batch too", async () => {
    const network = makeNetwork();
    await compileAhead(network.variables, () => network.step(5));
    const steps = await compilations(() => {
      for (const batch of [3, 8, 64]) network.step(batch).dispose();
    });
    expect(steps).toEqual({ atOnce: 0, inBackground: 0 });
    tf.dispose(network.variables);
  });
});
