import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import type { MatMulOptions } from "./contract.ts";
import { matMul } from "./index.ts";
import { matMulReference } from "./reference.ts";

interface Shape {
  readonly batch?: readonly number[];
  readonly M: number;
  readonly K: number;
  readonly N: number;
}

function matMulCase({ batch = [], M, K, N }: Shape, options: Omit<MatMulOptions, "bias">, bias = false): ParityCase {
  const { transposeA = false, transposeB = false, activation = "linear" } = options;
  const flags = `${transposeA ? "aᵀ" : "a"}·${transposeB ? "bᵀ" : "b"}${bias ? " + bias" : ""}`;
  const ask = (product: typeof matMul) => (given: Record<string, tf.Tensor>) => [
    product(given.a as tf.Tensor, given.b as tf.Tensor, {
      ...options,
      bias: (given.bias as tf.Tensor1D | undefined) ?? null,
    }),
  ];
  return {
    name: `${activation}(${flags}), ${[...batch, M].join("·")}×${K}×${N}`,
    inputs: {
      a: { shape: [...batch, ...(transposeA ? [K, M] : [M, K])] },
      b: { shape: [...batch, ...(transposeB ? [N, K] : [K, N])] },
      ...(bias ? { bias: { shape: [N] } } : {}),
    },
    run: ask(matMul),
    reference: ask(matMulReference),
  };
}

const transpositions = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB })),
);

/** Every transposition at sizes that fill no block evenly; every activation; batches. */
export const matMulParity: readonly ParityCase[] = [
  ...[
    { M: 1, K: 1, N: 1, vectors: true },
    { M: 7, K: 5, N: 9 },
    { M: 33, K: 65, N: 17 },
    { M: 4, K: 3, N: 8, vectors: true },
    { M: 1, K: 19, N: 40 },
    { M: 9, K: 517, N: 3 },
    { batch: [3], M: 5, K: 6, N: 7, vectors: true },
    { batch: [2, 2], M: 4, K: 9, N: 5 },
  ].flatMap(({ vectors = false, ...shape }) =>
    transpositions.map((options) => ({ ...matMulCase(shape, options), vectors })),
  ),
  matMulCase({ M: 5, K: 300, N: 2 }, { activation: "relu" }, true),
  matMulCase({ M: 37, K: 5, N: 1 }, {}, true),
  ...(["linear", "relu", "leakyRelu", "tanh", "sigmoid", "elu"] as const).flatMap((activation) => [
    matMulCase({ M: 6, K: 5, N: 11 }, { activation }, true),
    { ...matMulCase({ M: 3, K: 4, N: 2 }, { activation }), vectors: true },
  ]),
];
