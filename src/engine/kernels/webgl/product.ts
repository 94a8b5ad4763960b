/** Products of matrices, two by two numbers a texel, read from wherever and however the operands lie. */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";
import { newTensor, runShader, type Shader } from "./draw.ts";
import { runIndexed } from "./elementwise.ts";
import { blockReader, layoutOf, type View } from "./layout.ts";

export interface Operand extends View {
  readonly tensor: tf.TensorInfo;
  readonly transposed?: boolean;
}

export interface Product {
  readonly a: Operand;
  readonly b: Operand;
  readonly shape: readonly number[];
  /** How many matrices, and in how many parts side by side the output holds them; 1 unless told. */
  readonly matrices: number;
  readonly outputParts?: number;
  /** More inputs of the ending. */
  readonly extra?: Readonly<Record<string, tf.TensorInfo>>;
  /** Those of them that the ending reads by blocks, `nameBlock(matrix, r, c)`. */
  readonly views?: Readonly<Record<string, View>>;
  readonly key?: string;
  readonly declarations?: string;
  /**
   * GLSL that may change `sums`, the vec4 of rows row, row + 1 and columns column, column + 1 of one `matrix` of the product.
   */
  readonly ending?: string;
}

const half = (length: number) => Math.ceil(length / 2);

/** A block of a transposed operand is asked for at swapped places, and turned. */
function block(name: string, transposed: boolean, row: string, column: string): string {
  return transposed ? `${name}Block(matrix, ${column}, ${row}).xzyw` : `${name}Block(matrix, ${row}, ${column})`;
}

/** How often each number of a large operand is read before it pays to pack it first. */
const OFTEN = 64;
const LARGE = 16_384;

/** The operand, packed if that saves time: four numbers are then read as one. */
function packed(gpu: WebglBackend, operand: Operand, reads: number): Operand {
  const { tensor, rows, columns, parts } = operand;
  const size = tensor.shape.reduce((product, length) => product * length, 1);
  if (reads < OFTEN || size < LARGE || layoutOf(gpu, tensor).kind !== "flat") return operand;
  const wide = parts * columns;
  const copy = { key: `pack ${rows} ${wide}`, inputs: ["x"], body: "y0 = x(i);" };
  const shape = [size / (rows * wide), rows, wide];
  return { ...operand, tensor: runIndexed(gpu, copy, [tensor], { shape, packed: true })[0] as tf.TensorInfo };
}

/** a · b of each matrix; the output is [outer, rows, parts · columns], packed. */
export function product(gpu: WebglBackend, wanted: Product): tf.TensorInfo {
  const {
    a,
    b,
    shape,
    matrices,
    outputParts = 1,
    extra = {},
    views = {},
    key = "",
    declarations = "",
    ending = "",
  } = wanted;
  const [M, K] = a.transposed ? [a.columns, a.rows] : [a.rows, a.columns];
  const N = b.transposed ? b.rows : b.columns;
  const view = ({ rows, columns, parts, transposed }: Operand) => `${rows},${columns},${parts},${Boolean(transposed)}`;
  const wide = outputParts * N;
  const names = Object.keys(extra);
  // Parts of an odd width share texels, which are then made of single numbers.
  const apart = outputParts > 1 && N % 2 === 1;
  // Not every driver unrolls loops, and a turn of this one is short.
  const unrolled = [4, 2, 1].find((count) => half(K) % count === 0) ?? 1;
  const term = (k: string) => `{
      vec4 left = ${block("a", a.transposed ?? false, "r", k)};
      vec4 right = ${block("b", b.transposed ?? false, k, "c")};
      sums += left.xxzz * right.xyxy + left.yyww * right.zwzw;
    }`;
  const shader: Shader = {
    key: `product ${key} ${view(a)} ${view(b)} ${matrices} ${outputParts}`,
    inputs: ["a", "b", ...names],
    text: (layouts, output) => `
${blockReader("a", layouts[0] as (typeof layouts)[number], a)}
${blockReader("b", layouts[1] as (typeof layouts)[number], b)}
${names
  .map((name, i) => {
    const seen = views[name];
    return seen ? blockReader(name, layouts[i + 2] as (typeof layouts)[number], seen) : "";
  })
  .join("\n")}
${declarations}
vec4 block(int matrix, int r, int c) {
  vec4 sums = vec4(0.0);
  for (int k = 0; k < ${half(K)}; k += ${unrolled}) {
    ${Array.from({ length: unrolled }, (_, ahead) => term(`k + ${ahead}`)).join("\n    ")}
  }
  int row = 2 * r;
  int column = 2 * c;
  ${ending}
  ${N % 2 ? `if (column + 1 >= ${N}) { sums.yw = vec2(0.0); }` : ""}
  ${M % 2 ? `if (row + 1 >= ${M}) { sums.zw = vec2(0.0); }` : ""}
  return sums;
}
${
  apart
    ? `
float single(int outer, int row, int wideColumn) {
  if (row >= ${M} || wideColumn >= ${wide}) { return 0.0; }
  int column = wideColumn % ${N};
  vec4 four = block(outer * ${outputParts} + wideColumn / ${N}, row / 2, column / 2);
  vec2 two = (row & 1) == 0 ? four.xy : four.zw;
  return (column & 1) == 0 ? two.x : two.y;
}`
    : ""
}
void main() {
  int texel = int(gl_FragCoord.y) * ${output.width} + int(gl_FragCoord.x);
  int wideBlock = texel % ${half(wide)};
  int below = texel / ${half(wide)};
  int r = below % ${half(M)};
  int outer = below / ${half(M)};
  ${
    apart
      ? `out0 = vec4(single(outer, 2 * r, 2 * wideBlock), single(outer, 2 * r, 2 * wideBlock + 1),
    single(outer, 2 * r + 1, 2 * wideBlock), single(outer, 2 * r + 1, 2 * wideBlock + 1));`
      : `int part = wideBlock / ${half(N)};
  out0 = block(outer * ${outputParts} + part, r, wideBlock - part * ${half(N)});`
  }
}`,
  };
  // Laid out as matrices, whatever the shape that is asked for: it has the same numbers in the same order.
  const made = newTensor(gpu, [matrices / outputParts, M, wide], { packed: true });
  if (matrices * M * N > 0) {
    const [left, right] = [packed(gpu, a, N / 2).tensor, packed(gpu, b, M / 2).tensor];
    runShader(gpu, shader, { inputs: [left, right, ...Object.values(extra)], outputs: [made] });
    if (left !== a.tensor) gpu.disposeData(left.dataId);
    if (right !== b.tensor) gpu.disposeData(right.dataId);
  }
  return { dataId: made.dataId, dtype: made.dtype, shape: [...shape] };
}
