import * as tf from "@tensorflow/tfjs";
import type { ParityCase, ParityInput } from "../parity.ts";

type Question = (inputs: Record<string, tf.Tensor>) => tf.Tensor;

/** A stock op that must give on this backend what it gives on cpu. */
const stockCase = (name: string, inputs: Record<string, ParityInput>, ask: Question, gradients = true): ParityCase => ({
  name,
  inputs,
  run: (given) => [ask(given)],
  reference: (given) => [ask(given)],
  gradients,
});

interface Window {
  readonly input: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly stride: number;
  readonly pad: "same" | "valid" | number;
}

const windows: readonly Window[] = [
  { input: [2, 7, 5, 3], filter: [3, 3, 3, 5], stride: 1, pad: "same" },
  { input: [3, 9, 8, 2], filter: [4, 4, 2, 9], stride: 2, pad: "same" },
  { input: [1, 6, 6, 1], filter: [3, 2, 1, 4], stride: 1, pad: "valid" },
  { input: [2, 5, 5, 7], filter: [1, 1, 7, 3], stride: 1, pad: "valid" },
  { input: [2, 7, 7, 4], filter: [1, 1, 4, 2], stride: 2, pad: "valid" },
  { input: [1, 8, 9, 3], filter: [5, 3, 3, 2], stride: 3, pad: 1 },
];

const describeWindow = ({ input, filter, stride, pad }: Window) => `[${input}] ∗ [${filter}], stride ${stride}, ${pad}`;

const convolutions = windows.flatMap((window) => {
  const { input, filter, stride, pad } = window;
  const [height, width, from, to] = filter;
  const inputs = { x: { shape: input }, filter: { shape: filter } };
  return [
    stockCase(`conv2d ${describeWindow(window)}`, inputs, ({ x, filter }) =>
      tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad),
    ),
    stockCase(
      `depthwiseConv2d ${describeWindow(window)}`,
      { ...inputs, filter: { shape: [height, width, from, (to % 2) + 1] } },
      ({ x, filter }) => tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad),
    ),
  ];
});

const transposedConvolutions = ([1, 2] as const).map((stride) =>
  stockCase(
    `conv2dTranspose, stride ${stride}`,
    { x: { shape: [2, 4, 3, 5] }, filter: { shape: [4, 3, 6, 5] } },
    ({ x, filter }) =>
      tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 4 * stride, 3 * stride, 6], stride, "same"),
  ),
);

const fused = (["linear", "relu", "sigmoid", "elu", "leakyrelu", "relu6", "prelu"] as const).flatMap((activation) => [
  stockCase(
    `fused conv2d, ${activation}`,
    { x: { shape: [1, 5, 6, 3] }, filter: { shape: [2, 3, 3, 7] }, bias: { shape: [7] }, alpha: { shape: [7] } },
    ({ x, filter, bias, alpha }) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias as tf.Tensor,
        strides: 1,
        pad: "same",
        activation,
        leakyreluAlpha: 0.3,
        preluActivationWeights: alpha as tf.Tensor,
      }),
    false,
  ),
  stockCase(
    `fused matMul, ${activation}`,
    { a: { shape: [5, 3] }, b: { shape: [3, 9] }, bias: { shape: [9] }, alpha: { shape: [9] } },
    ({ a, b, bias, alpha }) =>
      tf.fused.matMul({
        a: a as tf.Tensor,
        b: b as tf.Tensor,
        transposeA: false,
        transposeB: false,
        bias: bias as tf.Tensor,
        activation,
        leakyreluAlpha: 0.3,
        preluActivationWeights: alpha as tf.Tensor,
      }),
    false,
  ),
]);

// The stock gradients of broadcast stacks throw on every backend.
const products = (
  [
    [
      [3, 4, 5],
      [1, 5, 2],
    ],
    [
      [1, 4, 5],
      [3, 5, 2],
    ],
    [
      [2, 3, 4, 5],
      [2, 3, 5, 3],
    ],
  ] as const
).map(([a, b]) =>
  stockCase(
    `matMul [${a}] · [${b}]`,
    { a: { shape: a }, b: { shape: b } },
    (given) => tf.matMul(given.a as tf.Tensor, given.b as tf.Tensor),
    false,
  ),
);

const x = (...shape: number[]) => ({ x: { shape } });

/** Every stock op whose kernel we replace or add on wasm, with its gradients. */
export const stockParity: readonly ParityCase[] = [
  ...convolutions,
  ...transposedConvolutions,
  stockCase(
    "dilated conv2d",
    { x: { shape: [1, 9, 8, 3] }, filter: { shape: [3, 3, 3, 4] } },
    ({ x, filter }) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same", "NHWC", 2),
    false,
  ),
  stockCase("conv1d", { x: { shape: [2, 11, 3] }, filter: { shape: [4, 3, 5] } }, ({ x, filter }) =>
    tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, 2, "same"),
  ),
  ...fused,
  ...products,
  ...[[7], [3, 5], [2, 8]].flatMap((shape) => [
    stockCase(`tanh [${shape}]`, { x: { shape, scale: 3 } }, ({ x }) => tf.tanh(x as tf.Tensor)),
    stockCase(`leakyRelu [${shape}]`, { x: { shape, scale: 3 } }, ({ x }) => tf.leakyRelu(x as tf.Tensor, 0.3)),
    stockCase(`exp [${shape}]`, { x: { shape, scale: 3 } }, ({ x }) => tf.exp(x as tf.Tensor)),
  ]),
  ...[[0], [1], [0, 1], [0, 1, 2], [2], [0, 2]].flatMap((axes) =>
    [true, false].map((keepDims) =>
      stockCase(`sum over ${axes}${keepDims ? ", kept" : ""}`, x(5, 3, 7), (given) =>
        tf.sum(given.x as tf.Tensor, axes, keepDims),
      ),
    ),
  ),
  stockCase("sum over columns of 9 × 1", x(9, 1), (given) => tf.sum(given.x as tf.Tensor, 0)),
  ...[
    [
      [5, 7],
      [1, 0],
    ],
    [
      [8, 4],
      [1, 0],
    ],
    [
      [1, 5, 9],
      [2, 0, 1],
    ],
    [
      [3, 1, 6],
      [1, 2, 0],
    ],
    [
      [2, 3, 4],
      [2, 0, 1],
    ],
    [
      [3, 4],
      [0, 1],
    ],
  ].map(([shape, order]) =>
    stockCase(`transpose [${shape}] to ${order}`, x(...(shape as number[])), (given) =>
      tf.transpose(given.x as tf.Tensor, order),
    ),
  ),
  ...[
    [
      [0, 0],
      [2, 7],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    [
      [0, 3],
      [5, 1],
    ],
  ].map(([begin, size]) =>
    stockCase(`slice [${begin}] of [${size}]`, x(5, 7), (given) =>
      tf.slice(given.x as tf.Tensor, begin as number[], size),
    ),
  ),
  stockCase("slice of four axes", x(3, 4, 5, 6), (given) => tf.slice(given.x as tf.Tensor, [1, 0, 2, 3], [2, 3, 2, 2])),
  stockCase("slice of one step", x(3, 5, 4), (given) => tf.slice(given.x as tf.Tensor, [0, 2, 0], [-1, 1, -1])),
  stockCase("slice of a vector", x(9), (given) => tf.slice(given.x as tf.Tensor, 2, 5)),
  ...[0, 1, 2].flatMap((axis) => [
    stockCase(`split along ${axis}`, x(3, 4, 5), (given) => {
      const length = given.x?.shape[axis] as number;
      return tf.concat(tf.split(given.x as tf.Tensor, [1, length - 1], axis).reverse(), axis);
    }),
    stockCase(`unstack along ${axis}`, x(3, 4, 5), (given) =>
      tf.stack(tf.unstack(given.x as tf.Tensor, axis).reverse(), axis),
    ),
  ]),
  stockCase("clone", x(3, 4), (given) => tf.mul((given.x as tf.Tensor).clone(), given.x as tf.Tensor)),
  ...[0, 1, 2].map((axis) =>
    stockCase(`gather along ${axis}`, { ...x(3, 4, 5), indices: { indices: [2, 0, 2, 1] } }, ({ x, indices }) =>
      tf.gather(x as tf.Tensor, indices as tf.Tensor1D, axis),
    ),
  ),
  stockCase("unsortedSegmentSum", { ...x(5, 3), indices: { indices: [2, 0, 2, 3, 0] } }, ({ x, indices }) =>
    tf.unsortedSegmentSum(x as tf.Tensor, indices as tf.Tensor1D, 4),
  ),
];
