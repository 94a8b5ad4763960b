/** Moving data on wasm: the stock kernels copy the whole tensor for every slice and clone, and join row by row in JavaScript. */
import * as tf from "@tensorflow/tfjs";
import { given, sizeOf, type Wasm } from "./module.ts";
import { type Ours, replaceConstant, replaceStock } from "./replace.ts";

/** Where a slice begins along one axis, how long it is there, and how long the axis. */
interface Extent {
  readonly axis: number;
  readonly begin: number;
  readonly size: number;
}

/** Axes that are taken whole become one with the axis before them. */
function collapse(shape: readonly number[], begin: readonly number[], size: readonly number[]): Extent[] {
  const extents: Extent[] = [];
  shape.forEach((axis, i) => {
    const [from, length, before] = [begin[i] as number, size[i] as number, extents.at(-1)];
    if (before && length === axis) {
      extents.pop();
      extents.push({ axis: before.axis * axis, begin: before.begin * axis, size: before.size * axis });
    } else extents.push({ axis, begin: from, size: length });
  });
  return extents;
}

/** Copies the slice to `to`; answers where its copy ends. */
function copySlice(wasm: Wasm, extents: readonly Extent[], from: number, to: number): number {
  const [rows, columns, ...deeper] = extents as [Extent, Extent, ...Extent[]];
  const step = sizeOf(extents.slice(1).map(({ axis }) => axis));
  if (deeper.length === 0) {
    const start = from + 4 * (rows.begin * step + columns.begin);
    wasm.kernels.copyRows(start, step, to, columns.size, rows.size, columns.size);
    return to + 4 * rows.size * columns.size;
  }
  let at = to;
  for (let row = 0; row < rows.size; row++) {
    at = copySlice(wasm, extents.slice(1), from + 4 * (rows.begin + row) * step, at);
  }
  return at;
}

function sliceOf(
  wasm: Wasm,
  x: tf.TensorInfo,
  begin: readonly number[],
  size: readonly number[],
  shape: readonly number[] = size,
): tf.TensorInfo {
  const output = wasm.output(shape, x.dtype);
  if (sizeOf(size) === 0) return output;
  const extents = collapse(x.shape, begin, size);
  while (extents.length < 2) extents.unshift({ axis: 1, begin: 0, size: 1 });
  copySlice(wasm, extents, wasm.address(x), wasm.address(output));
  return output;
}

const fourBytes = ({ dtype }: tf.TensorInfo) => dtype === "float32" || dtype === "int32";

const slice: Ours = (wasm, inputs, { begin, size }) => {
  const x = given(inputs, "x");
  if (!fourBytes(x)) return null;
  const [from, length] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin as number[], size as number[]);
  tf.slice_util.assertParamsValid(x as tf.Tensor, from as number[], length as number[]);
  return sliceOf(wasm, x, from as number[], length as number[]);
};

/** The parts of x of these sizes along an axis. */
function partsOf(wasm: Wasm, x: tf.TensorInfo, axis: number, sizes: readonly number[], dropAxis: boolean) {
  let start = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const size = x.shape.map((whole, i) => (i === axis ? length : whole));
    start += length;
    return sliceOf(wasm, x, begin, size, dropAxis ? size.filter((_, i) => i !== axis) : size);
  });
}

/** Puts the parts side by side, each row of theirs a row of the output from this axis on. */
function copyParts(wasm: Wasm, parts: readonly tf.TensorInfo[], along: number, output: tf.TensorInfo): tf.TensorInfo {
  const rows = sizeOf(output.shape.slice(0, along));
  const step = sizeOf(output.shape.slice(along));
  let to = wasm.address(output);
  for (const part of parts) {
    const width = sizeOf(part.shape.slice(along));
    wasm.kernels.copyRows(wasm.address(part), width, to, step, rows, width);
    to += 4 * width;
  }
  return output;
}

/** The stock kernel joins row by row in JavaScript. */
const concat: Ours = (wasm, inputs, { axis }) => {
  const parts = (Object.values(inputs) as tf.TensorInfo[]).filter(({ shape }) => sizeOf(shape) > 0);
  const [first] = parts;
  if (!first || parts.length === 1 || !parts.every(fourBytes)) return null;
  const [along] = tf.util.parseAxisParam(axis as number, first.shape) as [number];
  const shapes = parts.map(({ shape }) => shape);
  tf.backend_util.assertParamsConsistent(shapes, along);
  return copyParts(wasm, parts, along, wasm.output(tf.backend_util.computeOutShape(shapes, along), first.dtype));
};

/** Stacks; the stock kernel joins as the one of Concat does. */
const pack: Ours = (wasm, inputs, { axis }) => {
  const parts = Object.values(inputs) as tf.TensorInfo[];
  const [first] = parts;
  if (!first || !parts.every((part) => fourBytes(part) && part.dtype === first.dtype)) return null;
  if (!parts.every(({ shape }) => tf.util.arraysEqual(shape, first.shape))) return null;
  const along = axis as number;
  const shape = [...first.shape.slice(0, along), parts.length, ...first.shape.slice(along)];
  if (along < 0) return null;
  if (parts.length === 1) return wasm.alias(first, shape);
  return copyParts(wasm, parts, along, wasm.output(shape, first.dtype));
};

type Numeric = "float32" | "int32" | "bool";

function viewOf(wasm: Wasm, at: number, size: number, dtype: Numeric): Float32Array | Int32Array | Uint8Array {
  const { buffer } = wasm.ports.bytes;
  if (dtype === "bool") return new Uint8Array(buffer, at, size);
  return dtype === "float32" ? new Float32Array(buffer, at, size) : new Int32Array(buffer, at, size);
}

const NUMERIC: readonly string[] = ["float32", "int32", "bool"] satisfies Numeric[];

// A clone, and a cast to what it is already, are other names for the same data, as on the other backends.
const cast: Ours = (wasm, inputs, { dtype }) => {
  const x = given(inputs, "x");
  if (x.dtype === dtype && dtype !== "string") return wasm.alias(x, x.shape);
  if (![x.dtype, dtype].every((each) => NUMERIC.includes(String(each)))) return null;
  const output = wasm.output(x.shape, dtype as Numeric);
  const [from, to, size] = [wasm.address(x), wasm.address(output), sizeOf(x.shape)];
  wasm.script(`cast ${x.dtype} ${dtype}`, [from, to, size], () => {
    viewOf(wasm, to, size, dtype as Numeric).set(viewOf(wasm, from, size, x.dtype as Numeric));
  });
  return output;
};

/** Registers; call once. */
export function replaceSlices(): void {
  for (const name of ["Fill", "OnesLike", "Range", "ZerosLike"]) replaceConstant(name);
  replaceStock("Cast", cast);
  replaceStock("Concat", concat);
  replaceStock("Identity", (wasm, inputs) => {
    const x = given(inputs, "x");
    return x.dtype === "string" ? null : wasm.alias(x, x.shape);
  });
  replaceStock("Pack", pack);
  replaceStock("Slice", slice);
  replaceStock("SplitV", (wasm, inputs, { numOrSizeSplits, axis }) => {
    const x = given(inputs, "x");
    const [along] = tf.util.parseAxisParam(axis as number, x.shape) as [number];
    if (!fourBytes(x)) return null;
    const sizes = tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits as number[], along);
    return partsOf(wasm, x, along, sizes, false);
  });
  replaceStock("Unpack", (wasm, inputs, { axis }) => {
    const value = given(inputs, "value");
    const [along] = tf.util.parseAxisParam(axis as number, value.shape) as [number];
    if (!fourBytes(value)) return null;
    return partsOf(wasm, value, along, Array(value.shape[along]).fill(1), true);
  });
}
