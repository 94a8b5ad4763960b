/** How numbers lie in TensorFlow.js' textures, and GLSL that reads them wherever they lie, so that none is rearranged first. */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";

/**
 * `values`: few numbers that are still on the processor, sent as uniforms. `flat`: one number a texel, row after row of
 * `width`. `packed`: two by two numbers of the last two axes a texel, `width` texels a row.
 */
export type Layout =
  | { readonly kind: "values"; readonly size: number }
  | { readonly kind: "flat"; readonly width: number; readonly sliced: boolean }
  | { readonly kind: "packed"; readonly rows: number; readonly columns: number; readonly width: number };

/** As many numbers are sent as uniforms. */
const FEW = 4;

/** Where the numbers of an input are; those that are nowhere on the device are sent there unless they are few. */
export function layoutOf(gpu: WebglBackend, { dataId }: tf.TensorInfo): Layout {
  const data = gpu.texData.get(dataId);
  if (!data.texture && data.values && data.values.length <= FEW) return { kind: "values", size: data.values.length };
  gpu.uploadToGPU(dataId);
  const columns = (data.texShape as [number, number])[1];
  if (!data.isPacked) return { kind: "flat", width: columns, sliced: (data.slice?.flatOffset ?? 0) > 0 };
  const [height = 1, width = 1] = data.shape.length > 1 ? data.shape.slice(-2) : [1, data.shape[0]];
  return { kind: "packed", rows: height, columns: width, width: Math.ceil(columns / 2) };
}

export function layoutKey(layout: Layout): string {
  switch (layout.kind) {
    case "values":
      return `v${layout.size}`;
    case "flat":
      return layout.sliced ? `s${layout.width}` : `f${layout.width}`;
    case "packed":
      return `p${layout.rows},${layout.columns},${layout.width}`;
    default:
      return layout satisfies never;
  }
}

const half = (length: number) => Math.ceil(length / 2);

/** GLSL `float name(int i)`: number i of the tensor in the order of its elements. */
export function reader(name: string, layout: Layout): string {
  switch (layout.kind) {
    case "values":
      return `
uniform float ${name}Values[${layout.size}];
float ${name}(int i) { return ${name}Values[i]; }`;
    case "flat":
      return `
uniform sampler2D ${name}Texture;
${layout.sliced ? `uniform int ${name}Start;` : ""}
float ${name}(int i) {
  ${layout.sliced ? `i += ${name}Start;` : ""}
  return texelFetch(${name}Texture, ivec2(i % ${layout.width}, i / ${layout.width}), 0).r;
}`;
    case "packed":
      return `
uniform sampler2D ${name}Texture;
float ${name}(int i) {
  int row = i / ${layout.columns};
  int column = i - row * ${layout.columns};
  int matrix = row / ${layout.rows};
  row -= matrix * ${layout.rows};
  int texel = (matrix * ${half(layout.rows)} + row / 2) * ${half(layout.columns)} + column / 2;
  vec4 four = texelFetch(${name}Texture, ivec2(texel % ${layout.width}, texel / ${layout.width}), 0);
  vec2 two = (row & 1) == 0 ? four.xy : four.zw;
  return (column & 1) == 0 ? two.x : two.y;
}`;
    default:
      return layout satisfies never;
  }
}

/** A tensor seen as [outer, rows, parts · columns]; part p of outer o is matrix o · parts + p, of [rows, columns]. */
export interface View {
  readonly rows: number;
  readonly columns: number;
  readonly parts: number;
}

/**
 * GLSL `vec4 nameBlock(int matrix, int r, int c)`: the two by two numbers of rows 2r, 2r + 1 and columns 2c, 2c + 1 of one
 * matrix of the view, zeros beyond its edges. Needs the reader of the same name.
 */
export function blockReader(name: string, layout: Layout, { rows, columns, parts }: View): string {
  const edges = `
  ${columns % 2 ? `if (2 * c + 1 >= ${columns}) { four.yw = vec2(0.0); }` : ""}
  ${rows % 2 ? `if (2 * r + 1 >= ${rows}) { four.zw = vec2(0.0); }` : ""}`;
  const wide = parts * columns;
  const sameRows = layout.kind === "packed" && (layout.rows === rows || (layout.rows % 2 === 0 && rows % 2 === 0));
  if (layout.kind === "packed" && sameRows && layout.columns === wide && (parts === 1 || columns % 2 === 0)) {
    const part = parts === 1 ? "" : ` + (matrix % ${parts}) * ${columns / 2}`;
    return `
vec4 ${name}Block(int matrix, int r, int c) {
  int row = (matrix / ${parts}) * ${half(rows)} + r;
  int column = c${part};
  ${
    layout.width === half(wide)
      ? `vec4 four = texelFetch(${name}Texture, ivec2(column, row), 0);`
      : `int texel = row * ${half(wide)} + column;
  vec4 four = texelFetch(${name}Texture, ivec2(texel % ${layout.width}, texel / ${layout.width}), 0);`
  }
  ${edges}
  return four;
}`;
  }
  const fetch =
    layout.kind === "flat" && !layout.sliced && layout.width === wide
      ? (down: number, right: number) => `texelFetch(${name}Texture, ivec2(column + ${right}, row + ${down}), 0).r`
      : (down: number, right: number) => `${name}((row + ${down}) * ${wide} + column + ${right})`;
  return `
vec4 ${name}Block(int matrix, int r, int c) {
  int row = (matrix / ${parts}) * ${rows} + 2 * r;
  int column = (matrix % ${parts}) * ${columns} + 2 * c;
  ${
    layout.kind === "values"
      ? // What lies beyond few numbers must not be asked for.
        `vec4 four = vec4(0.0);
  four.x = ${name}(row * ${wide} + column);
  if (2 * c + 1 < ${columns}) { four.y = ${name}(row * ${wide} + column + 1); }
  if (2 * r + 1 < ${rows}) { four.z = ${name}((row + 1) * ${wide} + column); }
  if (2 * c + 1 < ${columns} && 2 * r + 1 < ${rows}) { four.w = ${name}((row + 1) * ${wide} + column + 1); }`
      : `vec4 four = vec4(${fetch(0, 0)}, ${fetch(0, 1)}, ${fetch(1, 0)}, ${fetch(1, 1)});`
  }
  ${edges}
  return four;
}`;
}
