import type { TensorInfo } from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";

/** A matrix inside a tensor: where it starts, and how many numbers lie between its rows (as stored). */
export interface MatrixView {
  readonly tensor: TensorInfo;
  readonly offset?: number;
  readonly rowStride: number;
  /** Numbers between one matrix of a batch and the next. */
  readonly batchStride?: number;
}

export interface Product {
  readonly a: MatrixView;
  readonly b: MatrixView;
  readonly output: MatrixView;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly batch?: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bias?: TensorInfo | null;
  readonly activation?: Activation;
}
