import type * as tf from "@tensorflow/tfjs";
import { type Call, given, NUMBERS_OF_LINE, sizeOf, type Wasm, wasmKernel } from "../wasm/module.ts";
import { spreadColumnSums } from "../wasm/sums.ts";
import { type Activation, LEAKY_SLOPE, MATMUL, MATMUL_WEIGHTS_GRADIENT } from "./contract.ts";

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

const matrixOf = (shape: readonly number[]) => [shape.at(-2), shape.at(-1)] as [number, number];

/** activation(a · b + bias) of stacks of matrices; a stack of one serves all, and other stacks broadcast as usual. */
export function multiplyMatrices(wasm: Wasm, a: tf.TensorInfo, b: tf.TensorInfo, settings: ProductSettings) {
  const { transposeA, transposeB, bias, activation = "linear", leakySlope = LEAKY_SLOPE } = settings;
  const [rowsA, columnsA] = matrixOf(a.shape);
  const [rowsB, columnsB] = matrixOf(b.shape);
  const [M, K] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [N, innerB] = transposeB ? [rowsB, columnsB] : [columnsB, rowsB];
  if (K !== innerB)
    throw new Error(`Cannot multiply [${a.shape}] by [${b.shape}]: inner sizes ${K} and ${innerB} differ`);
  const single = a.shape.length === 2 && b.shape.length === 2;
  const batch = single ? [] : broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const output = wasm.output([...batch, M, N]);
  if (sizeOf(output.shape) === 0) return output;

  const [fromA, fromB, to] = [wasm.address(a), wasm.address(b), wasm.address(output)];
  const finish = { bias: wasm.address(bias), activation: ACTIVATION_NUMBERS[activation], slope: leakySlope };
  const run = (atA: number, atB: number, atC: number, rows: number) => {
    const left = { at: atA, step: transposeA ? rows : K, transposed: transposeA };
    const right = { at: atB, step: transposeB ? K : N, transposed: transposeB };
    spreadProduct(wasm, left, right, { at: atC, step: N }, [rows, N, K], finish);
  };
  const [countA, countB, count] = [sizeOf(a.shape) / (M * K), sizeOf(b.shape) / (K * N), sizeOf(batch)];
  if (countB === 1 && countA === count && !transposeA) run(fromA, fromB, to, count * M);
  else if (countA === count && countB === count && count > 1) {
    const room = wasm.kernels.productScratch(M, N, K, Number(transposeA));
    wasm.spread({ count, work: 2 * count * M * N * K, scratch: () => room }, (first, size, at) => [
      [
        ...(["productBatch", fromA + 4 * first * M * K, Number(transposeA), fromB + 4 * first * K * N] as const),
        ...[Number(transposeB), to + 4 * first * M * N, size, M, N, K, finish.bias, finish.activation, leakySlope, at],
      ],
    ]);
  } else {
    for (let i = 0; i < count; i++) {
      const atA = fromA + 4 * M * K * sourceIndex(i, batch, a.shape);
      const atB = fromB + 4 * K * N * sourceIndex(i, batch, b.shape);
      run(atA, atB, to + 4 * M * N * i, M);
    }
  }
  return output;
}

/** A matrix in memory: rows lie `step` floats apart. */
interface Placed {
  readonly at: number;
  readonly step: number;
  readonly transposed?: boolean;
}

interface ProductFinish {
  /** Address of [N], or 0 for none. */
  readonly bias: number;
  readonly activation: number;
  readonly slope: number;
}

const UNFINISHED: ProductFinish = { bias: 0, activation: ACTIVATION_NUMBERS.linear, slope: 0 };
/** Rows that the product works on at once. */
const ROWS_OF_BLOCK = 4;

/** c ← activation(a · b + bias) of one pair of matrices, a [M, K] and b [K, N], on all threads. */
export function spreadProduct(
  wasm: Wasm,
  a: Placed,
  b: Placed,
  c: Placed,
  [M, N, K]: readonly [number, number, number],
  { bias, activation, slope }: ProductFinish = UNFINISHED,
): void {
  const [aTransposed, bTransposed] = [Number(a.transposed ?? false), Number(b.transposed ?? false)];
  const call = (row: number, rows: number, column: number, columns: number, room: number): Call => {
    const atA = a.at + 4 * row * (a.transposed ? 1 : a.step);
    const atB = b.at + 4 * column * (b.transposed ? b.step : 1);
    const atC = c.at + 4 * (row * c.step + column);
    const atBias = bias && bias + 4 * column;
    // biome-ignore format: in the order and the lines of the kernel's own arguments
    return [
      "product", atA, a.step, aTransposed, atB, b.step, bTransposed, 0, 0, atC, c.step,
      rows, columns, K, atBias, activation, slope, room,
    ];
  };
  const work = 2 * M * N * K;
  // Each part packs all of the operand that is not divided: b where rows are, a (if transposed) where columns are.
  const byRows = M >= N;
  const scratch = (rows: number, columns: number) => wasm.kernels.productScratch(rows, columns, K, aTransposed);
  if (byRows) {
    wasm.spread({ count: M, multiple: ROWS_OF_BLOCK, work, scratch: (rows) => scratch(rows, N) }, (row, rows, room) => [
      call(row, rows, 0, N, room),
    ]);
  } else {
    const columns = { count: N, multiple: NUMBERS_OF_LINE, work, scratch: (size: number) => scratch(M, size) };
    wasm.spread(columns, (column, size, room) => [call(0, M, column, size, room)]);
  }
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
  wasmKernel(MATMUL_WEIGHTS_GRADIENT, (wasm, inputs) => {
    const [a, gradient] = [given(inputs, "a"), given(inputs, "gradient")];
    const [rows, columns] = gradient.shape as [number, number];
    const sums = wasm.output([columns]);
    spreadColumnSums(wasm, wasm.address(gradient), rows, columns, wasm.address(sums));
    return [multiplyMatrices(wasm, a, gradient, { transposeA: true, transposeB: false }), sums];
  }),
];
