import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { newTensor } from "../webgpu/dispatch.ts";
import { type Attributes, type Inputs, webgpuKernel } from "../webgpu/kernel.ts";
import { product } from "../webgpu/product.ts";
import { type Activation, MATMUL } from "./contract.ts";

interface Products {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly activation: Activation;
}

/** a [..., M, K] · b [..., K, N] + bias [N] → [..., M, N], batches of the same size. */
function matMul(gpu: WebGPUBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const { a, b, bias } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo; bias?: tf.TensorInfo };
  const { transposeA, transposeB, activation } = attributes as unknown as Products;
  const [heightA, widthA] = a.shape.slice(-2) as [number, number];
  const [heightB, widthB] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = transposeA ? [widthA, heightA] : [heightA, widthA];
  const columns = transposeB ? heightB : widthB;
  const outer = a.shape.slice(0, -2);
  const output = newTensor(gpu, [...outer, rows, columns]);
  product(gpu, {
    a: { tensor: a, rowStride: widthA, batchStride: rows * inner },
    b: { tensor: b, rowStride: widthB, batchStride: inner * columns },
    output: { tensor: output, rowStride: columns, batchStride: rows * columns },
    ...{ rows, inner, columns, transposeA, transposeB, activation },
    batch: outer.reduce((count, size) => count * size, 1),
    bias: bias ?? null,
  });
  return output;
}

export const matMulWebgpu: readonly tf.KernelConfig[] = [webgpuKernel(MATMUL, matMul)];
