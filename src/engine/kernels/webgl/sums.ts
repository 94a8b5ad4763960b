/** Sums of many terms, in two draws where one would leave most of the device idle. */
import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "./backend.ts";
import { type Indexed, runIndexed } from "./elementwise.ts";

export interface Sums extends Pick<Indexed, "key" | "inputs" | "uniforms" | "declarations"> {
  /** GLSL of each term in `group` and `l`, the term's number within it; one for each output, four at most. */
  readonly terms: readonly string[];
  /** GLSL of an output's value in `group` and `sum`; the sum itself unless told. */
  readonly finish?: string;
}

/** Up to so many terms are one fragment's work. */
const SHORT = 256;

const each = (count: number, text: (n: number) => string, between = " ") =>
  Array.from({ length: count }, (_, n) => text(n)).join(between);

/** `groups` sums of `length` terms each, one tensor of `shape` for each kind of term. */
export function runSums(
  gpu: WebglBackend,
  { key, inputs, uniforms, declarations = "", terms, finish = "sum" }: Sums,
  tensors: readonly tf.TensorInfo[],
  { groups, length, shape }: { readonly groups: number; readonly length: number; readonly shape: readonly number[] },
  values?: Parameters<typeof runIndexed>[4],
): tf.TensorInfo[] {
  const outputs = terms.length;
  const ends = each(outputs, (n) => `{ float sum = sum${n}; y${n} = ${finish}; }`);
  const parts = length <= SHORT ? 1 : Math.ceil(Math.sqrt(length));
  const stride = Math.ceil(length / parts);
  const first = runIndexed(
    gpu,
    {
      key: `${key}, ${groups} sums of ${length}, ${finish}`,
      inputs,
      ...(uniforms ? { uniforms } : {}),
      outputs,
      declarations,
      body: `
  int group = i / ${parts};
  int from = (i % ${parts}) * ${stride};
  ${each(outputs, (n) => `float sum${n} = 0.0;`)}
  for (int l = from; l < min(from + ${stride}, ${length}); l++) {
    ${each(outputs, (n) => `sum${n} += ${terms[n]};`)}
  }
  ${parts === 1 ? ends : each(outputs, (n) => `y${n} = sum${n};`)}`,
    },
    tensors,
    { shape: parts === 1 ? shape : [groups, parts] },
    values,
  );
  if (parts === 1) return first;
  const results = runIndexed(
    gpu,
    {
      key: `${finish}, ${groups} sums of ${parts} parts`,
      inputs: first.map((_, n) => `part${n}`),
      outputs,
      body: `
  int group = i;
  ${each(outputs, (n) => `float sum${n} = 0.0;`)}
  for (int l = i * ${parts}; l < (i + 1) * ${parts}; l++) { ${each(outputs, (n) => `sum${n} += part${n}(l);`)} }
  ${ends}`,
    },
    first,
    { shape },
  );
  for (const { dataId } of first) gpu.disposeData(dataId);
  return results;
}

/** Sums over the rows of a tensor seen as [rows, columns]. */
export function columnSums(
  gpu: WebglBackend,
  x: tf.TensorInfo,
  [rows, columns]: readonly [number, number],
  shape: readonly number[] = [columns],
): tf.TensorInfo {
  const sums: Sums = { key: "column sums", inputs: ["x"], terms: [`x(l * ${columns} + group)`] };
  return runSums(gpu, sums, [x], { groups: columns, length: rows, shape })[0] as tf.TensorInfo;
}
