/** The layers of a transformer that only Inkling has (engine/layers/attention.ts), from ONNX' core operators. */
import { type Call, type Convert, inputOf, known, numberOf, refuse, tensorOf } from "./call.ts";
import type { Size, Value } from "./contract.ts";

/** Far below any score. */
const HIDDEN = -1e9;
/** As `rotate` of the engine has it. */
const ROTARY_BASE = 100;

/** How long a text is, int64 [1]. */
const lengthOf = ({ graph }: Call, { name }: Value): string =>
  graph.one("Slice", [graph.one("Shape", [name]), graph.sizes([1]), graph.sizes([2])]);

/** 0 … T − 1 as floats, [T]. */
function placesOf(call: Call, x: Value): string {
  const { graph } = call;
  const length = graph.one("Squeeze", [lengthOf(call, x)]);
  const zero = graph.tensor("whole/0", [], BigInt64Array.of(0n));
  const one = graph.tensor("whole/1", [], BigInt64Array.of(1n));
  return graph.one("Cast", [graph.one("Range", [zero, length, one])], { to: { i: 1 } });
}

/** Turns pairs of channels by their places' angles: x [B, T, C], places [T, 1]. Su et al. 2021, equation 34. */
function rotated({ graph }: Call, x: string, places: string, heads: number, C: number): string {
  const depth = C / heads;
  const half = depth / 2;
  const swap = new Float32Array(C * C);
  const frequencies = Float32Array.from({ length: C }, (_, channel) => {
    const within = channel % depth;
    const other = within < half ? channel + half : channel - half;
    swap[other * C + channel] = within < half ? -1 : 1;
    return ROTARY_BASE ** (-(within % half) / half);
  });
  const angles = graph.one("Mul", [places, graph.tensor(`rotary/${heads},${C}/frequencies`, [1, C], frequencies)]);
  const swapped = graph.one("MatMul", [x, graph.tensor(`rotary/${heads},${C}/swap`, [C, C], swap)]);
  return graph.one("Add", [
    graph.one("Mul", [x, graph.one("Cos", [angles])]),
    graph.one("Mul", [swapped, graph.one("Sin", [angles])]),
  ]);
}

/** Queries, keys and values side by side, [B, T, 3C] → [B, T, C]. */
export const selfAttention: Convert = (call) => {
  const { graph, config } = call;
  const x = inputOf(call);
  const heads = numberOf(call, "heads");
  const C = known(call, x.shape[2]) / 3;
  const depth = C / heads;
  let [q, k, v] = graph.add("Split", [x.name], { axis: { i: 2 } }, 3) as [string, string, string];
  const places = config.rotary === true || config.causal === true ? placesOf(call, x) : "";
  const down = places && graph.one("Unsqueeze", [places, graph.sizes([1])]); // [T, 1]
  if (config.rotary === true) [q, k] = [rotated(call, q, down, heads, C), rotated(call, k, down, heads, C)];
  const parted = (value: string, order: readonly number[]) =>
    graph.transpose(graph.one("Reshape", [value, graph.sizes([0, 0, heads, depth])]), order);
  const product = graph.one("MatMul", [parted(q, [0, 2, 1, 3]), parted(k, [0, 2, 3, 1])]); // [B, heads, T, T]
  let scores = graph.one("Div", [product, graph.number(Math.sqrt(depth))]);
  if (config.causal === true) {
    const across = graph.one("Unsqueeze", [places, graph.sizes([0])]); // [1, T]
    const seen = graph.one("LessOrEqual", [across, down]); // [T, T]
    scores = graph.one("Where", [seen, scores, graph.number(HIDDEN)]);
  }
  const weights = graph.one("Softmax", [scores], { axis: { i: -1 } });
  const gathered = graph.transpose(graph.one("MatMul", [weights, parted(v, [0, 2, 1, 3])]), [0, 2, 1, 3]);
  const shape = [x.shape[0] as Size, x.shape[1] as Size, C];
  return { name: graph.one("Reshape", [gathered, graph.sizes([0, 0, C])]), shape };
};

/** A learned vector for each place: x [B, T, C] → [B, T, C]; a text that is longer than the table is an error there. */
export const positions: Convert = (call) => {
  const { graph } = call;
  const x = inputOf(call);
  const [zero, first] = [graph.sizes([0]), graph.sizes([0])];
  const table = graph.one("Slice", [tensorOf(call, "places"), first, lengthOf(call, x), zero]);
  return { name: graph.one("Add", [x.name, table]), shape: x.shape };
};

/** Every symbol once: int32 [1, symbols]. */
export const alphabet: Convert = (call) => {
  const symbols = numberOf(call, "symbols");
  const all = Int32Array.from({ length: symbols }, (_, i) => i);
  return { name: call.graph.tensor(`${call.name}/symbols`, [1, symbols], all), shape: [1, symbols] };
};

/** hidden [B, T, C], vectors [1, V, C] → hidden · vectorsᵀ + bias. */
export const tiedReadout: Convert = (call) => {
  const { graph, inputs } = call;
  const [hidden, vectors] = inputs;
  if (!hidden || !vectors || inputs.length !== 2) refuse(call);
  const scores = graph.one("MatMul", [hidden.name, graph.transpose(vectors.name, [0, 2, 1])]);
  return {
    name: graph.one("Add", [scores, tensorOf(call, "bias")]),
    shape: [...hidden.shape.slice(0, -1), vectors.shape[1] as Size],
  };
};

/** tanh of the first half of the channels times σ of the second. */
export const gatedTanh: Convert = (call) => {
  const { graph } = call;
  const { name, shape } = inputOf(call);
  const [bent, gate] = graph.add("Split", [name], { axis: { i: shape.length - 1 } }, 2) as [string, string];
  const made = graph.one("Mul", [graph.one("Tanh", [bent]), graph.one("Sigmoid", [gate])]);
  return { name: made, shape: [...shape.slice(0, -1), known(call, shape.at(-1)) / 2] };
};
