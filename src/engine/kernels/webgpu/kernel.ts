/** What kernels of one or two plain passes share: registration, a lane for each element, a sum over each row. */
import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { Attributes, Inputs } from "../inputs.ts";
import { flatIndex, runShader, type Shader } from "./dispatch.ts";

export { type Attributes, given, type Inputs } from "../inputs.ts";

export function webgpuKernel(
  kernelName: string,
  run: (gpu: WebGPUBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): tf.KernelConfig {
  return {
    kernelName,
    backendName: "webgpu",
    kernelFunc: ({ inputs, backend, attrs }) =>
      run(backend as unknown as WebGPUBackend, inputs as Inputs, (attrs ?? {}) as unknown as Attributes),
  };
}

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

const LANES = 64;

type Parts = Pick<Shader, "key" | "outputs" | "inputs"> & {
  readonly uniforms?: Shader["uniforms"];
  readonly declarations?: string;
};

/** A lane for each element `i` of `uniforms.size`; the first uniform. */
export function elementwise({ uniforms = {}, ...parts }: Parts, body: string): Shader {
  return {
    ...parts,
    lanes: LANES,
    uniforms: { size: "u32", ...uniforms },
    body: `
  let i = ${flatIndex(LANES)};
  if (i >= uniforms.size) { return; }
  ${body}`,
  };
}

export function runElementwise(
  gpu: WebGPUBackend,
  shader: Shader,
  tensors: { readonly outputs: readonly tf.TensorInfo[]; readonly inputs: readonly tf.TensorInfo[] },
  size: number,
  uniforms: readonly number[] = [],
): void {
  if (size > 0) runShader(gpu, shader, tensors, [size, ...uniforms], [Math.ceil(size / LANES)]);
}

/** Rows shorter than this are a lane's work, longer ones a workgroup's. */
const SHORT = 16;

/** The two shaders of `result[row] = Σ term` over a row; `term` is WGSL in `i`, the element, and `row`. */
export function rowSums({ uniforms = {}, declarations = "", ...parts }: Omit<Parts, "outputs">, term: string) {
  const shared = {
    ...parts,
    lanes: LANES,
    outputs: ["result"],
    uniforms: { rows: "u32", columns: "u32", ...uniforms },
  } as const;
  const short: Shader = {
    ...shared,
    key: `${parts.key}, short rows`,
    declarations,
    body: `
  let row = ${flatIndex(LANES)};
  if (row >= uniforms.rows) { return; }
  var sum = 0.0;
  for (var i = row * uniforms.columns; i < (row + 1u) * uniforms.columns; i++) { sum += ${term}; }
  result[row] = sum;`,
  };
  const long: Shader = {
    ...shared,
    declarations: `var<workgroup> sums: array<f32, ${LANES}>;\n${declarations}`,
    body: `
  let row = group.y * groups.x + group.x;
  var sum = 0.0;
  if (row < uniforms.rows) {
    for (var i = row * uniforms.columns + lane; i < (row + 1u) * uniforms.columns; i += ${LANES}u) { sum += ${term}; }
  }
  sums[lane] = sum;
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) { sums[lane] += sums[lane + half]; }
  }
  if (lane == 0u && row < uniforms.rows) { result[row] = sums[0]; }`,
  };
  return (
    gpu: WebGPUBackend,
    output: tf.TensorInfo,
    inputs: readonly tf.TensorInfo[],
    [rows, columns]: readonly [number, number],
    values: readonly number[] = [],
  ): void => {
    if (rows === 0) return;
    const isShort = columns < SHORT;
    const groups = isShort ? Math.ceil(rows / LANES) : rows;
    runShader(gpu, isShort ? short : long, { outputs: [output], inputs }, [rows, columns, ...values], [groups]);
  };
}
