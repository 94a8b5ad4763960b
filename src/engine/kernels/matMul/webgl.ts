import type * as tf from "@tensorflow/tfjs";
import type { WebglBackend } from "../webgl/backend.ts";
import { endingDeclarations, endingOf } from "../webgl/functions.ts";
import { type Attributes, given, type Inputs, webglKernel } from "../webgl/kernel.ts";
import { product } from "../webgl/product.ts";
import { type Activation, MATMUL } from "./contract.ts";

function matMul(gpu: WebglBackend, inputs: Inputs, attributes: Attributes) {
  const { transposeA, transposeB, activation } = attributes as {
    readonly transposeA: boolean;
    readonly transposeB: boolean;
    readonly activation: Activation;
  };
  const [a, b] = [given(inputs, "a"), given(inputs, "b")];
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const outer = a.shape.slice(0, -2);
  const columns = transposeB ? bRows : bColumns;
  const { bias } = inputs;
  return product(gpu, {
    a: { tensor: a, rows: aRows, columns: aColumns, parts: 1, transposed: transposeA },
    b: { tensor: b, rows: bRows, columns: bColumns, parts: 1, transposed: transposeB },
    shape: [...outer, transposeA ? aColumns : aRows, columns],
    matrices: outer.reduce((count, length) => count * length, 1),
    extra: bias ? { bias } : {},
    key: `${activation} ${bias !== undefined}`,
    declarations: endingDeclarations,
    ending: endingOf(bias !== undefined, columns, activation),
  });
}

export const matMulWebgl: readonly tf.KernelConfig[] = [webglKernel(MATMUL, matMul)];
