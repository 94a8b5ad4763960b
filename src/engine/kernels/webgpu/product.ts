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
import { DEPTH, LANES, sumLoop, type TileSide, tiledSum } from "./tiles.ts";

const TILE = 32;

const tiles = variant(makeTiles);
const addParts = variant(makeAddParts);

function makeTiles(transposeA: boolean, transposeB: boolean, biased: boolean, activation: Activation): Shader {
  // Neighbours in memory are places where the operand is stored with its terms as rows.
  const side = (name: "a" | "b", across: boolean, first: string, count: string): TileSide => {
    const operand = name.toUpperCase();
    const value: TileSide["value"] = (place, depth) => {
      const [at, term] = [`${first} + ${place}`, `k0 + ${depth}`];
      const [line, along] = across ? [term, at] : [at, term];
      const index = `base${operand} + (${line}) * uniforms.stride${operand} + ${along}`;
      return `select(0.0, ${name}[${index}], (${at} < ${count}) & (${term} < last))`;
    };
    return { name, size: TILE, across, value };
  };
  const sum = tiledSum(
    side("a", transposeA, "row0", "uniforms.rows"),
    side("b", !transposeB, "column0", "uniforms.columns"),
    "u32",
  );
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
${sum.declarations}
${activationFunctions}
fn activated(value: f32) -> f32 { return ${activations[activation]}; }
`,
    body: `
  let row0 = group.y * ${TILE}u;
  let column0 = group.x * ${TILE}u;
  // Either z counts matrices of a batch, and part is the whole sum, or it counts parts, and the batch strides are zero.
  var first = 0u;
  if (uniforms.part < uniforms.inner) { first = group.z * uniforms.part; }
  let last = min(first + uniforms.part, uniforms.inner);
  let baseA = uniforms.offsetA + group.z * uniforms.batchA;
  let baseB = uniforms.offsetB + group.z * uniforms.batchB;
  ${sum.body}
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
  let column = i % uniforms.columns;
  var sum = ${biased ? "bias[column]" : "0.0"};
  ${sumLoop({ from: "0u", to: "uniforms.count", step: "1u" }, (part) => `parts[${part} * size + i]`)}
  result[uniforms.offset + (i / uniforms.columns) * uniforms.stride + column] = activated(sum);`,
  };
}

/** Into how many parts the sum of a product is cut: enough for some 256 workgroups, each part at least 128 long. */
export function partsOf(rows: number, inner: number, columns: number): number {
  const groups = Math.ceil(rows / TILE) * Math.ceil(columns / TILE);
  return Math.max(1, Math.min(Math.floor(256 / groups), Math.floor(inner / 128), 64));
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
