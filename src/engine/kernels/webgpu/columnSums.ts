import type { TensorInfo } from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { newTensor, runShader, type Shader } from "./dispatch.ts";
import { sumLoop } from "./tiles.ts";

const LANES = 256;
const COLUMNS = 8;
/**
 * Rows that one lane adds up; beyond, more workgroups share a column, and their sums are added in a second pass, which takes
 * as long to ask for as hundreds of rows to read.
 */
const ROWS_PER_LANE = 512;
const ROWS = (LANES / COLUMNS) * ROWS_PER_LANE;

/** [rows, columns] → [parts, columns]: a workgroup takes 8 columns of a part, 32 lanes to a column, in a fixed order. */
const sumColumns: Shader = {
  key: "sum columns",
  lanes: LANES,
  outputs: ["result"],
  inputs: { x: "f32" },
  uniforms: { rows: "u32", columns: "u32", part: "u32" },
  declarations: `var<workgroup> sums: array<f32, ${LANES}>;`,
  body: `
  let column = group.x * ${COLUMNS}u + lane % ${COLUMNS}u;
  let last = min((group.z + 1u) * uniforms.part, uniforms.rows);
  var sum = 0.0;
  if (column < uniforms.columns) {
    ${sumLoop(
      {
        from: `group.z * uniforms.part + lane / ${COLUMNS}u`,
        to: "last",
        step: `${LANES / COLUMNS}u`,
      },
      (row) => `x[${row} * uniforms.columns + column]`,
    )}
  }
  sums[lane] = sum;
  workgroupBarrier();
  if (lane < ${COLUMNS}u && column < uniforms.columns) {
    for (var i = 1u; i < ${LANES / COLUMNS}u; i++) { sum += sums[i * ${COLUMNS}u + lane]; }
    result[group.z * uniforms.columns + column] = sum;
  }`,
};

/** The sums of the columns of x, read as [rows, columns], written to `output` of as many numbers as there are columns. */
export function columnSums(gpu: WebGPUBackend, x: TensorInfo, rows: number, columns: number, output: TensorInfo): void {
  const groups = Math.ceil(columns / COLUMNS);
  const parts = Math.min(64, Math.ceil(rows / ROWS));
  if (parts === 1) {
    runShader(gpu, sumColumns, { outputs: [output], inputs: [x] }, [rows, columns, rows], [groups]);
    return;
  }
  const partial = newTensor(gpu, [parts, columns]);
  const part = Math.ceil(rows / parts);
  runShader(gpu, sumColumns, { outputs: [partial], inputs: [x] }, [rows, columns, part], [groups, 1, parts]);
  runShader(gpu, sumColumns, { outputs: [output], inputs: [partial] }, [parts, columns, parts], [groups]);
  gpu.disposeData(partial.dataId);
}
