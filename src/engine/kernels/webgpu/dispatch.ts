/**
 * Running our own WGSL on TensorFlow.js' device, in its command queue and on its buffers. Stock programs write one output
 * each; these write several, and write variables in place.
 */
import type * as tf from "@tensorflow/tfjs";
import type { DataType, TensorInfo } from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { bindGroupFor, type Compiled, compiledFor, keptUniforms, onlyCompiling, type Shader } from "./pipelines.ts";

export type { Shader } from "./pipelines.ts";
export { variant } from "./pipelines.ts";

const uniformTypes = { f32: "float32", i32: "int32", u32: "uint32" } as const;

/** What the public type of the backend leaves out. */
interface OpenBackend {
  readonly device: GPUDevice;
  computePassEncoder: GPUComputePassEncoder | null;
  commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  convertAndCacheOnCPU(dataId: object, values: tf.BackendValues): tf.BackendValues;
  makeUniforms(fields: { type: string; data: number[] }[]): GPUBufferBinding;
  tensorToBinding(tensor: TensorInfo): GPUBufferBinding;
}

/** A new tensor of `shape` with a buffer of its own, of unknown content. */
export function newTensor(backend: WebGPUBackend, shape: readonly number[], dtype: DataType = "float32"): TensorInfo {
  const tensor = backend.makeTensorInfo([...shape], dtype);
  backend.uploadToGPU(tensor.dataId);
  return tensor;
}

const written = new WeakMap<WebGPUBackend, WeakSet<object>>();

/**
 * Makes ready to write a tensor in place. The backend keeps the values of every read, for the next one, and would go on
 * giving them after the write: also those of a read that is under way now. From here on it keeps none of this tensor.
 */
export function prepareToWrite(backend: WebGPUBackend, { dataId }: TensorInfo): void {
  let ids = written.get(backend);
  if (!ids) {
    const mutable = new WeakSet<object>();
    ids = mutable;
    written.set(backend, mutable);
    const open = backend as unknown as OpenBackend;
    const keep = open.convertAndCacheOnCPU.bind(backend);
    open.convertAndCacheOnCPU = (id, values) => (mutable.has(id) ? values : keep(id, values));
  }
  ids.add(dataId);
  backend.uploadToGPU(dataId);
  backend.tensorMap.get(dataId).values = null as unknown as tf.BackendValues;
}

/**
 * Queues one dispatch. `uniforms` are given in the order of the shader's fields; `groups` counts workgroups in x, y, z.
 * A dispatch of more than 65,535 groups in x is folded into y; `flatIndex` undoes the fold.
 */
export function runShader(
  backend: WebGPUBackend,
  shader: Shader,
  tensors: { readonly outputs: readonly TensorInfo[]; readonly inputs: readonly TensorInfo[] },
  uniforms: readonly number[],
  groups: readonly [number, number?, number?],
): void {
  const open = backend as unknown as OpenBackend;
  const all = [...tensors.outputs, ...tensors.inputs];
  for (const { dataId } of all) backend.uploadToGPU(dataId);
  const compiled = compiledFor(open.device, shader);
  if (onlyCompiling() || !compiled.pipeline) return;
  const bindings = all.map((tensor) => open.tensorToBinding(tensor));
  if (uniforms.length > 0) bindings.push(uniformsFor(open, shader, compiled, uniforms));
  const bindGroup = bindGroupFor(open.device, compiled, bindings);
  const [x, y = 1, z = 1] = groups;
  const rows = Math.ceil(x / MAX_GROUPS);
  record(backend, compiled.pipeline, bindGroup, [Math.ceil(x / rows), y * rows, z]);
}

/** Compiles a shader ahead that calls of other sizes will need, where shaders are being compiled ahead. */
export function alsoCompile(backend: WebGPUBackend, shader: () => Shader): void {
  if (onlyCompiling()) compiledFor(backend.device, shader());
}

/** Puts one dispatch into the command queue, and sends the queue off when it is long enough. */
export function record(
  backend: WebGPUBackend,
  pipeline: GPUComputePipeline,
  bindGroup: GPUBindGroup,
  groups: readonly [number, number, number],
): void {
  const open = backend as unknown as OpenBackend;
  backend.ensureCommandEncoderReady();
  open.computePassEncoder ??= (open.commandEncoder as GPUCommandEncoder).beginComputePass();
  open.computePassEncoder.setPipeline(pipeline);
  open.computePassEncoder.setBindGroup(0, bindGroup);
  open.computePassEncoder.dispatchWorkgroups(...groups);
  open.dispatchCountInPass++;
  if (open.dispatchCountInPass >= SUBMIT_EVERY) sendOff(backend);
}

/** Sends what is queued to the device, if anything is. */
export function sendOff(backend: WebGPUBackend): void {
  if (!(backend as unknown as OpenBackend).commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

const MAX_GROUPS = 65_535;
/** So many dispatches go to the device together, stock ones included. */
export const SUBMIT_EVERY = 64;

/** WGSL: the number of this invocation over all groups, for shaders with a lane for each element. */
export const flatIndex = (lanes: number) => `(group.y * groups.x + group.x) * ${lanes}u + lane`;

function uniformsFor(
  open: OpenBackend,
  shader: Shader,
  compiled: Compiled,
  uniforms: readonly number[],
): GPUBufferBinding {
  const kept = keptUniforms(open.device, shader, compiled, uniforms);
  if (kept) return kept;
  const types = Object.values(shader.uniforms);
  return open.makeUniforms(uniforms.map((value, i) => ({ type: uniformTypes[types[i] ?? "u32"], data: [value] })));
}
