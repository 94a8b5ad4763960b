import * as tf from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";
import { activate } from "../matMul/reference.ts";
import type { Conv1dOptions, Geometry } from "./contract.ts";

/** The filter with zeros between its rows and columns: core ops have no gradient for dilated convolutions. */
function dilate(filter: tf.Tensor4D, [down, right]: readonly [number, number]): tf.Tensor4D {
  if (down === 1 && right === 1) return filter;
  const [h, w, C, D] = filter.shape;
  const [tall, wide] = [(h - 1) * down + 1, (w - 1) * right + 1];
  const rows = tf.pad(filter.reshape([h, 1, w * C * D]), [
    [0, 0],
    [0, down - 1],
    [0, 0],
  ]);
  const spread = rows.reshape([h * down, w * C * D]).slice([0, 0], [tall, -1]);
  const columns = tf.pad(spread.reshape([tall, w, 1, C * D]), [
    [0, 0],
    [0, 0],
    [0, right - 1],
    [0, 0],
  ]);
  return columns
    .reshape([tall, w * right, C * D])
    .slice([0, 0, 0], [-1, wide, -1])
    .reshape([tall, wide, C, D]);
}

/** activation(x ∗ filter + bias) from core ops, differentiable by their own gradients. */
export function conv2dReference(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  { strides, pad, dilations }: Geometry,
  bias: tf.Tensor1D | null,
  activation: Activation,
): tf.Tensor4D {
  const [padded, rule] = typeof pad === "string" ? ([x, pad] as const) : ([padWith(x, pad), "valid"] as const);
  const y = tf.conv2d(padded, dilate(filter, dilations), [...strides], rule);
  return activate(bias ? tf.add(y, bias) : y, activation) as tf.Tensor4D;
}

function padWith(x: tf.Tensor4D, pad: readonly (readonly [number, number])[]): tf.Tensor4D {
  return tf.pad(
    x,
    pad.map(([before, after]) => [before, after] as [number, number]),
  );
}

/** The transposed convolution onto `outputShape`, from core ops. */
export function conv2dTransposeReference(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  outputShape: readonly [number, number, number, number],
  { strides, pad, dilations }: Geometry,
  bias: tf.Tensor1D | null,
  activation: Activation,
): tf.Tensor4D {
  if (typeof pad !== "string") throw new Error("Transposed convolutions from core ops are padded by a rule");
  const y = tf.conv2dTranspose(x, dilate(filter, dilations), [...outputShape], [...strides], pad);
  return activate(bias ? tf.add(y, bias) : y, activation) as tf.Tensor4D;
}

/** The convolution over time from core ops; "causal" puts zeros before the first step. */
export function conv1dReference(x: tf.Tensor3D, filter: tf.Tensor3D, options: Conv1dOptions = {}): tf.Tensor3D {
  const { stride = 1, pad = "same", dilation = 1, bias = null, activation = "linear" } = options;
  const [k] = filter.shape;
  const before: [number, number] = [(k - 1) * dilation, 0];
  const padded = pad === "causal" ? tf.pad(x, [[0, 0], before, [0, 0]]) : x;
  const geometry = {
    strides: [1, stride],
    dilations: [1, dilation],
    pad: pad === "causal" ? "valid" : pad,
  } as const;
  return conv2dReference(padded.expandDims(1), filter.expandDims(0), geometry, bias, activation).squeeze([1]);
}
