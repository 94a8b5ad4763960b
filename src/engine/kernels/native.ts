import * as tf from "@tensorflow/tfjs";

/** Whether the backend in use has its own kernel of this name; if not, the reference from core ops does the work. */
export function hasNative(kernelName: string): boolean {
  return tf.getKernel(kernelName, tf.getBackend()) != null;
}

/** Runs a kernel of the backend in use; inputs left out are undefined, as in TensorFlow.js' own fused kernels. */
export function runNative(
  kernelName: string,
  inputs: Readonly<Record<string, tf.Tensor | null | undefined>>,
  attributes: Readonly<Record<string, unknown>> = {},
): tf.Tensor[] {
  const given: tf.NamedTensorMap = {};
  for (const name in inputs) {
    const tensor = inputs[name];
    if (tensor) given[name] = tensor;
  }
  const result: tf.Tensor | tf.Tensor[] = tf
    .engine()
    .runKernel(kernelName, given, attributes as unknown as tf.NamedAttrMap);
  return Array.isArray(result) ? result : [result];
}

type Save = (tensors: tf.Tensor[]) => void;

type Backward = (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) => Record<string, () => tf.Tensor>;

interface TapedEngine {
  readonly state: { kernelDepth: number };
  isTapeOn(): boolean;
  keep(tensor: tf.Tensor): tf.Tensor;
  clone(tensor: tf.Tensor): tf.Tensor;
  addTapeNode(
    name: string,
    inputs: Readonly<tf.NamedTensorMap>,
    outputs: readonly tf.Tensor[],
    backward: Backward,
    saved: readonly tf.Tensor[],
  ): void;
}

const saveNothing: Save = () => {};

/**
 * `tf.customGrad` for functions of several outputs. `backward` gets one gradient for each output (zeros where an output
 * was not used) and returns thunks, of which only those are called whose input leads to a wanted variable.
 * What is saved, inputs and outputs, has gradients of its own where a gradient is differentiated again (../gradients/tape.ts).
 */
export function differentiable<Name extends string>(
  inputs: Readonly<Record<Name, tf.Tensor>>,
  forward: (save: Save) => tf.Tensor[],
  backward: (outputGradients: tf.Tensor[], saved: tf.Tensor[]) => Record<Name, () => tf.Tensor>,
): tf.Tensor[] {
  // The engine's own customGrad allows one output only, and is a kernel around the kernel whether or not a tape runs.
  const engine = tf.engine() as unknown as TapedEngine;
  if (!engine.isTapeOn()) return tf.tidy(() => forward(saveNothing));
  let saved: tf.Tensor[] = [];
  const save: Save = (tensors) => {
    saved = tensors.map((tensor) => engine.keep(engine.clone(tensor)));
  };
  let outputs: tf.Tensor[];
  // Within a kernel nothing is recorded.
  engine.state.kernelDepth++;
  try {
    outputs = tf.tidy(() => forward(save));
  } finally {
    engine.state.kernelDepth--;
  }
  engine.addTapeNode(
    "differentiable",
    inputs,
    outputs,
    (dy, kept) => backward(Array.isArray(dy) ? dy : [dy], kept),
    saved,
  );
  return outputs;
}

/** A function of one tensor, by a kernel forward, and one backward that gets {x, dy}. */
interface OfOne {
  readonly forward: string;
  readonly backward: string;
  readonly reference: <T extends tf.Tensor>(x: T) => T;
}

/** Such a function of `x`, differentiable, twice too. */
export function runOfOne<T extends tf.Tensor>(x: T, { forward, backward, reference }: OfOne): T {
  // Inside the gradient of a gradient, core ops are what the tape can follow.
  if (gradientDepth() > 1 || !hasNative(forward)) return reference(x);
  const [y] = differentiable(
    { x },
    (save) => {
      save([x]);
      return runNative(forward, { x });
    },
    ([dy], [saved]) => ({ x: () => runNative(backward, { x: saved, dy })[0] as tf.Tensor }),
  );
  return y as T;
}

interface Scope {
  readonly id: number;
  readonly track: tf.Tensor[];
}

/** Gives a tensor that was made in the innermost scope to the one around it, which disposes of it when it ends. */
export function outlive<T extends tf.Tensor>(tensor: T): T {
  const { state } = tf.engine() as unknown as { state: { scopeStack: Scope[] } };
  const [around, innermost] = state.scopeStack.slice(-2) as [Scope, Scope];
  innermost.track.splice(innermost.track.indexOf(tensor), 1);
  around.track.push(tensor);
  (tensor as { scopeId: number }).scopeId = around.id;
  return tensor;
}

/** How many gradients enclose this call: above 1, the gradient of a gradient is being taken. */
export function gradientDepth(): number {
  return (tf.engine() as unknown as { state: { gradientDepth: number } }).state.gradientDepth;
}
