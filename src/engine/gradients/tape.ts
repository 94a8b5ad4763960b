/**
 * Two mends of the engine's tape (TensorFlow.js 4.22, `engine.ts`).
 *
 * 1. What a gradient saves is a copy that the tape leads back to its original, by a kernel and a node of the tape for each. A
 *    saved *output* is silently wrong when differentiated again (tfjs#3252): the copy is recorded before the operation that
 *    makes y, so that on the way from x it looks like a constant. Here what is saved is the original to the tape (tensors are
 *    told apart by their ids), with a hold of its own on the data: tanh, sigmoid, exp, softmax, logSoftmax, max and whatever
 *    else saves its output have right gradients of every order, and saving costs next to nothing.
 * 2. An optional input that was left out (the scale of a batch normalization) is saved and followed like a tensor, and
 *    throws (tfjs#2868). It is passed over instead.
 */
import * as tf from "@tensorflow/tfjs";

type Inputs = tf.Tensor[] | Record<string, tf.Tensor | null | undefined>;

interface TapedEngine {
  readonly state: { readonly tensorInfo: WeakMap<object, { readonly backend: tf.KernelBackend }> };
  /** Called for what is saved, and for nothing else. */
  clone(x: tf.Tensor): tf.Tensor;
  trackTensor(x: tf.Tensor, backend: tf.KernelBackend): void;
  addTapeNode(
    kernelName: string,
    inputs: Inputs,
    outputs: tf.Tensor[],
    gradient: unknown,
    saved: (tf.Tensor | undefined)[],
    attributes: unknown,
  ): void;
  getTensorsForGradient(kernelName: string, inputs: Inputs, outputs: tf.Tensor[]): (tf.Tensor | undefined)[];
}

const mended = new WeakSet<object>();

/** Mends the tape of this engine; a second call changes nothing. */
export function mendTape(): void {
  const engine = tf.engine() as unknown as TapedEngine;
  if (mended.has(engine)) return;
  mended.add(engine);

  engine.clone = (x) => {
    const info = engine.state.tensorInfo.get(x.dataId);
    if (!info) throw new Error(`Tensor ${x.id} was disposed of before a gradient could save it`);
    info.backend.incRef(x.dataId);
    const saved = new tf.Tensor(x.shape, x.dtype, x.dataId, x.id);
    engine.trackTensor(saved, info.backend);
    return saved;
  };

  const addTapeNode = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    addTapeNode(kernelName, withoutMissing(inputs), outputs, gradient, saved, attributes);
  };

  const getTensorsForGradient = engine.getTensorsForGradient.bind(engine);
  engine.getTensorsForGradient = (kernelName, inputs, outputs) =>
    // Optional inputs come last among those saved, so a gradient still finds the others in their places.
    getTensorsForGradient(kernelName, inputs, outputs).filter((tensor) => tensor != null);
}

function withoutMissing(inputs: Inputs): Inputs {
  if (Array.isArray(inputs) || Object.values(inputs).every((input) => input != null)) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([, input]) => input != null));
}
