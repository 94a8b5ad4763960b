/**
 * The safetensors format, as its specification stood in May 2026: eight bytes with the header's length N, N bytes of JSON
 * (a name → dtype, shape, where its bytes lie), then the bytes of all tensors, without holes.
 */

/** What an array of each dtype is here, and how many bytes a number takes in the file. */
export const DTYPES = {
  F64: { bytes: 8, array: Float64Array },
  I64: { bytes: 8, array: BigInt64Array },
  F32: { bytes: 4, array: Float32Array },
  I32: { bytes: 4, array: Int32Array },
  U32: { bytes: 4, array: Uint32Array },
  I16: { bytes: 2, array: Int16Array },
  U16: { bytes: 2, array: Uint16Array },
  I8: { bytes: 1, array: Int8Array },
  U8: { bytes: 1, array: Uint8Array },
} as const;

export type Dtype = keyof typeof DTYPES;
type Floats = Float32Array | Float64Array;
type Integers = BigInt64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
export type Numbers = Floats | Integers;

/** A tensor off the device, row by row. */
export interface NamedArray {
  readonly name: string;
  /** Empty for a single number. */
  readonly shape: readonly number[];
  readonly data: Numbers;
}

export interface Safetensors {
  readonly tensors: readonly NamedArray[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Bytes of the header's length. */
export const PREFIX = 8;
/** The header's own name for what is no tensor. */
export const METADATA = "__metadata__";
