import type * as tf from "@tensorflow/tfjs";

/** What a kernel of any backend is called with. */
export type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
export type Attributes = Readonly<Record<string, unknown>>;

/** An input that is always given. */
export function given(inputs: Inputs, name: string): tf.TensorInfo {
  const tensor = inputs[name];
  if (!tensor) throw new Error(`Kernel input ${name} is missing`);
  return tensor;
}
