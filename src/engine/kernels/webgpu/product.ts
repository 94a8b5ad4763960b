/**
 * Products of matrices in tiles of 32 × 32, four by four to a lane. Long sums over few tiles are cut into parts that are
 * added afterwards in a fixed order: the stock product adds them atomically, and so differs from run to run.
 */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { Activation } from "../matMul/contract.ts";
import { alsoCompile, flatIndex, newTensor, runShader, type Shader, variant } from "./dispatch.ts";
import { activationFunctions, activations } from "./functions.ts";
import type { Product } from "./matrices.ts";
import { isNarrow, narrowProduct } from "./narrowProduct.ts";

const TILE = 32;
const DEPTH = 16;
const LANES = 64;

const tiles = variant(makeTiles);
const addParts = variant(makeAddParts);

function makeTiles(transposeA: boolean, transposeB: boolean, biased: boolean, activation: Activation): Shader {
  // Neighbouring lanes read neighbouring numbers, whichever way the operand lies.
  const place = (across: boolean) => (across ? ["e % 32u", "e / 32u"] : ["e / 16u", "e % 16u"]);
  const [rowA, depthA] = place(transposeA);
  const [columnB, depthB] = place(!transposeB);
  return {
    key: `product ${transposeA} ${transposeB} ${biased} ${activation}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: { a: "f32", b: "f32", ...(biased ? { bias: "f32" as const } : {}) },
    uniforms: {
      rows: "u32",
      inner: "u32",
      columns: "u32",
      offsetA: "u32",
      offsetB: "u32",
      offsetResult: "u32",
      strideA: "u32",
      strideB: "u32",
      strideResult: "u32",
      batchA: "u32",
      batchB: "u32",
      batchResult: "u32",
      part: "u32",
    },
    declarations: `
var<workgroup> tileA: array<f32, ${DEPTH * TILE}>;
var<workgroup> tileB: array<f32, ${DEPTH * TILE}>;
${activationFunctions}
fn activated(value: f32) -> f32 { return ${activations[activation]}; }
`,
    body: `
  let row0 = group.y * ${TILE}u;
  let column0 = group.x * ${TILE}u;
  let y = (lane / 8u) * 4u;
  let x = (lane % 8u) * 4u;
  // Either z counts matrices of a batch, and part is the whole sum, or it counts parts, and the batch strides are zero.
  var first = 0u;
  if (uniforms.part < uniforms.inner) { first = group.z * uniforms.part; }
  let last = min(first + uniforms.part, uniforms.inner);
  let baseA = uniforms.offsetA + group.z * uniforms.batchA;
  let baseB = uniforms.offsetB + group.z * uniforms.batchB;
  var sum0 = vec4<f32>(0.0);
  var sum1 = vec4<f32>(0.0);
  var sum2 = vec4<f32>(0.0);
  var sum3 = vec4<f32>(0.0);
  for (var k0 = first; k0 < last; k0 += ${DEPTH}u) {
    for (var e = lane; e < ${DEPTH * TILE}u; e += ${LANES}u) {
      let ra = row0 + ${rowA};
      let ka = k0 + ${depthA};
      var va = 0.0;
      if (ra < uniforms.rows && ka < last) { va = a[baseA + ${transposeA ? "ka * uniforms.strideA + ra" : "ra * uniforms.strideA + ka"}]; }
      tileA[(${depthA}) * ${TILE}u + ${rowA}] = va;
      let cb = column0 + ${columnB};
      let kb = k0 + ${depthB};
      var vb = 0.0;
      if (cb < uniforms.columns && kb < last) { vb = b[baseB + ${transposeB ? "cb * uniforms.strideB + kb" : "kb * uniforms.strideB + cb"}]; }
      tileB[(${depthB}) * ${TILE}u + ${columnB}] = vb;
    }
    workgroupBarrier();
    for (var k = 0u; k < ${DEPTH}u; k++) {
      let pa = k * ${TILE}u + y;
      let pb = k * ${TILE}u + x;
      let vb = vec4<f32>(tileB[pb], tileB[pb + 1u], tileB[pb + 2u], tileB[pb + 3u]);
      sum0 += tileA[pa] * vb;
      sum1 += tileA[pa + 1u] * vb;
      sum2 += tileA[pa + 2u] * vb;
      sum3 += tileA[pa + 3u] * vb;
    }
    workgroupBarrier();
  }
  var sums = array<vec4<f32>, 4>(sum0, sum1, sum2, sum3);
  for (var i = 0u; i < 4u; i++) {
    for (var j = 0u; j < 4u; j++) {
      let row = row0 + y + i;
      let column = column0 + x + j;
      if (row < uniforms.rows && column < uniforms.columns) {
        let value = sums[i][j]${biased ? " + bias[column]" : ""};
        result[uniforms.offsetResult + group.z * uniforms.batchResult + row * uniforms.strideResult + column] = activated(value);
      }
    }
  }`,
  };
}

function makeAddParts(biased: boolean, activation: Activation): Shader {
  return {
    key: `add parts ${biased} ${activation}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: { parts: "f32", ...(biased ? { bias: "f32" as const } : {}) },
    uniforms: { rows: "u32", columns: "u32", count: "u32", offset: "u32", stride: "u32" },
    declarations: `${activationFunctions}
fn activated(value: f32) -> f32 { return ${activations[activation]}; }`,
    body: `
  let i = ${flatIndex(LANES)};
  let size = uniforms.rows * uniforms.columns;
  if (i >= size) { return; }
  var value = 0.0;
  for (var part = 0u; part < uniforms.count; part++) { value += parts[part * size + i]; }
  let column = i % uniforms.columns;
  ${biased ? "value += bias[column];" : ""}
  result[uniforms.offset + (i / uniforms.columns) * uniforms.stride + column] = activated(value);`,
  };
}

/** Into how many parts the sum of a product is cut: enough for some 64 workgroups, each part at least 128 long. */
export function partsOf(rows: number, inner: number, columns: number): number {
  const groups = Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
  return Math.max(1, Math.min(Math.floor(64 / groups), Math.floor(inner / 128), 16));
}

/** output = activation(a · b + bias), one matrix after the other of a batch; the output may be a part of a tensor. */
export function product(backend: WebGPUBackend, p: Product): void {
  const { a, b, output, rows, inner, columns, batch = 1, bias = null, activation = "linear" } = p;
  const { transposeA = false, transposeB = false } = p;
  if (isNarrow(p)) {
    narrowProduct(backend, p);
    return;
  }
  const grid = [Math.ceil(columns / TILE), Math.ceil(rows / TILE)] as const;
  const parts = batch === 1 ? partsOf(rows, inner, columns) : 1;
  const operands = [rows, inner, columns, a.offset ?? 0, b.offset ?? 0];
  const strides = [a.rowStride, b.rowStride];
  if (batch === 1) {
    alsoCompile(backend, () => tiles(transposeA, transposeB, false, "linear"));
    alsoCompile(backend, () => addParts(bias !== null, activation));
  }
  if (parts === 1) {
    runShader(
      backend,
      tiles(transposeA, transposeB, bias !== null, activation),
      { outputs: [output.tensor], inputs: bias ? [a.tensor, b.tensor, bias] : [a.tensor, b.tensor] },
      [
        ...[...operands, output.offset ?? 0, ...strides, output.rowStride],
        ...[a.batchStride ?? 0, b.batchStride ?? 0, output.batchStride ?? 0, inner],
      ],
      [...grid, batch],
    );
    return;
  }
  const part = Math.ceil(inner / parts / DEPTH) * DEPTH;
  const partial = newTensor(backend, [parts, rows, columns]);
  runShader(
    backend,
    tiles(transposeA, transposeB, false, "linear"),
    { outputs: [partial], inputs: [a.tensor, b.tensor] },
    [...operands, 0, ...strides, columns, 0, 0, rows * columns, part],
    [...grid, parts],
  );
  runShader(
    backend,
    addParts(bias !== null, activation),
    { outputs: [output.tensor], inputs: bias ? [partial, bias] : [partial] },
    [rows, columns, parts, output.offset ?? 0, output.rowStride],
    [Math.ceil((rows * columns) / LANES)],
  );
  backend.disposeData(partial.dataId);
}
