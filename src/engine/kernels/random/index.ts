import type * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../../core/random.ts";
import { hasNative, runNative } from "../native.ts";
import { RANDOM_NORMAL, RANDOM_UNIFORM } from "./contract.ts";
import { normalReference, uniformReference } from "./reference.ts";

const draw = (kernelName: string, { key }: RandomStream, shape: readonly number[]) =>
  runNative(kernelName, {}, { key0: key[0], key1: key[1], shape: [...shape] })[0] as tf.Tensor;

/** Uniform floats in [0, 1) of a stream, the same bits on every backend; drawing twice gives the same numbers. */
export function uniform(stream: RandomStream, shape: readonly number[]): tf.Tensor {
  return hasNative(RANDOM_UNIFORM) ? draw(RANDOM_UNIFORM, stream, shape) : uniformReference(stream, shape);
}

/** Standard normal floats of a stream, the same on every backend to 1e-5; drawing twice gives the same numbers. */
export function normal(stream: RandomStream, shape: readonly number[]): tf.Tensor {
  return hasNative(RANDOM_NORMAL) ? draw(RANDOM_NORMAL, stream, shape) : normalReference(stream, shape);
}
