import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import type { ConvolutionOptions } from "./contract.ts";
import { type Conv1dOptions, conv1d, conv2d, conv2dTranspose } from "./index.ts";
import { conv1dReference, conv2dReference, conv2dTransposeReference } from "./reference.ts";

type Shape4 = readonly [number, number, number, number];
type Options = Omit<ConvolutionOptions, "bias">;
type Given = Record<string, tf.Tensor>;

const pair = (value: number | readonly [number, number] = 1) =>
  typeof value === "number" ? ([value, value] as const) : value;
const padOf = ({ pad = "same" }: Options) =>
  typeof pad === "string"
    ? pad
    : ([
        [0, 0],
        [pad.top, pad.bottom],
        [pad.left, pad.right],
        [0, 0],
      ] as const);
const geometryOf = (options: Options) => ({
  strides: pair(options.strides),
  dilations: pair(options.dilations),
  pad: padOf(options),
});

const describe = (x: Shape4, filter: Shape4, options: Options) => `[${x}] ∗ [${filter}] ${JSON.stringify(options)}`;

function convCase(x: Shape4, filter: Shape4, options: Options, bias = true): ParityCase {
  const { activation = "linear" } = options;
  return {
    name: `conv2d ${describe(x, filter, options)}`,
    inputs: {
      x: { shape: x },
      filter: { shape: filter, scale: 0.3 },
      ...(bias ? { bias: { shape: [filter[3]] } } : {}),
    },
    run: (given: Given) => [
      conv2d(given.x as tf.Tensor4D, given.filter as tf.Tensor4D, {
        ...options,
        bias: (given.bias as tf.Tensor1D | undefined) ?? null,
      }),
    ],
    reference: (given: Given) => [
      conv2dReference(
        given.x as tf.Tensor4D,
        given.filter as tf.Tensor4D,
        geometryOf(options),
        (given.bias as tf.Tensor1D | undefined) ?? null,
        activation,
      ),
    ],
  };
}

function transposeCase(x: Shape4, filter: Shape4, size: readonly [number, number], options: Options): ParityCase {
  const { activation = "linear" } = options;
  const shape = [x[0], ...size, filter[2]] as const;
  return {
    name: `conv2dTranspose ${describe(x, filter, options)}`,
    inputs: { x: { shape: x }, filter: { shape: filter, scale: 0.3 }, bias: { shape: [filter[2]] } },
    run: ({ x, filter, bias }: Given) => [
      conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, size, { ...options, bias: bias as tf.Tensor1D }),
    ],
    reference: ({ x, filter, bias }: Given) => [
      conv2dTransposeReference(
        x as tf.Tensor4D,
        filter as tf.Tensor4D,
        shape,
        geometryOf(options),
        bias as tf.Tensor1D,
        activation,
      ),
    ],
  };
}

function timeCase(
  T: number,
  [k, C, D]: readonly [number, number, number],
  options: Omit<Conv1dOptions, "bias">,
): ParityCase {
  return {
    name: `conv1d ${T} ∗ [${k},${C},${D}] ${JSON.stringify(options)}`,
    inputs: { x: { shape: [2, T, C] }, filter: { shape: [k, C, D], scale: 0.3 }, bias: { shape: [D] } },
    run: ({ x, filter, bias }: Given) => [
      conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, { ...options, bias: bias as tf.Tensor1D }),
    ],
    reference: ({ x, filter, bias }: Given) => [
      conv1dReference(x as tf.Tensor3D, filter as tf.Tensor3D, { ...options, bias: bias as tf.Tensor1D }),
    ],
  };
}

/** Strides, dilations and paddings in every mixture that a network has, at sizes that fill no block; all activations. */
export const convolutionParity: readonly ParityCase[] = [
  convCase([2, 7, 5, 3], [3, 3, 3, 5], {}),
  convCase([2, 28, 28, 1], [4, 4, 1, 9], { strides: 2, activation: "relu" }),
  convCase([3, 7, 9, 9], [4, 4, 9, 11], { strides: 2, activation: "leakyRelu" }),
  convCase([1, 9, 8, 6], [5, 3, 6, 2], { strides: 3, pad: "valid", activation: "tanh" }),
  convCase([2, 8, 7, 5], [2, 2, 5, 4], { strides: 3, activation: "sigmoid" }),
  convCase([2, 9, 10, 5], [3, 2, 5, 7], { dilations: 2, activation: "elu" }),
  convCase([1, 11, 9, 7], [3, 3, 7, 3], { dilations: [1, 3], pad: "valid" }, false),
  convCase([2, 6, 7, 5], [1, 1, 5, 3], { activation: "relu" }),
  convCase([1, 6, 5, 5], [3, 3, 5, 2], { pad: { top: 2, bottom: 0, left: 1, right: 2 } }),
  // More images than lie in one group.
  convCase([5, 40, 40, 12], [3, 3, 12, 5], { strides: 2 }),
  transposeCase([2, 4, 3, 5], [4, 4, 9, 5], [8, 6], { strides: 2, activation: "relu" }),
  transposeCase([2, 7, 7, 8], [4, 4, 1, 8], [14, 14], { strides: 2, activation: "tanh" }),
  transposeCase([1, 4, 5, 3], [3, 3, 6, 3], [4, 5], {}),
  transposeCase([1, 3, 2, 6], [5, 2, 7, 6], [8, 6], { strides: 3, activation: "leakyRelu" }),
  transposeCase([2, 3, 3, 4], [2, 2, 5, 4], [6, 6], { strides: 2, activation: "sigmoid" }),
  timeCase(13, [2, 5, 6], { pad: "causal", dilation: 4 }),
  timeCase(11, [3, 4, 3], { pad: "causal", activation: "tanh" }),
  timeCase(12, [4, 3, 9], { stride: 2 }),
  timeCase(10, [3, 6, 2], { pad: "valid", dilation: 2, activation: "relu" }),
];
