/** Shaders that work out each element on its own: from the same place of every input, or from anywhere by its number. */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";
import { newTensor, type OutputLayout, runShader, type Shader } from "./draw.ts";
import { type Layout, layoutKey } from "./layout.ts";

type Uniforms = NonNullable<Shader["uniforms"]>;
type Values = Parameters<typeof runShader>[3];

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

const half = (length: number) => Math.ceil(length / 2);

/** GLSL that sets `i`, `row` and `column` of a packed texel's first number from `place`, its own. */
const packedPlace = ({ rows, columns, width }: Extract<OutputLayout, { kind: "packed" }>) => `
  int texel = place.y * ${width} + place.x;
  int column = 2 * (texel % ${half(columns)});
  int below = texel / ${half(columns)};
  int row = 2 * (below % ${half(rows)});
  int i = ((below / ${half(rows)}) * ${rows} + row) * ${columns} + column;`;

export interface Elementwise {
  readonly key: string;
  /** Read at the same place as the outputs, and of their shape. */
  readonly inputs: readonly string[];
  /** Inputs of a single number. */
  readonly scalars?: readonly string[];
  readonly uniforms?: Uniforms;
  /** How many outputs; 1 unless told. */
  readonly outputs?: number;
  /** GLSL functions of `V`, a number or four of them. */
  readonly declarations?: string;
  /** GLSL that sets `y0`, `y1`, … of type V from the inputs by name. */
  readonly body: string;
}

/** Whether both hold the same elements in the same texels. */
const lieAlike = (layout: Layout, output: OutputLayout) => layoutKey(layout) === layoutKey(output);

/** The value of an input that lies otherwise than the output. */
function elsewhere(name: string, output: OutputLayout): string {
  if (output.kind === "flat") return `${name}(i)`;
  const { rows, columns } = output;
  const right = columns % 2 ? `column + 1 < ${columns}` : "true";
  const down = rows % 2 ? `row + 1 < ${rows}` : "true";
  return `vec4(${name}(i), ${right} ? ${name}(i + 1) : 0.0, ${down} ? ${name}(i + ${columns}) : 0.0,
    ${right} && ${down} ? ${name}(i + ${columns + 1}) : 0.0)`;
}

function elementShader({
  key,
  inputs,
  scalars = [],
  uniforms = {},
  outputs = 1,
  declarations = "",
  body,
}: Elementwise): Shader {
  return {
    key,
    inputs: [...inputs, ...scalars],
    uniforms,
    text: (layouts, output) => {
      const vector = output.kind === "packed";
      const values = inputs.map((name, at) => {
        const alike = lieAlike(layouts[at] as Layout, output);
        const value = alike ? `texelFetch(${name}Texture, place, 0)${vector ? "" : ".r"}` : elsewhere(name, output);
        return `V ${name}_ = ${value};`;
      });
      // Inside the body each name is the value, which hides the function that reads it.
      const names = inputs.map((name) => `V ${name} = ${name}_;`);
      const numbers = scalars.map((name) => `float ${name}_ = ${name}(0);`);
      return `
#define V ${vector ? "vec4" : "float"}
${declarations}
void main() {
  ivec2 place = ivec2(gl_FragCoord.xy);
  ${vector ? packedPlace(output) : `int i = place.y * ${output.width} + place.x;`}
  ${[...values, ...numbers].join("\n  ")}
  ${Array.from({ length: outputs }, (_, at) => `V y${at};`).join(" ")}
  {
    ${[...names, ...scalars.map((name) => `float ${name} = ${name}_;`)].join("\n    ")}
    ${body}
  }
  ${Array.from({ length: outputs }, (_, at) => `out${at} = ${vector ? `y${at}` : `vec4(y${at}, 0.0, 0.0, 0.0)`};`).join("\n  ")}
}`;
    },
  };
}

/** Outputs of one shape; packed if they are told to be, else as the first input is. */
export function elementwise(spec: Elementwise) {
  const shader = elementShader(spec);
  const outputs = spec.outputs ?? 1;
  return (
    gpu: WebglBackend,
    inputs: readonly tf.TensorInfo[],
    values: Values = [],
    { shape = (inputs[0] as tf.TensorInfo).shape, packed }: { shape?: readonly number[]; packed?: boolean } = {},
  ): tf.TensorInfo[] => {
    const first = inputs[0] as tf.TensorInfo;
    const data = gpu.texData.get(first.dataId);
    const like = packed ?? data.isPacked ?? false;
    // A packed output is laid out as the input is, whose shape may have been another when it was made.
    const laid = packed === undefined && data.isPacked ? data.shape : shape;
    const made = Array.from({ length: outputs }, () => newTensor(gpu, laid, { packed: like }));
    if (sizeOf(shape) > 0) runShader(gpu, shader, { inputs, outputs: made }, values);
    return made.map(({ dataId, dtype }) => ({ dataId, dtype, shape: [...shape] }));
  };
}

export interface Indexed {
  readonly key: string;
  readonly inputs: readonly string[];
  readonly uniforms?: Uniforms;
  readonly outputs?: number;
  readonly declarations?: string;
  /** GLSL that sets the floats `y0`, `y1`, … from `i`, the number of the element; `name(i)` reads an input. */
  readonly body: string;
}

/** GLSL `main` of an indexed shader. */
export function indexedMain(body: string, output: OutputLayout, size: number, outputs = 1): string {
  const each = Array.from({ length: outputs }, (_, at) => at);
  const at = (i: string, part: string) => `values(${i}, ${each.map((n) => `y${n}${part}`).join(", ")});`;
  const function_ = `void values(int i, ${each.map((n) => `out float y${n}`).join(", ")}) { ${body} }`;
  if (output.kind === "flat") {
    return `${function_}
void main() {
  int i = int(gl_FragCoord.y) * ${output.width} + int(gl_FragCoord.x);
  if (i >= ${size}) { return; }
  ${each.map((n) => `float y${n} = 0.0;`).join(" ")}
  ${at("i", "")}
  ${each.map((n) => `out${n} = vec4(y${n}, 0.0, 0.0, 0.0);`).join("\n  ")}
}`;
  }
  const { rows, columns } = output;
  return `${function_}
void main() {
  ivec2 place = ivec2(gl_FragCoord.xy);
  ${packedPlace(output)}
  ${each.map((n) => `vec4 y${n} = vec4(0.0);`).join(" ")}
  if (i < ${size}) {
    ${at("i", ".x")}
    if (column + 1 < ${columns}) { ${at("i + 1", ".y")} }
    if (row + 1 < ${rows}) { ${at(`i + ${columns}`, ".z")} }
    if (column + 1 < ${columns} && row + 1 < ${rows}) { ${at(`i + ${columns + 1}`, ".w")} }
  }
  ${each.map((n) => `out${n} = y${n};`).join("\n  ")}
}`;
}

/** Outputs of `shape` from anywhere in the inputs; sizes that the body uses belong into its key. */
export function runIndexed(
  gpu: WebglBackend,
  { key, inputs, uniforms = {}, outputs = 1, declarations = "", body }: Indexed,
  tensors: readonly tf.TensorInfo[],
  { shape, packed = false }: { readonly shape: readonly number[]; readonly packed?: boolean },
  values: Values = [],
): tf.TensorInfo[] {
  const made = Array.from({ length: outputs }, () => newTensor(gpu, shape, { packed }));
  const size = sizeOf(shape);
  if (size === 0) return made;
  const shader: Shader = {
    key: `${key} ${size}`,
    inputs,
    uniforms,
    text: (_, output) => `${declarations}\n${indexedMain(body, output, size, outputs)}`,
  };
  runShader(gpu, shader, { inputs: tensors, outputs: made }, values);
  return made;
}
