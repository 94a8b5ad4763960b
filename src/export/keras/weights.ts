/**
 * Where a program in Keras keeps what a layer of TensorFlow.js has: one table a kind of layer. The two lay their weights out
 * alike, so that all that changes is a window over a picture of one line, which is one over a row there.
 */

interface Weight {
  /** Of the layer in TensorFlow.js. */
  readonly ours: string;
  /** Of the layer in Keras; empty where the layer is the variable itself. */
  readonly theirs: string;
  /** How many axes ours has. */
  readonly rank: number;
  /** Whether the first axis, which is 1, is not there in Keras. */
  readonly line?: true;
}

export type Layout = readonly Weight[];

/** A layer of a checkpoint, and the one that it is in Keras. */
export interface KerasLayer {
  /** Network and layer, such as `reader/logits`. */
  readonly from: string;
  /** From the model on, such as `recurrent[0].cell` or `decoder.layers[3]`. */
  readonly to: string;
  readonly layout: Layout;
}

const same = (name: string, rank: number, theirs = name): Weight => ({ ours: name, theirs, rank });
const kernelAndBias = (rank: number): Layout => [same("kernel", rank), same("bias", 1)];
const gated = (bias: number): Layout => [same("kernel", 2), same("recurrent_kernel", 2), same("bias", bias)];

/** kernel [in, out]. */
export const dense: Layout = kernelAndBias(2);
/** kernel [K, in, out]. */
export const conv1d: Layout = kernelAndBias(3);
/** kernel [H, W, in, out]; transposed [H, W, out, in]. */
export const conv2d: Layout = kernelAndBias(4);
/** Of a row as a picture of one line: kernel [1, K, in, out] → [K, in, out], and so where it is transposed. */
export const convLine: Layout = [{ ...same("kernel", 4), line: true }, same("bias", 1)];
/** [symbols, width]. */
export const embedding: Layout = [same("embeddings", 2)];
/** A table of places, as an embedding. */
export const places: Layout = [same("places", 2, "embeddings")];
export const layerNorm: Layout = [same("gamma", 1), same("beta", 1)];
/** A simple cell, an LSTM's (i, f, c, o), and a GRU's (z, r, h) that resets the state before the product. */
export const cell: Layout = gated(1);
/** A GRU's that resets it after: a bias for the input, and one for the state. */
export const gruCell: Layout = gated(2);
/** A variable that belongs to the model itself. */
export const variable = (ours: string, rank: number): Layout => [same(ours, rank, "")];

/** `logits/kernel` of TensorFlow.js → `readout.kernel`. */
export const kerasName = ({ to }: Pick<KerasLayer, "to">, { theirs }: Pick<Weight, "theirs">): string =>
  [to, theirs].filter((part) => part !== "").join(".");

/** The shape of a weight in Keras. Throws `RangeError` where ours is not of its kind. */
export function kerasShape(shape: readonly number[], { ours, rank, line }: Weight): readonly number[] {
  if (shape.length !== rank) throw new RangeError(`${ours} [${shape}] has not ${rank} axes`);
  if (!line) return shape;
  if (shape[0] !== 1) throw new RangeError(`${ours} [${shape}] is not over one line`);
  return shape.slice(1);
}
