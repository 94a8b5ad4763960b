import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "../webgl/backend.ts";
import { runIndexed } from "../webgl/elementwise.ts";
import { type Attributes, given, type Inputs, webglKernel } from "../webgl/kernel.ts";
import { type Operand, product } from "../webgl/product.ts";
import { runSums } from "../webgl/sums.ts";
import { ATTENTION, ATTENTION_GRADIENT } from "./contract.ts";

interface Sizes {
  readonly batch: number;
  readonly heads: number;
  /** Channels of a head. */
  readonly depth: number;
  /** T queries, S keys. */
  readonly queries: number;
  readonly keys: number;
  readonly causal: boolean;
}

function sizesOf(inputs: Inputs, attributes: Attributes): Sizes {
  const { heads, causal } = attributes as { readonly heads: number; readonly causal: boolean };
  const [batch, queries, channels] = given(inputs, "q").shape as [number, number, number];
  const keys = given(inputs, "k").shape[1] as number;
  return { batch, heads, depth: channels / heads, queries, keys, causal };
}

/** [B, rows, C] as a matrix [rows, depth] of each head. */
const headsOf = (tensor: tf.TensorInfo, { heads, depth }: Sizes, rows: number): Operand => ({
  tensor,
  rows,
  columns: depth,
  parts: heads,
});

/** [B · heads, T, S] */
const weightsOf = (tensor: tf.TensorInfo, { queries, keys }: Sizes): Operand => ({
  tensor,
  rows: queries,
  columns: keys,
  parts: 1,
});

const transposed = (operand: Operand): Operand => ({ ...operand, transposed: true });

/** Far below any score, and finite, so that nothing meets ∞ − ∞. */
const HIDDEN = "-1e9";
const HIDE_LATER = `
  if (column > row) { sums.x = ${HIDDEN}; }
  if (column + 1 > row) { sums.y = ${HIDDEN}; }
  if (column > row + 1) { sums.z = ${HIDDEN}; }
  if (column > row) { sums.w = ${HIDDEN}; }`;

function forward(gpu: WebglBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const sizes = sizesOf(inputs, attributes);
  const { batch, heads, depth, queries, keys, causal } = sizes;
  const matrices = batch * heads;
  const shape = [matrices, queries, keys];
  const scores = product(gpu, {
    a: headsOf(given(inputs, "q"), sizes, queries),
    b: transposed(headsOf(given(inputs, "k"), sizes, keys)),
    ...{ shape, matrices, key: `scores ${causal}` },
    ending: `sums *= float(${1 / Math.sqrt(depth)}); ${causal ? HIDE_LATER : ""}`,
  });
  const rows = {
    key: `softmax rows ${keys}`,
    inputs: ["scores"],
    outputs: 2,
    body: `
  int from = i * ${keys};
  y0 = scores(from);
  for (int l = 1; l < ${keys}; l++) { y0 = max(y0, scores(from + l)); }
  float total = 0.0;
  for (int l = 0; l < ${keys}; l++) { total += exp(scores(from + l) - y0); }
  y1 = 1.0 / total;`,
  };
  const ofRows = runIndexed(gpu, rows, [scores], { shape: [matrices * queries] });
  const softmax = {
    key: `softmax ${keys}`,
    inputs: ["scores", "greatest", "share"],
    body: `int row = i / ${keys}; y0 = exp(scores(i) - greatest(row)) * share(row);`,
  };
  const [weights] = runIndexed(gpu, softmax, [scores, ...ofRows], { shape, packed: true }) as [tf.TensorInfo];
  const output = product(gpu, {
    a: weightsOf(weights, sizes),
    b: headsOf(given(inputs, "v"), sizes, keys),
    ...{ shape: [batch, queries, heads * depth], matrices, outputParts: heads },
  });
  for (const { dataId } of [scores, ...ofRows]) gpu.disposeData(dataId);
  return [output, weights];
}

function backward(gpu: WebglBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo[] {
  const sizes = sizesOf(inputs, attributes);
  const { batch, heads, depth, queries, keys } = sizes;
  const matrices = batch * heads;
  const channels = heads * depth;
  const [dy, weights] = [given(inputs, "dy"), given(inputs, "reserve0")];
  const heading = { matrices, outputParts: heads };

  // The softmax takes from each row's gradients their mean by its weights, which is dy · out.
  const at = `((group / ${heads * queries} * ${queries} + group % ${queries}) * ${channels} + group / ${queries} % ${heads} * ${depth} + l)`;
  const shared = {
    key: `attention shared gradient ${heads} ${queries} ${depth}`,
    inputs: ["dy", "attended"],
    terms: [`dy(${at}) * attended(${at})`],
  };
  const size = { groups: matrices * queries, length: depth, shape: [matrices * queries] };
  const [means] = runSums(gpu, shared, [dy, given(inputs, "out")], size) as [tf.TensorInfo];
  const slopes = product(gpu, {
    a: headsOf(dy, sizes, queries),
    b: transposed(headsOf(given(inputs, "v"), sizes, keys)),
    ...{ shape: [matrices, queries, keys], matrices, key: "gradient of scores" },
    extra: { weights, means },
    views: { weights: { rows: queries, columns: keys, parts: 1 } },
    ending: `
  int place = matrix * ${queries} + row;
  vec2 both = vec2(means(place), row + 1 < ${queries} ? means(place + 1) : 0.0);
  sums = weightsBlock(matrix, r, c) * (sums - both.xxyy) * float(${1 / Math.sqrt(depth)});`,
  });
  const dq = product(gpu, {
    a: weightsOf(slopes, sizes),
    b: headsOf(given(inputs, "k"), sizes, keys),
    ...{ shape: [batch, queries, channels], ...heading },
  });
  const dk = product(gpu, {
    a: transposed(weightsOf(slopes, sizes)),
    b: headsOf(given(inputs, "q"), sizes, queries),
    ...{ shape: [batch, keys, channels], ...heading },
  });
  const dv = product(gpu, {
    a: transposed(weightsOf(weights, sizes)),
    b: headsOf(dy, sizes, queries),
    ...{ shape: [batch, keys, channels], ...heading },
  });
  for (const { dataId } of [means, slopes]) gpu.disposeData(dataId);
  return [dq, dk, dv];
}

export const attentionWebgl: readonly tf.KernelConfig[] = [
  webglKernel(ATTENTION, forward),
  webglKernel(ATTENTION_GRADIENT, backward),
];
