import { describe, expect, it } from "vitest";
import {
  conv1d,
  conv2d,
  embedding,
  fromTorch,
  gru,
  gruResetBefore,
  type Layout,
  layerNorm,
  linear,
  lstm,
  places,
  pointwise,
  rnn,
  type Tensor,
  tensor,
  toTorch,
} from "./weights.ts";

/** A tensor of 0, 1, 2 … */
const counted = (name: string, shape: readonly number[], from = 0): Tensor => ({
  name,
  shape,
  data: Float32Array.from({ length: shape.reduce((size, side) => size * side, 1) }, (_, i) => from + i),
});

const moved = (layout: Layout, ...tensors: readonly Tensor[]) =>
  Object.fromEntries(
    toTorch(tensors, [{ from: "net/layer", to: "module", layout }]).map(({ name, shape, data }) => [
      name,
      [[...shape], [...data]],
    ]),
  );

describe("a layer's weights in PyTorch", () => {
  it("of a dense layer are transposed", () => {
    expect(moved(linear(), counted("net/3/layer/kernel", [2, 3]), counted("net/4/layer/bias", [3]))).toEqual({
      "module.weight": [
        [3, 2],
        [0, 3, 1, 4, 2, 5],
      ],
      "module.bias": [[3], [0, 1, 2]],
    });
  });

  it("of a dense layer after or before a picture follow its channels, which come first there", () => {
    // Two pixels of two channels, and a number beside them: h0c0 h0c1 h1c0 h1c1 label.
    const after = linear({ from: [2, 1, 2] });
    expect(moved(after, counted("net/0/layer/kernel", [5, 1]), counted("net/1/layer/bias", [1]))).toEqual({
      "module.weight": [
        [1, 5],
        [0, 2, 1, 3, 4],
      ],
      "module.bias": [[1], [0]],
    });
    const before = linear({ to: [2, 1, 2] });
    expect(moved(before, counted("net/0/layer/kernel", [1, 4]), counted("net/1/layer/bias", [4]))).toEqual({
      "module.weight": [
        [4, 1],
        [0, 2, 1, 3],
      ],
      "module.bias": [[4], [0, 2, 1, 3]],
    });
  });

  it("of convolutions have the channels first", () => {
    const bias = counted("net/1/layer/bias", [2]);
    expect(moved(conv1d, counted("net/0/layer/kernel", [2, 1, 2]), bias)["module.weight"]).toEqual([
      [2, 1, 2],
      [0, 2, 1, 3],
    ]);
    expect(moved(conv2d, counted("net/0/layer/kernel", [1, 2, 3, 2]), bias)["module.weight"]).toEqual([
      [2, 3, 1, 2],
      [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11],
    ]);
    expect(moved(pointwise, counted("net/0/layer/kernel", [2, 2]), bias)["module.weight"]).toEqual([
      [2, 2, 1],
      [0, 2, 1, 3],
    ]);
  });

  it("of a GRU go from update, reset, candidate to reset, update, new, with both biases", () => {
    const layer = [
      counted("net/0/layer/kernel", [1, 3]),
      counted("net/1/layer/recurrent_kernel", [1, 3], 10),
      counted("net/2/layer/bias", [2, 3], 20),
    ];
    expect(moved(gru, ...layer)).toEqual({
      "module.weight_ih_l0": [
        [3, 1],
        [1, 0, 2],
      ],
      "module.weight_hh_l0": [
        [3, 1],
        [11, 10, 12],
      ],
      "module.bias_ih_l0": [[3], [21, 20, 22]],
      "module.bias_hh_l0": [[3], [24, 23, 25]],
    });
    expect(moved(gruResetBefore, ...layer.slice(0, 2), counted("net/2/layer/bias", [3]))).toEqual({
      "module.inputs.weight": [
        [3, 1],
        [0, 1, 2],
      ],
      "module.inputs.bias": [[3], [0, 1, 2]],
      "module.gates.weight": [
        [2, 1],
        [10, 11],
      ],
      "module.candidate.weight": [[1, 1], [12]],
    });
  });

  it("of an LSTM keep their order and get a second bias of zeros", () => {
    const layer = [
      counted("net/0/layer/kernel", [1, 4]),
      counted("net/1/layer/recurrent_kernel", [1, 4]),
      counted("net/2/layer/bias", [4]),
    ];
    const { "module.bias_ih_l0": first, "module.bias_hh_l0": second } = moved(lstm, ...layer);
    expect([first, second]).toEqual([
      [[4], [0, 1, 2, 3]],
      [[4], [0, 0, 0, 0]],
    ]);
  });

  it("are told missing by their name", () => {
    expect(() => toTorch([], [{ from: "net/layer", to: "module", layout: embedding }])).toThrow(
      "the checkpoint has no net/layer/embeddings",
    );
  });
});

const LAYERS: readonly (readonly [Layout, Readonly<Record<string, readonly number[]>>])[] = [
  [linear(), { kernel: [4, 3], bias: [3] }],
  [linear({ from: [2, 3, 4] }), { kernel: [30, 2], bias: [2] }],
  [linear({ to: [2, 3, 4] }), { kernel: [2, 24], bias: [24] }],
  [pointwise, { kernel: [3, 2], bias: [2] }],
  [conv1d, { kernel: [2, 3, 4], bias: [4] }],
  [conv2d, { kernel: [4, 4, 3, 2], bias: [2] }],
  [embedding, { embeddings: [5, 2] }],
  [places, { places: [5, 2] }],
  [layerNorm, { gamma: [3], beta: [3] }],
  [tensor("variable"), { variable: [] }],
  [rnn, { kernel: [2, 3], recurrent_kernel: [3, 3], bias: [3] }],
  [lstm, { kernel: [2, 12], recurrent_kernel: [3, 12], bias: [12] }],
  [gru, { kernel: [2, 9], recurrent_kernel: [3, 9], bias: [2, 9] }],
  [gruResetBefore, { kernel: [2, 9], recurrent_kernel: [3, 9], bias: [9] }],
];

it("every layer comes back as it went, its optimizer's moments too", () => {
  for (const [layout, shapes] of LAYERS) {
    const layers = [{ from: "net/layer", to: "module", layout }];
    const ours = Object.entries(shapes).map(([name, shape], i) => counted(`net/${i}/layer/${name}`, shape, 1 + i));
    const moments = ours.map((each) => ({ ...each, name: `${each.name}/firstMoment` }));
    expect(fromTorch(toTorch(ours, layers), layers, ours)).toEqual({ tensors: ours, missing: [], misshapen: [] });
    expect(fromTorch(toTorch(moments, layers, "firstMoment"), layers, moments, "firstMoment").tensors).toEqual(moments);
  }
});

it("weights from elsewhere that do not fit are listed, and a second bias is added to the first", () => {
  const layers = [
    { from: "net/a", to: "a", layout: rnn },
    { from: "net/b", to: "b", layout: embedding },
    { from: "net/c", to: "c", layout: embedding },
  ];
  const ours = [
    counted("net/0/a/kernel", [1, 1]),
    counted("net/1/a/recurrent_kernel", [1, 1]),
    counted("net/2/a/bias", [1]),
    counted("net/3/b/embeddings", [2, 2]),
    counted("net/4/c/embeddings", [2, 2]),
  ];
  const theirs = [
    ...["weight_ih_l0", "weight_hh_l0"].map((name) => counted(`a.${name}`, [1, 1], 5)),
    ...["bias_ih_l0", "bias_hh_l0"].map((name) => counted(`a.${name}`, [1], 3)),
    counted("b.weight", [2, 3]),
  ];
  const { tensors, missing, misshapen } = fromTorch(theirs, layers, ours);
  expect(tensors.map(({ name, data }) => [name, ...data])).toEqual([
    ["net/0/a/kernel", 5],
    ["net/1/a/recurrent_kernel", 5],
    ["net/2/a/bias", 6],
  ]);
  expect([missing, misshapen]).toEqual([["c.weight"], ["b.weight"]]);
});
