import type * as tf from "@tensorflow/tfjs";
import { given, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { type Activation, LEAKY_SLOPE, MATMUL } from "./contract.ts";

/** The activations by their numbers in ../wasm/assembly/functions.ts. */
export const ACTIVATION_NUMBERS: Readonly<Record<Activation, number>> = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  tanh: 3,
  sigmoid: 4,
  elu: 5,
};

export interface ProductSettings {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias?: tf.TensorInfo | undefined;
  readonly activation?: Activation;
  readonly leakySlope?: number;
}

/** activation(a · b + bias) of stacks of matrices; a stack of one serves all, and other stacks broadcast as usual. */
export function multiplyMatrices(wasm: Wasm, a: tf.TensorInfo, b: tf.TensorInfo, settings: ProductSettings) {
  const { transposeA, transposeB, bias, activation = "linear", leakySlope = LEAKY_SLOPE } = settings;
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
  const [M, K] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [N, innerB] = transposeB ? [rowsB, columnsB] : [columnsB, rowsB];
  if (K !== innerB)
    throw new Error(`Cannot multiply [${a.shape}] by [${b.shape}]: inner sizes ${K} and ${innerB} differ`);
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const output = wasm.output([...batch, M, N]);
  if (sizeOf(output.shape) === 0) return output;

  const [fromA, fromB, to] = [a, b, output].map((tensor) => wasm.address(tensor)) as [number, number, number];
  const number = ACTIVATION_NUMBERS[activation];
  wasm.scratch(wasm.kernels.productScratch(M, N, K, transposeA ? 1 : 0), (room) => {
    const run = (atA: number, atB: number, atC: number, count: number, rows: number) =>
      wasm.kernels.productBatch(
        ...[atA, Number(transposeA), atB, Number(transposeB), atC, count, rows, N, K],
        ...[wasm.address(bias), number, leakySlope, room],
      );
    const [countA, countB, count] = [sizeOf(a.shape) / (M * K), sizeOf(b.shape) / (K * N), sizeOf(batch)];
    if (countB === 1 && countA === count && !transposeA) run(fromA, fromB, to, 1, count * M);
    else if (countA === count && countB === count) run(fromA, fromB, to, count, M);
    else {
      for (let i = 0; i < count; i++) {
        const atA = fromA + 4 * M * K * sourceIndex(i, batch, a.shape);
        const atB = fromB + 4 * K * N * sourceIndex(i, batch, b.shape);
        run(atA, atB, to + 4 * M * N * i, 1, M);
      }
    }
  });
  return output;
}

function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const sizeA = a[i - rank + a.length] ?? 1;
    const sizeB = b[i - rank + b.length] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) throw new Error(`Stacks [${a}] and [${b}] do not broadcast`);
    return sizeA === 1 ? sizeB : sizeA;
  });
}

/** Which matrix of an operand of this shape belongs to matrix `index` of the stack `batch`. */
function sourceIndex(index: number, batch: readonly number[], shape: readonly number[]): number {
  let [rest, source, stride] = [index, 0, 1];
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const size = shape[axis - batch.length + shape.length - 2] ?? 1;
    const position = rest % (batch[axis] as number);
    rest = Math.floor(rest / (batch[axis] as number));
    if (size > 1) source += position * stride;
    stride *= size;
  }
  return source;
}

export const matMulWasm: readonly tf.KernelConfig[] = [
  wasmKernel(MATMUL, (wasm, inputs, { transposeA, transposeB, activation }) =>
    multiplyMatrices(wasm, given(inputs, "a"), given(inputs, "b"), {
      transposeA: transposeA as boolean,
      transposeB: transposeB as boolean,
      activation: activation as Activation,
      bias: inputs.bias,
    }),
  ),
];
