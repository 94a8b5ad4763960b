/** Products of few columns and long sums, such as a critic's verdict: a workgroup for each number, in a single pass. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { Activation } from "../matMul/contract.ts";
import { runShader, type Shader, variant } from "./dispatch.ts";
import { activationFunctions, activations } from "./functions.ts";
import type { Product } from "./matrices.ts";

const LANES = 64;

const rowSums = variant(makeRowSums);

/** A workgroup for each number of a narrow result: its lanes share the sum. */
function makeRowSums(transposeA: boolean, transposeB: boolean, biased: boolean, activation: Activation): Shader {
  return {
    key: `narrow product ${transposeA} ${transposeB} ${biased} ${activation}`,
    lanes: LANES,
    outputs: ["result"],
    inputs: { a: "f32", b: "f32", ...(biased ? { bias: "f32" as const } : {}) },
    uniforms: {
      ...{ inner: "u32", columns: "u32", offsetA: "u32", offsetB: "u32", offsetResult: "u32" },
      ...{ strideA: "u32", strideB: "u32", strideResult: "u32" },
    },
    declarations: `
var<workgroup> sums: array<f32, ${LANES}>;
${activationFunctions}
fn activated(value: f32) -> f32 { return ${activations[activation]}; }`,
    body: `
  let row = group.x / uniforms.columns;
  let column = group.x % uniforms.columns;
  var sum = 0.0;
  for (var k = lane; k < uniforms.inner; k += ${LANES}u) {
    let x = a[uniforms.offsetA + ${transposeA ? "k * uniforms.strideA + row" : "row * uniforms.strideA + k"}];
    let y = b[uniforms.offsetB + ${transposeB ? "column * uniforms.strideB + k" : "k * uniforms.strideB + column"}];
    sum += x * y;
  }
  sums[lane] = sum;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { sums[lane] += sums[lane + half]; }
    workgroupBarrier();
  }
  if (lane == 0u) {
    let value = sums[0]${biased ? " + bias[column]" : ""};
    result[uniforms.offsetResult + row * uniforms.strideResult + column] = activated(value);
  }`,
  };
}

/** Results of so few columns and numbers leave tiles empty, and their sums are long. */
const NARROW_COLUMNS = 4;
const NARROW_SIZE = 4096;
const NARROW_INNER = 256;

export const isNarrow = ({ batch = 1, rows, inner, columns }: Product): boolean =>
  batch === 1 && columns <= NARROW_COLUMNS && rows * columns <= NARROW_SIZE && inner >= NARROW_INNER;

export function narrowProduct(backend: WebGPUBackend, p: Product): void {
  const { a, b, output, rows, inner, columns, bias = null, activation = "linear" } = p;
  const { transposeA = false, transposeB = false } = p;
  runShader(
    backend,
    rowSums(transposeA, transposeB, bias !== null, activation),
    { outputs: [output.tensor], inputs: bias ? [a.tensor, b.tensor, bias] : [a.tensor, b.tensor] },
    [inner, columns, a.offset ?? 0, b.offset ?? 0, output.offset ?? 0, a.rowStride, b.rowStride, output.rowStride],
    [rows * columns],
  );
}
