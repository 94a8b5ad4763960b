/** Layers as operators, by the class that Keras saves them under. */
import { activated, gelu } from "./activation.ts";
import { alphabet, gatedTanh, positions, selfAttention, tiedReadout } from "./attention.ts";
import { axisOf, type Call, type Convert, expectSettings, inputOf, known, numberOf, refuse, tensorOf } from "./call.ts";
import type { Size, Value } from "./contract.ts";
import { conv1d, conv2d, conv2dTranspose } from "./convolution.ts";
import { gru, lstm, simpleRnn } from "./recurrent.ts";

/** [..., I] → [..., units]. */
const dense: Convert = (call) => {
  const { graph, config } = call;
  const { name, shape } = inputOf(call);
  const product = graph.one("MatMul", [name, tensorOf(call, "kernel")]);
  const made = config.use_bias === false ? product : graph.one("Add", [product, tensorOf(call, "bias")]);
  return { name: activated(call, made, config.activation), shape: [...shape.slice(0, -1), numberOf(call, "units")] };
};

/** Indices [...] → [..., width]; where they come as floats they are cut off. */
const embedding: Convert = (call) => {
  const { graph } = call;
  expectSettings(call, { mask_zero: false });
  const { name, shape } = inputOf(call);
  const indices = graph.one("Cast", [name], { to: { i: 6 } });
  return {
    name: graph.one("Gather", [tensorOf(call, "embeddings"), indices], { axis: { i: 0 } }),
    shape: [...shape, numberOf(call, "output_dim")],
  };
};

const activation: Convert = (call) => {
  const { name, shape } = inputOf(call);
  return { name: activated(call, name, call.config.activation), shape };
};

const leakyRelu: Convert = (call) => {
  const { name, shape } = inputOf(call);
  return { name: call.graph.elementwise("LeakyRelu", [name], { alpha: { f: numberOf(call, "alpha") } }), shape };
};

const geluLayer: Convert = (call) => {
  const { name, shape } = inputOf(call);
  return { name: gelu(call, name), shape };
};

const rescaling: Convert = (call) => {
  const { graph } = call;
  const { name, shape } = inputOf(call);
  const scaled = graph.elementwise("Mul", [name, graph.number(numberOf(call, "scale"))]);
  return { name: graph.elementwise("Add", [scaled, graph.number(numberOf(call, "offset"))]), shape };
};

const flatten: Convert = (call) => {
  const { name, shape } = inputOf(call);
  expectSettings(call, { data_format: "channels_last" });
  const places = shape.slice(1).map((size) => known(call, size));
  const size = places.reduce((a, b) => a * b, 1);
  return { name: call.graph.one("Flatten", [name], { axis: { i: 1 } }), shape: [shape[0] as Size, size] };
};

const reshape: Convert = (call) => {
  const { graph, config } = call;
  const { name, shape } = inputOf(call);
  const target = config.target_shape;
  if (!Array.isArray(target) || !target.every((size) => typeof size === "number" && size > 0)) {
    return refuse(call, `target_shape ${String(target)}`);
  }
  return { name: graph.one("Reshape", [name, graph.sizes([0, ...target])]), shape: [shape[0] as Size, ...target] };
};

/** [B, C] → [B, n, C]. */
const repeatVector: Convert = (call) => {
  const { graph } = call;
  const { name, shape } = inputOf(call);
  const n = numberOf(call, "n");
  const row = graph.one("Unsqueeze", [name, graph.sizes([1])]);
  return { name: graph.one("Expand", [row, graph.sizes([1, n, 1])]), shape: [shape[0] as Size, n, shape[1] as Size] };
};

/** The wider of two sizes that are joined place by place. */
const wider = (a: Size | undefined, b: Size): Size => (a === 1 || a === undefined ? b : a);

const merged =
  (operator: "Add" | "Mul"): Convert =>
  (call) => {
    const { graph, inputs } = call;
    const [first, ...more] = inputs;
    if (!first || more.some(({ shape }) => shape.length !== first.shape.length)) return refuse(call);
    return more.reduce(
      (sum: Value, each) => ({
        name: graph.elementwise(operator, [sum.name, each.name]),
        shape: each.shape.map((size, axis) => wider(sum.shape[axis], size)),
      }),
      first,
    );
  };

const concatenate: Convert = (call) => {
  const { graph, inputs, config } = call;
  const [first] = inputs;
  if (!first) return refuse(call);
  const at = axisOf(Number(config.axis ?? -1), first.shape.length);
  const total = inputs.reduce((sum, { shape }) => sum + known(call, shape[at]), 0);
  const names = inputs.map(({ name }) => name);
  return { name: graph.concat(names, at), shape: first.shape.map((size, axis) => (axis === at ? total : size)) };
};

/** Sums over one axis of each: letters stand for axes, the batch in common. */
const dot: Convert = (call) => {
  const { graph, inputs, config } = call;
  expectSettings(call, { normalize: false });
  const [a, b] = inputs;
  if (!a || !b || inputs.length !== 2) return refuse(call);
  const axes = Array.isArray(config.axes) ? config.axes : [config.axes, config.axes];
  const [ofA, ofB] = [a, b].map(({ shape }, i) => axisOf(Number(axes[i]), shape.length)) as [number, number];
  const letters = ({ shape }: Value, summed: number, from: string) =>
    shape.map((_, axis) => (axis === 0 ? "b" : axis === summed ? "s" : (from[axis] as string)));
  const [left, right] = [letters(a, ofA, "_cdef"), letters(b, ofB, "_ghij")];
  const rest = (all: readonly string[]) => all.filter((letter) => letter !== "b" && letter !== "s");
  const out = ["b", ...rest(left), ...rest(right)];
  if (!(ofA > 0 && ofB > 0) || out.length < 2) return refuse(call, `axes ${String(config.axes)}`);
  const equation = `${left.join("")},${right.join("")}->${out.join("")}`;
  const sizes = new Map([
    ...left.map((l, i) => [l, a.shape[i]] as const),
    ...right.map((l, i) => [l, b.shape[i]] as const),
  ]);
  return {
    name: graph.one("Einsum", [a.name, b.name], { equation: { s: equation } }),
    shape: out.map((letter) => sizes.get(letter) as Size),
  };
};

/** Along the last axis ONNX has it; over several axes only without gain and offset. */
const layerNormalization: Convert = (call) => {
  const { graph, config } = call;
  const { name, shape } = inputOf(call);
  const epsilon = numberOf(call, "epsilon");
  const axes = [config.axis].flat().map((axis) => axisOf(Number(axis), shape.length));
  if (axes.length === 1 && axes[0] === shape.length - 1) {
    const width = known(call, shape.at(-1));
    const ones = new Float32Array(width).fill(1);
    const gain = config.scale === false ? graph.tensor(`ones/${width}`, [width], ones) : tensorOf(call, "gamma");
    const offset = config.center === false ? [] : [tensorOf(call, "beta")];
    const settings = { axis: { i: -1 }, epsilon: { f: epsilon } };
    return { name: graph.one("LayerNormalization", [name, gain, ...offset], settings), shape };
  }
  expectSettings(call, { scale: false, center: false });
  const mean = (value: string) => graph.one("ReduceMean", [value], { axes: { ints: axes }, keepdims: { i: 1 } });
  const centred = graph.one("Sub", [name, mean(name)]);
  const variance = graph.one("Add", [mean(graph.one("Mul", [centred, centred])), graph.number(epsilon)]);
  return { name: graph.one("Div", [centred, graph.one("Sqrt", [variance])]), shape };
};

/** Of layers that see each place by itself anyway. */
const timeDistributed: Convert = (call) => {
  const { class_name: className, config } = (call.config.layer ?? {}) as Record<string, unknown>;
  if (className !== "Dense") return refuse(call, String(className));
  return dense({ ...call, config: config as Call["config"] });
};

export const LAYERS: Readonly<Record<string, Convert>> = {
  Activation: activation,
  Add: merged("Add"),
  Alphabet: alphabet,
  Concatenate: concatenate,
  Conv1D: conv1d,
  Conv2D: conv2d,
  Conv2DTranspose: conv2dTranspose,
  Dense: dense,
  Dot: dot,
  Embedding: embedding,
  Flatten: flatten,
  GRU: gru,
  GatedTanh: gatedTanh,
  Gelu: geluLayer,
  LSTM: lstm,
  LayerNormalization: layerNormalization,
  LeakyReLU: leakyRelu,
  Multiply: merged("Mul"),
  Positions: positions,
  RepeatVector: repeatVector,
  Rescaling: rescaling,
  Reshape: reshape,
  SelfAttention: selfAttention,
  SimpleRNN: simpleRnn,
  TiedReadout: tiedReadout,
  TimeDistributed: timeDistributed,
};
