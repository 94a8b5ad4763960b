/**
 * Running our own WGSL on TensorFlow.js' device, in its command queue and on its buffers. Stock programs write one output
 * each; these write several, and write variables in place.
 */
import type * as tf from "@tensorflow/tfjs";
import type { DataType, TensorInfo } from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";

type Scalar = "f32" | "i32" | "u32";

/** A compute shader of one entry point; one pipeline is made for each `key`. */
export interface Shader {
  /** Names the pipeline, with every constant that `code` bakes in. */
  readonly key: string;
  /** Invocations in a workgroup, at most 256. */
  readonly lanes: number;
  /** Names of the buffers of f32 that are written (and may be read). */
  readonly outputs: readonly string[];
  /** Names of the buffers that are read, and what they hold. At most 8 buffers in all. */
  readonly inputs: Readonly<Record<string, "f32" | "i32">>;
  /** Fields of `uniforms`, in order. */
  readonly uniforms: Readonly<Record<string, Scalar>>;
  /** Module-level declarations: workgroup memory, constants, functions. */
  readonly declarations?: string;
  /** Body of the entry point; `lane` is the invocation in its `group`, one of `groups`. */
  readonly body: string;
}

/** What the public type of the backend leaves out. */
interface OpenBackend {
  readonly device: GPUDevice;
  readonly commandQueueOwnedIds: WeakSet<object>;
  computePassEncoder: GPUComputePassEncoder | null;
  commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  convertAndCacheOnCPU(dataId: object, values: tf.BackendValues): tf.BackendValues;
  makeUniforms(fields: { type: string; data: number[] }[]): GPUBufferBinding;
  tensorToBinding(tensor: TensorInfo): GPUBufferBinding;
}

const pipelines = new WeakMap<GPUDevice, Map<string, GPUComputePipeline>>();
const uniformTypes = { f32: "float32", i32: "int32", u32: "uint32" } as const;

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
  for (const { dataId } of all) {
    backend.uploadToGPU(dataId);
    open.commandQueueOwnedIds.add(dataId);
  }
  const bindings = all.map((tensor) => open.tensorToBinding(tensor));
  if (uniforms.length > 0) {
    const types = Object.values(shader.uniforms);
    bindings.push(
      open.makeUniforms(uniforms.map((value, i) => ({ type: uniformTypes[types[i] ?? "u32"], data: [value] }))),
    );
  }
  const pipeline = pipelineOf(open.device, shader);
  const bindGroup = open.device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: bindings.map((resource, binding) => ({ binding, resource })),
  });
  backend.ensureCommandEncoderReady();
  open.computePassEncoder ??= (open.commandEncoder as GPUCommandEncoder).beginComputePass();
  open.computePassEncoder.setPipeline(pipeline);
  open.computePassEncoder.setBindGroup(0, bindGroup);
  const [x, y = 1, z = 1] = groups;
  const rows = Math.ceil(x / MAX_GROUPS);
  open.computePassEncoder.dispatchWorkgroups(Math.ceil(x / rows), y * rows, z);
  open.dispatchCountInPass++;
  if (open.dispatchCountInPass >= SUBMIT_EVERY) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}

const MAX_GROUPS = 65_535;
/** So many dispatches go to the device together, stock ones included. */
export const SUBMIT_EVERY = 32;

/** WGSL: the number of this invocation over all groups, for shaders with a lane for each element. */
export const flatIndex = (lanes: number) => `(group.y * groups.x + group.x) * ${lanes}u + lane`;

function pipelineOf(device: GPUDevice, shader: Shader): GPUComputePipeline {
  let known = pipelines.get(device);
  if (!known) {
    known = new Map();
    pipelines.set(device, known);
  }
  let pipeline = known.get(shader.key);
  if (!pipeline) {
    pipeline = compile(device, shader);
    known.set(shader.key, pipeline);
  }
  return pipeline;
}

/** With an explicit layout a buffer may be bound that a variant of a shader does not read. */
function compile(device: GPUDevice, shader: Shader): GPUComputePipeline {
  const types: GPUBufferBindingType[] = [
    ...shader.outputs.map(() => "storage" as const),
    ...Object.keys(shader.inputs).map(() => "read-only-storage" as const),
    ...(Object.keys(shader.uniforms).length > 0 ? (["uniform"] as const) : []),
  ];
  // GPUShaderStage.COMPUTE; the constant itself is absent where WebGPU's globals are.
  const visibility = 4;
  const layout = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility, buffer: { type } })),
  });
  return device.createComputePipeline({
    label: shader.key,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label: shader.key, code: source(shader) }), entryPoint: "main" },
  });
}

function source({ outputs, inputs, uniforms, lanes, declarations = "", body }: Shader): string {
  const storage = [
    ...outputs.map((name) => `var<storage, read_write> ${name}: array<f32>;`),
    ...Object.entries(inputs).map(([name, type]) => `var<storage, read> ${name}: array<${type}>;`),
  ];
  const fields = Object.entries(uniforms).map(([name, type]) => `${name}: ${type}`);
  if (fields.length > 0) storage.push("var<uniform> uniforms: Uniforms;");
  return `
${fields.length > 0 ? `struct Uniforms { ${fields.join(", ")} };` : ""}
${storage.map((line, binding) => `@group(0) @binding(${binding}) ${line}`).join("\n")}
${declarations}
@compute @workgroup_size(${lanes})
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
) {
${body}
}`;
}
