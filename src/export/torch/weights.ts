/**
 * Where PyTorch keeps what a layer of TensorFlow.js has, and in which order: one table a kind of layer. All of it is a
 * change of order, so that the optimizer's moments go the same way, and the way back follows.
 */

/** The numbers of a PyTorch tensor, by where each of them is among ours. */
interface Order {
  readonly shape: readonly number[];
  readonly index: Uint32Array;
}

interface Weight {
  /** Of the layer in TensorFlow.js. */
  readonly ours: string;
  /** Of the module in PyTorch; empty where the module is the tensor itself. */
  readonly theirs: string;
  readonly order: (shape: readonly number[]) => Order;
  /** A second bias, which stays zero here; of weights from elsewhere it is added to the first. */
  readonly zero?: true;
}

export type Layout = readonly Weight[];

/** A layer of a checkpoint, and the module that it is in PyTorch. */
export interface TorchLayer {
  /** Network and layer, such as `reader/logits`. */
  readonly from: string;
  /** The path of the module, such as `decoder.3`. */
  readonly to: string;
  readonly layout: Layout;
}

const product = (shape: readonly number[]) => shape.reduce((size, side) => size * side, 1);

const same = (shape: readonly number[]): Order => ({
  shape,
  index: Uint32Array.from({ length: product(shape) }, (_, i) => i),
});

/** As `transpose` of numpy. */
function transposed({ shape, index }: Order, axes: readonly number[]): Order {
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const turned = axes.map((axis) => shape[axis] as number);
  const result = new Uint32Array(index.length);
  for (let i = 0; i < result.length; i++) {
    let rest = i;
    let source = 0;
    for (let axis = turned.length - 1; axis >= 0; axis--) {
      const size = turned[axis] as number;
      source += (rest % size) * (strides[axes[axis] as number] as number);
      rest = Math.floor(rest / size);
    }
    result[i] = index[source] as number;
  }
  return { shape: turned, index: result };
}

/** The rows (along the first axis) in this order, or some of them. */
function rows({ shape: [, ...rest], index }: Order, order: readonly number[]): Order {
  const width = product(rest);
  const taken = order.flatMap((row) => [...index.subarray(row * width, (row + 1) * width)]);
  return { shape: [order.length, ...rest], index: Uint32Array.from(taken) };
}

const reshaped = ({ index }: Order, shape: readonly number[]): Order => ({ shape, index });

const count = (length: number, from = 0) => Array.from({ length }, (_, i) => from + i);

/** Blocks of rows in another order. */
function blocks(order: Order, places: readonly number[], all = places.length): Order {
  const size = (order.shape[0] as number) / all;
  return rows(
    order,
    places.flatMap((block) => count(size, block * size)),
  );
}

/** Of numbers of a picture [H, W, C], in the order in which PyTorch has them, [C, H, W], and more of them as they are. */
function pictureOrder([H, W, C]: readonly [number, number, number], length: number): number[] {
  const { index } = transposed(same([H, W, C]), [2, 0, 1]);
  return [...index, ...count(length - index.length, index.length)];
}

type Picture = readonly number[];

/** kernel [in, out] → weight [out, in]. `from`: the input begins with the numbers of a picture [H, W, C]; `to`: the output is one. */
export function linear({ from, to }: { readonly from?: Picture; readonly to?: Picture } = {}): Layout {
  const ordered = (order: Order, picture?: Picture) =>
    picture && picture.length === 3
      ? rows(order, pictureOrder(picture as [number, number, number], order.shape[0] as number))
      : order;
  return [
    {
      ours: "kernel",
      theirs: "weight",
      order: (shape) => ordered(transposed(ordered(same(shape), from), [1, 0]), to),
    },
    { ours: "bias", theirs: "bias", order: (shape) => ordered(same(shape), to) },
  ];
}

const withBias = (order: Weight["order"]): Layout => [
  { ours: "kernel", theirs: "weight", order },
  { ours: "bias", theirs: "bias", order: same },
];

/** A dense layer at each place of a sequence: kernel [in, out] → weight [out, in, 1]. */
export const pointwise: Layout = withBias((shape) => {
  const turned = transposed(same(shape), [1, 0]);
  return reshaped(turned, [...turned.shape, 1]);
});
/** kernel [K, in, out] → weight [out, in, K]. */
export const conv1d: Layout = withBias((shape) => transposed(same(shape), [2, 1, 0]));
/** kernel [H, W, in, out] → weight [out, in, H, W]. */
export const conv2d: Layout = withBias((shape) => transposed(same(shape), [3, 2, 0, 1]));
/** kernel [H, W, out, in] → weight [in, out, H, W]. */
export const convTranspose2d: Layout = withBias((shape) => transposed(same(shape), [3, 2, 0, 1]));

const lined = (order: Order): Order => ({ ...order, shape: order.shape.filter((_, axis) => axis !== 2) });
/** Of a row as a picture of one line: kernel [1, K, in, out] → weight [out, in, K]. */
export const convLine: Layout = withBias((shape) => lined(transposed(same(shape), [3, 2, 0, 1])));
/** kernel [1, K, out, in] → weight [in, out, K]. */
export const convTransposeLine: Layout = withBias((shape) => lined(transposed(same(shape), [3, 2, 0, 1])));

/** [symbols, width] in both. */
export const embedding: Layout = [{ ours: "embeddings", theirs: "weight", order: same }];
/** A table of places, as an embedding. */
export const places: Layout = [{ ours: "places", theirs: "weight", order: same }];
export const layerNorm: Layout = [
  { ours: "gamma", theirs: "weight", order: same },
  { ours: "beta", theirs: "bias", order: same },
];
/** A tensor that belongs to the model itself. */
export const tensor = (ours: string): Layout => [{ ours, theirs: "", order: same }];

/** kernel [in, G·H], recurrent_kernel [H, G·H] → weight_ih [G·H, in], weight_hh [G·H, H]; the gates in this order. */
const gated = (gates: readonly number[]): Layout => [
  { ours: "kernel", theirs: "weight_ih_l0", order: (shape) => blocks(transposed(same(shape), [1, 0]), gates) },
  {
    ours: "recurrent_kernel",
    theirs: "weight_hh_l0",
    order: (shape) => blocks(transposed(same(shape), [1, 0]), gates),
  },
];
const oneBias = (gates: readonly number[]): Layout => [
  { ours: "bias", theirs: "bias_ih_l0", order: (shape) => blocks(same(shape), gates) },
  { ours: "bias", theirs: "bias_hh_l0", order: (shape) => blocks(same(shape), gates), zero: true },
];
/** Row `bias` of [2, 3H]. */
const rowOfBias = (bias: number, gates: readonly number[]) => (shape: readonly number[]) =>
  blocks(reshaped(rows(same(shape), [bias]), [shape[1] as number]), gates);

const ELMAN = [0];
/** Keras has z, r, h; PyTorch r, z, n. */
const GRU_GATES = [1, 0, 2];
/** i, f, c, o in Keras, i, f, g, o in PyTorch: the same under another name. */
const LSTM_GATES = [0, 1, 2, 3];

export const rnn: Layout = [...gated(ELMAN), ...oneBias(ELMAN)];
export const lstm: Layout = [...gated(LSTM_GATES), ...oneBias(LSTM_GATES)];
/** With the reset gate after the product, as PyTorch's; both have two biases. */
export const gru: Layout = [
  ...gated(GRU_GATES),
  { ours: "bias", theirs: "bias_ih_l0", order: rowOfBias(0, GRU_GATES) },
  { ours: "bias", theirs: "bias_hh_l0", order: rowOfBias(1, GRU_GATES) },
];
/** With the reset gate before the product: a module of three linear layers, which the programs define. */
export const gruResetBefore: Layout = [
  { ours: "kernel", theirs: "inputs.weight", order: (shape) => transposed(same(shape), [1, 0]) },
  { ours: "bias", theirs: "inputs.bias", order: same },
  {
    ours: "recurrent_kernel",
    theirs: "gates.weight",
    order: (shape) => blocks(transposed(same(shape), [1, 0]), [0, 1], 3),
  },
  {
    ours: "recurrent_kernel",
    theirs: "candidate.weight",
    order: (shape) => blocks(transposed(same(shape), [1, 0]), [2], 3),
  },
];

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** `reader/12/logits/kernel` is `reader/logits/kernel`: the number is where it stands among its network's. */
export const weightName = (name: string): string => name.replace(/^([^/]+)\/\d+\//, "$1/");

const pathOf = ({ to }: TorchLayer, { theirs }: Weight) => [to, theirs].filter((part) => part !== "").join(".");

/**
 * A checkpoint's weights as a PyTorch state dict. `slot`: what an optimizer remembers of each weight instead, by its name
 * here; weights that it knows nothing of are left out. Throws `RangeError` where the checkpoint lacks one.
 */
export function toTorch(tensors: readonly Tensor[], layers: readonly TorchLayer[], slot = ""): Tensor[] {
  const byName = new Map(tensors.map((tensor) => [weightName(tensor.name), tensor]));
  return layers.flatMap((layer) =>
    layer.layout.flatMap((weight): Tensor[] => {
      const name = `${layer.from}/${weight.ours}${slot && `/${slot}`}`;
      const source = byName.get(name);
      if (!source && slot === "") throw new RangeError(`the checkpoint has no ${name}`);
      if (!source || (slot !== "" && weight.zero)) return [];
      const { shape, index } = weight.order(source.shape);
      const data = weight.zero
        ? new Float32Array(index.length)
        : Float32Array.from(index, (i) => source.data[i] as number);
      return [{ name: pathOf(layer, weight), shape, data }];
    }),
  );
}

export interface Fitted {
  /** Those of `ours` that were found whole, with new numbers. */
  readonly tensors: readonly Tensor[];
  /** Names in PyTorch of what is missing, and of what is there in another shape. */
  readonly missing: readonly string[];
  readonly misshapen: readonly string[];
}

/** The way back: a state dict's numbers in the order and under the names of `ours`, which have the shapes. */
export function fromTorch(
  theirs: readonly Tensor[],
  layers: readonly TorchLayer[],
  ours: readonly Pick<Tensor, "name" | "shape">[],
  slot = "",
): Fitted {
  const byPath = new Map(theirs.map((tensor) => [tensor.name, tensor]));
  const byName = new Map(ours.map((tensor) => [weightName(tensor.name), tensor]));
  const found = new Map<string, Float32Array>();
  const missing: string[] = [];
  const misshapen: string[] = [];
  for (const layer of layers) {
    for (const weight of layer.layout) {
      const name = `${layer.from}/${weight.ours}${slot && `/${slot}`}`;
      const own = byName.get(name);
      if (!own || (slot !== "" && weight.zero)) continue;
      const { shape, index } = weight.order(own.shape);
      const path = pathOf(layer, weight);
      const given = byPath.get(path);
      if (!given) missing.push(path);
      else if (String(given.shape) !== String(shape)) misshapen.push(path);
      else {
        const data = found.get(name) ?? new Float32Array(product(own.shape));
        for (const [i, place] of index.entries()) data[place] = (data[place] as number) + (given.data[i] as number);
        found.set(name, data);
      }
    }
  }
  const lost = new Set([...missing, ...misshapen]);
  const broken = layers.filter((layer) => layer.layout.some((weight) => lost.has(pathOf(layer, weight))));
  const left = new Set(
    broken.flatMap(({ from, layout }) => layout.map(({ ours }) => `${from}/${ours}${slot && `/${slot}`}`)),
  );
  const tensors = ours.flatMap((own) => {
    const name = weightName(own.name);
    const data = left.has(name) ? undefined : found.get(name);
    return data ? [{ name: own.name, shape: own.shape, data }] : [];
  });
  return { tensors, missing, misshapen };
}

/** A weight that a program needs, as a state dict from elsewhere has it. */
export interface Fit {
  readonly name: string;
  readonly shape: readonly number[];
  /** Its shape there; `null` where it is missing. */
  readonly given: readonly number[] | null;
  /** Whether it is used: it has the shape, and so has all of its layer. */
  readonly used: boolean;
}

/** What weights are called in PyTorch. */
export const torchNames = (layers: readonly TorchLayer[]): readonly string[] =>
  layers.flatMap((layer) => layer.layout.map((weight) => pathOf(layer, weight)));

/** How a state dict fits: as `fromTorch` takes it, weight by weight. */
export function fitsOf(
  theirs: readonly Pick<Tensor, "name" | "shape">[],
  layers: readonly TorchLayer[],
  ours: readonly Pick<Tensor, "name" | "shape">[],
): readonly Fit[] {
  const byPath = new Map(theirs.map(({ name, shape }) => [name, shape]));
  const byName = new Map(ours.map((tensor) => [weightName(tensor.name), tensor]));
  return layers.flatMap((layer) => {
    const weights = layer.layout.flatMap((weight) => {
      const own = byName.get(`${layer.from}/${weight.ours}`);
      if (!own) return [];
      const [name, { shape }] = [pathOf(layer, weight), weight.order(own.shape)];
      return [{ name, shape, given: byPath.get(name) ?? null }];
    });
    const used = weights.every(({ shape, given }) => String(shape) === String(given));
    return weights.map((weight) => ({ ...weight, used }));
  });
}
