/** Shaders made into pipelines, once for each device, and what their calls can share: uniforms and groups of bindings. */

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
  /** Whether the uniforms differ from step to step, as a learning rate does: keeping them would be of no use. */
  readonly changing?: boolean;
  /** Module-level declarations: workgroup memory, constants, functions. */
  readonly declarations?: string;
  /** Body of the entry point; `lane` is the invocation in its `group`, one of `groups`. */
  readonly body: string;
}

/** Makes each variant of a shader once: its text takes longer to put together than a dispatch. */
export function variant<const Choices extends readonly unknown[]>(
  make: (...choices: Choices) => Shader,
): (...choices: Choices) => Shader {
  const made = new Map<string, Shader>();
  return (...choices) => {
    const name = JSON.stringify(choices);
    let shader = made.get(name);
    if (!shader) {
      shader = make(...choices);
      made.set(name, shader);
    }
    return shader;
  };
}

/** A shader on a device. */
export interface Compiled {
  /** Absent while it is being compiled ahead of need. */
  pipeline: GPUComputePipeline | null;
  readonly layout: GPUBindGroupLayout;
  readonly uniforms: Map<string, GPUBufferBinding>;
  readonly bindGroups: Map<string, GPUBindGroup>;
}

const compiledOn = new WeakMap<GPUDevice, Map<string, Compiled>>();
let ahead: Promise<void>[] | null = null;

/** While `work` runs, shaders are compiled in the background and nothing is dispatched; gives what is to be awaited. */
export function collectCompilations(work: () => void): Promise<void>[] {
  const before = ahead;
  const started: Promise<void>[] = [];
  ahead = started;
  try {
    work();
  } finally {
    ahead = before;
  }
  return started;
}

/** The pipeline of a shader; null while shaders are only compiled ahead. */
export function compiledFor(device: GPUDevice, shader: Shader): Compiled {
  let known = compiledOn.get(device);
  if (!known) {
    known = new Map();
    compiledOn.set(device, known);
  }
  let compiled = known.get(shader.key);
  if (!compiled) {
    const layout = layoutOf(device, shader);
    compiled = { pipeline: null, layout, uniforms: new Map(), bindGroups: new Map() };
    known.set(shader.key, compiled);
    if (ahead) ahead.push(compileInBackground(device, shader, compiled));
  }
  if (!compiled.pipeline && !ahead)
    compiled.pipeline = device.createComputePipeline(descriptor(device, shader, compiled));
  return compiled;
}

/** Whether calls are for the sake of compilation alone. */
export const onlyCompiling = () => ahead !== null;

async function compileInBackground(device: GPUDevice, shader: Shader, compiled: Compiled): Promise<void> {
  const pipeline = await device.createComputePipelineAsync(descriptor(device, shader, compiled));
  compiled.pipeline ??= pipeline;
}

/** With an explicit layout a buffer may be bound that a variant of a shader does not read. */
function layoutOf(device: GPUDevice, shader: Shader): GPUBindGroupLayout {
  const types: GPUBufferBindingType[] = [
    ...shader.outputs.map(() => "storage" as const),
    ...Object.keys(shader.inputs).map(() => "read-only-storage" as const),
    ...(Object.keys(shader.uniforms).length > 0 ? (["uniform"] as const) : []),
  ];
  // GPUShaderStage.COMPUTE; the constant itself is absent where WebGPU's globals are.
  const visibility = 4;
  return device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility, buffer: { type } })),
  });
}

function descriptor(device: GPUDevice, shader: Shader, { layout }: Compiled): GPUComputePipelineDescriptor {
  return {
    label: shader.key,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label: shader.key, code: source(shader) }), entryPoint: "main" },
  };
}

/** Buffers of uniforms that a shader keeps; a model has few shapes, and beyond them nothing is gained. */
const KEPT_UNIFORMS = 128;
/** GPUBufferUsage.COPY_DST | UNIFORM. */
const UNIFORM_USAGE = 0x8 | 0x40;

/** The buffer that holds these uniforms for ever after, or null where they had better live for one call. */
export function keptUniforms(
  device: GPUDevice,
  shader: Shader,
  { uniforms: kept }: Compiled,
  values: readonly number[],
): GPUBufferBinding | null {
  if (shader.changing) return null;
  const name = values.join();
  const known = kept.get(name);
  if (known) return known;
  if (kept.size >= KEPT_UNIFORMS) return null;
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  Object.values(shader.uniforms).forEach((type, i) => {
    const value = values[i] ?? 0;
    if (type === "f32") bytes.setFloat32(4 * i, value, true);
    else bytes.setInt32(4 * i, value, true);
  });
  const buffer = device.createBuffer({ size: bytes.byteLength, usage: UNIFORM_USAGE });
  device.queue.writeBuffer(buffer, 0, bytes.buffer);
  const binding = { buffer };
  kept.set(name, binding);
  return binding;
}

const bufferNumbers = new WeakMap<GPUBuffer, number>();
let buffersSeen = 0;

/** Buffers are numbered as they are first seen. */
export function numberOf(buffer: GPUBuffer): number {
  let number = bufferNumbers.get(buffer);
  if (number === undefined) {
    number = buffersSeen++;
    bufferNumbers.set(buffer, number);
  }
  return number;
}

/** Groups of bindings that a shader keeps; the pool hands out the same buffers step after step. */
const KEPT_BIND_GROUPS = 256;

export function bindGroupFor(
  device: GPUDevice,
  compiled: Compiled,
  bindings: readonly GPUBufferBinding[],
): GPUBindGroup {
  let name = "";
  for (const { buffer } of bindings) name += `${numberOf(buffer)},`;
  let group = compiled.bindGroups.get(name);
  if (!group) {
    group = device.createBindGroup({
      layout: compiled.layout,
      entries: bindings.map((resource, binding) => ({ binding, resource })),
    });
    if (compiled.bindGroups.size >= KEPT_BIND_GROUPS) compiled.bindGroups.clear();
    compiled.bindGroups.set(name, group);
  }
  return group;
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
