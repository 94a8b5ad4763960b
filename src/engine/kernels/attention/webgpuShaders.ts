/**
 * Attention whose matrix of weights is never written down: a block of queries (or keys) stays in workgroup memory while
 * the others pass by, a block at a time. After Dao et al. 2022; the backward pass makes the weights again from the
 * logarithms of their totals. Every result belongs to one workgroup, so sums come out the same each time.
 */
import { type Shader, variant } from "../webgpu/dispatch.ts";

const LANES = 64;

/** How the work on one head is cut. */
export interface Blocks {
  /** Rows of a block. */
  readonly rows: number;
  /** Lanes to a row; each holds every `across`-th channel of it. */
  readonly across: number;
  /** Channels of a head to a lane. */
  readonly each: number;
  /** Numbers from one row of a block to the next: channels, and zeros up to a multiple of `across`. */
  readonly width: number;
}

/** The largest blocks of which three and their weights fit into 16 KiB. */
export function blocksFor(depth: number): Blocks {
  let rows = 16;
  const blocks = () => {
    const across = LANES / rows;
    const each = Math.ceil(depth / across);
    return { rows, across, each, width: each * across };
  };
  while (rows > 1 && 4 * (3 * rows * blocks().width + rows * rows) > 15_360) rows /= 2;
  return blocks();
}

const uniforms = { queries: "u32", keys: "u32", heads: "u32", scale: "f32" } as const;

/** A score where a key is hidden from a query: its exponential is zero, and sums with it stay finite. */
const HIDDEN = "-1e30";

function pieces(depth: number, causal: boolean) {
  const { rows, across, each, width } = blocksFor(depth);
  const block = rows * width;
  /** Rows `first` … of one head of a tensor [batch, count, heads · depth] into a block, zeros beyond its ends. */
  const load = (into: string, from: string, first: string, count: string) => `
  for (var e = lane; e < ${block}u; e += ${LANES}u) {
    let row = ${first} + e / ${width}u;
    let d = e % ${width}u;
    var value = 0.0;
    if (row < ${count} && d < ${depth}u) { value = ${from}[((image * ${count} + row) * uniforms.heads + head) * ${depth}u + d]; }
    ${into}[e] = value;
  }`;
  return {
    ...{ rows, across, each, width, block, load },
    keys: Math.ceil(rows / across),
    /** `r`, the row of the lane in its block, and `part`, its place among the lanes of the row. */
    start: `
  let image = group.y / uniforms.heads;
  let head = group.y % uniforms.heads;
  let first = group.x * ${rows}u;
  let r = lane / ${across}u;
  let part = lane % ${across}u;
  let own = first + r;`,
    dot: (name: string) => `
fn dot_${name}(a: u32, b: u32) -> f32 {
  var sum = 0.0;
  for (var d = 0u; d < ${depth}u; d++) { sum += ${name === "own" ? "ownBlock" : "ownOther"}[a * ${width}u + d] * passing[b * ${width}u + d]; }
  return sum;
}`,
    sees: (query: string, key: string) =>
      `(${query} < uniforms.queries && ${key} < uniforms.keys${causal ? ` && ${key} <= ${query}` : ""})`,
    lastKey: causal ? `min(uniforms.keys, first + ${rows}u)` : "uniforms.keys",
    firstQuery: causal ? "first" : "0u",
    /** Stores `acc` as the row `own` of a result [batch, count, heads · depth]. */
    store: (into: string, acc: string, count: string, factor = "") => `
  if (own < ${count}) {
    for (var c = 0u; c < ${each}u; c++) {
      let d = part + c * ${across}u;
      if (d < ${depth}u) { ${into}[((image * ${count} + own) * uniforms.heads + head) * ${depth}u + d] = ${acc}[c]${factor}; }
    }
  }`,
    /** acc += Σ weight · row of the passing block. */
    gather: (acc: string, weight: string) => `
    for (var j = 0u; j < ${rows}u; j++) {
      let w = ${weight};
      for (var c = 0u; c < ${each}u; c++) { ${acc}[c] += w * passing[j * ${width}u + part + c * ${across}u]; }
    }`,
  };
}

export const attentionShader = variant((depth: number, causal: boolean): Shader => {
  const p = pieces(depth, causal);
  return {
    key: `attention ${depth} ${causal}`,
    lanes: LANES,
    outputs: ["result", "logTotals"],
    inputs: { q: "f32", k: "f32", v: "f32" },
    uniforms,
    declarations: `
var<workgroup> ownBlock: array<f32, ${p.block}>;
var<workgroup> passing: array<f32, ${p.block}>;
var<workgroup> weights: array<f32, ${p.rows * p.rows}>;
${p.dot("own")}`,
    body: `
  ${p.start}
  ${p.load("ownBlock", "q", "first", "uniforms.queries")}
  var acc: array<f32, ${p.each}>;
  var most = ${HIDDEN};
  var total = 0.0;
  let last = ${p.lastKey};
  for (var s0 = 0u; s0 < last; s0 += ${p.rows}u) {
    ${p.load("passing", "k", "s0", "uniforms.keys")}
    workgroupBarrier();
    for (var n = 0u; n < ${p.keys}u; n++) {
      let j = part + n * ${p.across}u;
      if (j < ${p.rows}u) {
        weights[r * ${p.rows}u + j] = select(${HIDDEN}, dot_own(r, j) * uniforms.scale, ${p.sees("own", "s0 + j")});
      }
    }
    workgroupBarrier();
    ${p.load("passing", "v", "s0", "uniforms.keys")}
    var next = most;
    for (var j = 0u; j < ${p.rows}u; j++) { next = max(next, weights[r * ${p.rows}u + j]); }
    let fading = exp(most - next);
    most = next;
    total *= fading;
    for (var c = 0u; c < ${p.each}u; c++) { acc[c] *= fading; }
    workgroupBarrier();
    for (var j = 0u; j < ${p.rows}u; j++) {
      let w = exp(weights[r * ${p.rows}u + j] - most);
      total += w;
      for (var c = 0u; c < ${p.each}u; c++) { acc[c] += w * passing[j * ${p.width}u + part + c * ${p.across}u]; }
    }
    workgroupBarrier();
  }
  ${p.store("result", "acc", "uniforms.queries", " / total")}
  if (part == 0u && own < uniforms.queries) { logTotals[group.y * uniforms.queries + own] = most + log(total); }`,
  };
});

/** dq, and for the other pass Σ dy · out of each query. */
export const queryGradientShader = variant((depth: number, causal: boolean): Shader => {
  const p = pieces(depth, causal);
  return {
    key: `attention, gradient of queries ${depth} ${causal}`,
    lanes: LANES,
    outputs: ["result", "means"],
    inputs: { q: "f32", k: "f32", v: "f32", out: "f32", dy: "f32", logTotals: "f32" },
    uniforms,
    declarations: `
var<workgroup> ownBlock: array<f32, ${p.block}>;
var<workgroup> ownOther: array<f32, ${p.block}>;
var<workgroup> passing: array<f32, ${p.block}>;
var<workgroup> slopes: array<f32, ${p.rows * p.rows}>;
${p.dot("own")}
${p.dot("other")}`,
    body: `
  ${p.start}
  ${p.load("ownBlock", "q", "first", "uniforms.queries")}
  ${p.load("ownOther", "dy", "first", "uniforms.queries")}
  let known = min(own, uniforms.queries - 1u);
  let logTotal = logTotals[group.y * uniforms.queries + known];
  let row = ((image * uniforms.queries + known) * uniforms.heads + head) * ${depth}u;
  var mean = 0.0;
  for (var d = 0u; d < ${depth}u; d++) { mean += dy[row + d] * out[row + d]; }
  if (part == 0u && own < uniforms.queries) { means[group.y * uniforms.queries + own] = mean; }
  var acc: array<f32, ${p.each}>;
  var towards: array<f32, ${p.keys}>;
  let last = ${p.lastKey};
  for (var s0 = 0u; s0 < last; s0 += ${p.rows}u) {
    ${p.load("passing", "v", "s0", "uniforms.keys")}
    workgroupBarrier();
    for (var n = 0u; n < ${p.keys}u; n++) { towards[n] = dot_other(r, min(part + n * ${p.across}u, ${p.rows - 1}u)); }
    workgroupBarrier();
    ${p.load("passing", "k", "s0", "uniforms.keys")}
    workgroupBarrier();
    for (var n = 0u; n < ${p.keys}u; n++) {
      let j = part + n * ${p.across}u;
      if (j < ${p.rows}u) {
        var slope = 0.0;
        if (${p.sees("own", "s0 + j")}) {
          slope = exp(dot_own(r, j) * uniforms.scale - logTotal) * (towards[n] - mean) * uniforms.scale;
        }
        slopes[r * ${p.rows}u + j] = slope;
      }
    }
    workgroupBarrier();
    ${p.gather("acc", `slopes[r * ${p.rows}u + j]`)}
    workgroupBarrier();
  }
  ${p.store("result", "acc", "uniforms.queries")}`,
  };
});

/** dk and dv: a block of keys stays, the queries that see it pass by. */
export const keyGradientShader = variant((depth: number, causal: boolean): Shader => {
  const p = pieces(depth, causal);
  return {
    key: `attention, gradient of keys ${depth} ${causal}`,
    lanes: LANES,
    outputs: ["ofKeys", "ofValues"],
    inputs: { q: "f32", k: "f32", v: "f32", dy: "f32", logTotals: "f32", means: "f32" },
    uniforms,
    declarations: `
var<workgroup> ownBlock: array<f32, ${p.block}>;
var<workgroup> ownOther: array<f32, ${p.block}>;
var<workgroup> passing: array<f32, ${p.block}>;
var<workgroup> weights: array<f32, ${p.rows * p.rows}>;
${p.dot("own")}
${p.dot("other")}`,
    body: `
  ${p.start}
  ${p.load("ownBlock", "k", "first", "uniforms.keys")}
  ${p.load("ownOther", "v", "first", "uniforms.keys")}
  var keyAcc: array<f32, ${p.each}>;
  var valueAcc: array<f32, ${p.each}>;
  var mine: array<f32, ${p.keys}>;
  for (var t0 = ${p.firstQuery}; t0 < uniforms.queries; t0 += ${p.rows}u) {
    ${p.load("passing", "q", "t0", "uniforms.queries")}
    workgroupBarrier();
    for (var n = 0u; n < ${p.keys}u; n++) {
      let j = part + n * ${p.across}u;
      mine[n] = 0.0;
      if (j < ${p.rows}u && ${p.sees("(t0 + j)", "own")}) {
        mine[n] = exp(dot_own(r, j) * uniforms.scale - logTotals[group.y * uniforms.queries + t0 + j]);
      }
    }
    workgroupBarrier();
    ${p.load("passing", "dy", "t0", "uniforms.queries")}
    for (var n = 0u; n < ${p.keys}u; n++) {
      let j = part + n * ${p.across}u;
      if (j < ${p.rows}u) { weights[r * ${p.rows}u + j] = mine[n]; }
    }
    workgroupBarrier();
    ${p.gather("valueAcc", `weights[r * ${p.rows}u + j]`)}
    for (var n = 0u; n < ${p.keys}u; n++) {
      let j = min(part + n * ${p.across}u, ${p.rows - 1}u);
      let query = min(t0 + j, uniforms.queries - 1u);
      mine[n] *= (dot_other(r, j) - means[group.y * uniforms.queries + query]) * uniforms.scale;
    }
    workgroupBarrier();
    ${p.load("passing", "q", "t0", "uniforms.queries")}
    for (var n = 0u; n < ${p.keys}u; n++) {
      let j = part + n * ${p.across}u;
      if (j < ${p.rows}u) { weights[r * ${p.rows}u + j] = mine[n]; }
    }
    workgroupBarrier();
    ${p.gather("keyAcc", `weights[r * ${p.rows}u + j]`)}
    workgroupBarrier();
  }
  ${p.store("ofKeys", "keyAcc", "uniforms.keys")}
  ${p.store("ofValues", "valueAcc", "uniforms.keys")}`,
  };
});
