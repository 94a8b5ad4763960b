/**
 * Two mends of the engine's tape (TensorFlow.js 4.22, `engine.ts`).
 *
 * 1. A gradient that saves its *output* is silently wrong when differentiated again (tfjs#3252): the engine records the
 *    saved copy of y before the operation that makes y, so that on the way from x the copy looks like a constant. Put
 *    after its maker, the copy counts, and tanh, sigmoid, exp, softmax, logSoftmax, max and whatever else saves its output
 *    have right gradients of every order at no cost.
 * 2. An optional input that was left out (the scale of a batch normalization) is saved and followed like a tensor, and
 *    throws (tfjs#2868). It is passed over instead.
 */
import * as tf from "@tensorflow/tfjs";

interface TapeNode {
  readonly inputs: tf.NamedTensorMap;
  readonly outputs: readonly tf.Tensor[];
}

type Inputs = tf.Tensor[] | Record<string, tf.Tensor | null | undefined>;

interface TapedEngine {
  readonly state: { activeTape: TapeNode[] };
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

  const addTapeNode = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    addTapeNode(kernelName, withoutMissing(inputs), outputs, gradient, saved, attributes);
    if (saved.length > 0) moveBeforeCopies(engine.state.activeTape, outputs, saved.length);
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

/** The newest node goes before the copies of its outputs, which are among the `count` nodes recorded just before it. */
function moveBeforeCopies(tape: TapeNode[], outputs: readonly tf.Tensor[], count: number): void {
  const newest = tape.length - 1;
  let place = newest;
  for (let i = newest - 1; i >= 0 && i >= newest - count; i--) {
    if (outputs.includes(tape[i]?.inputs.x as tf.Tensor)) place = i;
  }
  if (place < newest) tape.splice(place, 0, ...tape.splice(newest, 1));
}
