/**
 * Running our own GLSL on TensorFlow.js' context, in its order of commands and on its textures. Stock programs write one
 * texture each, and convert inputs that lie otherwise than they like; these write several, or a part of one, and read any.
 */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";
import { type Layout, layoutKey, layoutOf, reader } from "./layout.ts";

type UniformType = "float" | "int" | "uint" | "ivec2";

export interface Shader {
  /** Names everything that the text depends on, but for the layouts of inputs and outputs. */
  readonly key: string;
  readonly inputs: readonly string[];
  readonly uniforms?: Readonly<Record<string, UniformType>>;
  /** GLSL below the readers of the inputs, with a `main` that sets `out0`, `out1`, …; runs once for each kind of layouts. */
  readonly text: (inputs: readonly Layout[], output: OutputLayout) => string;
}

export type OutputLayout = Exclude<Layout, { kind: "values" }>;

/** A rectangle of texels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tensors {
  readonly inputs: readonly tf.TensorInfo[];
  /** All of one shape and layout, or written in one region. */
  readonly outputs: readonly tf.TensorInfo[];
}

interface Compiled {
  readonly program: ReturnType<WebglBackend["gpgpu"]["createProgram"]>;
  readonly values: readonly (WebGLUniformLocation | null)[];
  readonly starts: readonly (WebGLUniformLocation | null)[];
  readonly uniforms: readonly (readonly [UniformType, WebGLUniformLocation | null])[];
}

interface Kept {
  readonly programs: Map<string, Compiled>;
  /** One for each number of outputs: which of them are drawn into belongs to a framebuffer. */
  readonly framebuffers: Map<number, WebGLFramebuffer>;
}

const kept = new WeakMap<object, Kept>();

function keptFor({ gpgpu }: WebglBackend): Kept {
  let found = kept.get(gpgpu);
  if (!found) {
    found = { programs: new Map(), framebuffers: new Map() };
    kept.set(gpgpu, found);
  }
  return found;
}

/** A new tensor of unknown content. `texels` [width, height] overrules where TensorFlow.js would lay its numbers. */
export function newTensor(
  gpu: WebglBackend,
  shape: readonly number[],
  { packed = false, texels }: { readonly packed?: boolean; readonly texels?: readonly [number, number] } = {},
): tf.TensorInfo {
  const tensor = gpu.makeTensorInfo([...shape], "float32");
  const data = gpu.texData.get(tensor.dataId);
  data.isPacked = packed;
  const side = packed ? 2 : 1;
  if (texels) data.texShape = [texels[1] * side, texels[0] * side];
  gpu.uploadToGPU(tensor.dataId);
  return tensor;
}

/** One draw. `uniforms` are given in the order of the shader's; without a region every texel of the outputs is written. */
export function runShader(
  gpu: WebglBackend,
  shader: Shader,
  { inputs, outputs }: Tensors,
  uniforms: readonly (number | readonly [number, number])[] = [],
  region?: Region,
): void {
  const { gl } = gpu.gpgpu;
  const layouts = inputs.map((input) => layoutOf(gpu, input));
  const first = outputs[0] as tf.TensorInfo;
  const compiled = compiledFor(gpu, shader, layouts, layoutOf(gpu, first) as OutputLayout, outputs.length);
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's.
  gl.useProgram(compiled.program);
  gl.bindVertexArray(compiled.program.vao);
  attach(gpu, outputs);
  const { x, y, width, height } = region ?? wholeOf(gpu, first);
  gl.viewport(x, y, width, height);
  gl.scissor(x, y, width, height);
  inputs.forEach(({ dataId }, unit) => {
    const data = gpu.texData.get(dataId);
    if ((layouts[unit] as Layout).kind === "values") {
      gl.uniform1fv(compiled.values[unit] as WebGLUniformLocation, Float32Array.from(data.values as ArrayLike<number>));
      return;
    }
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, (data.texture as { texture: WebGLTexture }).texture);
    const start = compiled.starts[unit];
    if (start) gl.uniform1i(start, data.slice?.flatOffset ?? 0);
  });
  for (const [i, [type, location]] of compiled.uniforms.entries()) setUniform(gl, type, location, uniforms[i] ?? 0);
  gl.drawElements(gl.TRIANGLES, 6, gl.UNSIGNED_SHORT, 0);
}

function setUniform(
  gl: WebGL2RenderingContext,
  type: UniformType,
  location: WebGLUniformLocation | null,
  value: number | readonly [number, number],
): void {
  if (typeof value !== "number") gl.uniform2i(location, ...value);
  else if (type === "float") gl.uniform1f(location, value);
  else if (type === "uint") gl.uniform1ui(location, value);
  else gl.uniform1i(location, value);
}

function wholeOf(gpu: WebglBackend, { dataId }: tf.TensorInfo): Region {
  const { texShape, isPacked } = gpu.texData.get(dataId);
  const side = isPacked ? 2 : 1;
  const [height, width] = (texShape as [number, number]).map((length) => Math.ceil(length / side)) as [number, number];
  return { x: 0, y: 0, width, height };
}

function attach(gpu: WebglBackend, outputs: readonly tf.TensorInfo[]): void {
  const { gl } = gpu.gpgpu;
  const { framebuffers } = keptFor(gpu);
  const places = outputs.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
  const known = framebuffers.get(outputs.length);
  const framebuffer = known ?? (gl.createFramebuffer() as WebGLFramebuffer);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  if (!known) {
    framebuffers.set(outputs.length, framebuffer);
    gl.drawBuffers(places);
  }
  outputs.forEach(({ dataId }, i) => {
    const { texture } = gpu.texData.get(dataId).texture as { texture: WebGLTexture };
    gl.framebufferTexture2D(gl.FRAMEBUFFER, places[i] as number, gl.TEXTURE_2D, texture, 0);
  });
}

function compiledFor(
  gpu: WebglBackend,
  shader: Shader,
  layouts: readonly Layout[],
  output: OutputLayout,
  outputs: number,
): Compiled {
  const { programs } = keptFor(gpu);
  let key = `${shader.key}|${outputs}${layoutKey(output)}`;
  for (const layout of layouts) key += `|${layoutKey(layout)}`;
  const known = programs.get(key);
  if (known) return known;
  const compiled = compile(gpu, shader, sourceOf(shader, layouts, output, outputs));
  programs.set(key, compiled);
  return compiled;
}

function sourceOf(shader: Shader, layouts: readonly Layout[], output: OutputLayout, outputs: number): string {
  return `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
${Array.from({ length: outputs }, (_, i) => `layout(location = ${i}) out vec4 out${i};`).join("\n")}
${Object.entries(shader.uniforms ?? {})
  .map(([name, type]) => `uniform ${type} ${name};`)
  .join("\n")}
${layouts.map((layout, i) => reader(shader.inputs[i] as string, layout)).join("\n")}
${shader.text(layouts, output)}`;
}

function compile(gpu: WebglBackend, shader: Shader, source: string): Compiled {
  const { gl } = gpu.gpgpu;
  const fragment = gl.createShader(gl.FRAGMENT_SHADER);
  if (!fragment) throw new Error("The WebGL context makes no shader");
  gl.shaderSource(fragment, source);
  gl.compileShader(fragment);
  if (!gl.getShaderParameter(fragment, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new Error(`The shader "${shader.key}" does not compile: ${gl.getShaderInfoLog(fragment)}`);
  }
  const program = gpu.gpgpu.createProgram(fragment);
  gpu.gpgpu.buildVao(program);
  const locate = (name: string) => gl.getUniformLocation(program, name);
  for (const [unit, name] of shader.inputs.entries()) gl.uniform1i(locate(`${name}Texture`), unit);
  return {
    program,
    values: shader.inputs.map((name) => locate(`${name}Values`)),
    starts: shader.inputs.map((name) => locate(`${name}Start`)),
    uniforms: Object.entries(shader.uniforms ?? {}).map(([name, type]) => [type, locate(name)] as const),
  };
}
