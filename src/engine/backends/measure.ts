import * as tf from "@tensorflow/tfjs";
import { type Fault, toFault } from "../../core/errors.ts";
import { randomNormals, randomStream } from "../../core/random.ts";
import { findAdapter } from "./detect.ts";
import type { BackendKind, BackendMeasure, BackendOptions, OpenedBackend } from "./kinds.ts";
import { openBackend } from "./open.ts";

export interface MeasureOptions extends Pick<BackendOptions, "wasmPaths"> {
  /** How long each backend may train, in milliseconds; one timed step is always made. */
  readonly boxMs: number;
  /** Also measure GPUs emulated on the CPU. */
  readonly includeSoftware: boolean;
  /** A clock in milliseconds. */
  now(): number;
}

const BATCH = 32;
const TIME = 8;
const UNITS = 128;
const LEARNING_RATE = 0.01;

/**
 * Trains a small recurrent network on each backend for `boxMs` and tells how many steps a second it makes, the first
 * step (compilation) left out, an awaited read of the loss included. Afterwards the backend that was open is open again.
 */
export async function measureBackends(
  kinds: readonly BackendKind[],
  options: MeasureOptions,
): Promise<BackendMeasure[]> {
  const before = tf.getBackend() as string | undefined;
  const measures: BackendMeasure[] = [];
  for (const kind of kinds) measures.push(await measureBackend(kind, options));
  if (before && tf.getBackend() !== before) await tf.setBackend(before);
  return measures;
}

async function measureBackend(kind: BackendKind, options: MeasureOptions): Promise<BackendMeasure> {
  const absent = { kind, available: false, description: "", software: false, stepsPerSecond: null };
  const faults: Fault[] = [];
  const onFault = (fault: Fault) => faults.push(fault);
  let opened: OpenedBackend;
  try {
    if (kind === "webgpu" && !options.includeSoftware) {
      // Ask before opening: an emulated adapter takes seconds to warm up.
      const adapter = await findAdapter();
      if (adapter?.software) return unmeasured({ kind, ...adapter });
    }
    const paths = options.wasmPaths === undefined ? {} : { wasmPaths: options.wasmPaths };
    opened = await openBackend(kind, { ...paths, onFault, onLost: onFault });
  } catch (error) {
    return { ...absent, reason: toFault(error) };
  }
  if (opened.software && !options.includeSoftware) return unmeasured(opened);
  try {
    const stepsPerSecond = await timeSteps(options);
    const fault = faults[0];
    if (fault) return { ...absent, description: opened.description, software: opened.software, reason: fault };
    return { ...opened, available: true, stepsPerSecond };
  } catch (error) {
    return { ...absent, description: opened.description, software: opened.software, reason: toFault(error) };
  }
}

function unmeasured(opened: OpenedBackend): BackendMeasure {
  return { ...opened, available: true, stepsPerSecond: null, reason: { code: "softwareBackend", values: {} } };
}

async function timeSteps({ boxMs, now }: MeasureOptions): Promise<number> {
  const network = tf.tidy(() => makeNetwork());
  try {
    await train(network, 1);
    const start = now();
    let steps = 0;
    let round = 1;
    let elapsedMs = 0;
    do {
      await train(network, round);
      steps += round;
      elapsedMs = now() - start;
      // As in training, the device is asked for the loss about ten times a second, not at every step.
      round = Math.max(1, Math.min(Math.floor((steps / elapsedMs) * Math.min(100, boxMs - elapsedMs)) || 1, 1000));
    } while (elapsedMs < boxMs);
    return (steps * 1000) / elapsedMs;
  } finally {
    tf.dispose([network.inputs, ...network.weights]);
  }
}

type SmallNetwork = {
  inputs: tf.Tensor3D;
  /** Input, recurrent and output weights. */
  weights: tf.Variable[];
};

function makeNetwork(): SmallNetwork {
  const normals = (name: string, ...shape: number[]) => {
    const values = randomNormals(randomStream(1, name), tf.util.sizeFromShape(shape));
    return tf.tensor(values, shape).mul(0.05);
  };
  return {
    inputs: tf.keep(normals("inputs", TIME, BATCH, UNITS) as tf.Tensor3D),
    weights: [normals("input", UNITS, UNITS), normals("recurrent", UNITS, UNITS), normals("output", UNITS, UNITS)].map(
      (weights) => tf.variable(weights, true),
    ),
  };
}

/** `steps` steps of gradient descent; resolves with the last loss when the device has made them all. */
async function train({ inputs, weights }: SmallNetwork, steps: number): Promise<number> {
  const [input, recurrent, output] = weights as [tf.Variable, tf.Variable, tf.Variable];
  let loss: tf.Scalar | undefined;
  for (let step = 0; step < steps; step++) {
    loss?.dispose();
    loss = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => {
        let hidden = tf.zeros([BATCH, UNITS]);
        for (const now of tf.unstack(inputs)) {
          hidden = tf.tanh(tf.add(tf.matMul(now as tf.Tensor2D, input as tf.Tensor2D), tf.matMul(hidden, recurrent)));
        }
        return tf.mean(tf.square(tf.matMul(hidden, output as tf.Tensor2D))) as tf.Scalar;
      }, weights);
      for (const variable of weights) {
        const gradient = grads[variable.name] as tf.Tensor;
        variable.assign(variable.sub(gradient.mul(LEARNING_RATE)));
      }
      return value;
    });
  }
  const last = (await loss?.data())?.[0] ?? Number.NaN;
  loss?.dispose();
  return last;
}
