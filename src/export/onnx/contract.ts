/** Of a tensor's axis; `null` where it is known with the data alone: the batch in front, time elsewhere. */
export type Size = number | null;

/** A layer's input or output, in the layer's own order of axes. */
export interface Value {
  readonly name: string;
  readonly shape: readonly Size[];
}

/** Of the format's types of numbers, by its own names. */
export const TYPES = { float32: 1, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof TYPES;

/** The operators of ONNX 1.12, and the version of the format that came with them. */
export const OPSET = 17;
export const IR_VERSION = 8;
