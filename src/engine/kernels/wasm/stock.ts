/** Stock kernels of the wasm backend that ours replace, because they are slow, stale after a write in place, or missing. */
import * as tf from "@tensorflow/tfjs";
import { gatherInto, scatterAddInto } from "../embedding/wasm.ts";
import { ACTIVATION_NUMBERS, multiplyMatrices } from "../matMul/wasm.ts";
import { replaceConvolutions } from "./convolution.ts";
import { type Attributes, given, type Inputs, sizeOf, spreadElements, type Wasm, wasmKernel } from "./module.ts";
import { type Ours, replaceStock, runStock, withActivation } from "./replace.ts";
import { replaceSlices } from "./slices.ts";
import { spreadColumnSums } from "./sums.ts";

function fusedMatMul(wasm: Wasm, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
  const [a, b, bias] = [given(inputs, "a"), given(inputs, "b"), inputs.bias];
  return withActivation(wasm, inputs, attributes, (settings) =>
    multiplyMatrices(wasm, a, b, { ...settings, transposeA, transposeB, bias }),
  );
}

function elementwise(kernel: "tanhAll" | "expAll" | "logAll" | "log1pAll" | "softplusAll"): Ours {
  return (wasm, inputs) => {
    const x = given(inputs, "x");
    if (x.dtype !== "float32") return null;
    const output = wasm.output(x.shape);
    spreadElements(wasm, [x, output], (addresses, count) => [kernel, ...addresses, count]);
    return output;
  };
}

const leakyRelu: Ours = (wasm, inputs, { alpha }) => {
  const x = given(inputs, "x");
  if (x.dtype !== "float32") return null;
  const output = wasm.output(x.shape);
  const { leakyRelu: number } = ACTIVATION_NUMBERS;
  spreadElements(wasm, [x, output], (addresses, count) => [
    "activateAll",
    ...addresses,
    count,
    number,
    alpha as number,
  ]);
  return output;
};

/** Ours for sums over the leading axes, such as the gradients of biases. */
const sumColumns: Ours = (wasm, inputs, { axis, keepDims }) => {
  const x = given(inputs, "x");
  const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
  const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((each) => each < axes.length);
  const columns = sizeOf(x.shape.slice(axes.length));
  if (x.dtype !== "float32" || !leading || columns === 1) return null;
  const kept = x.shape.slice(axes.length);
  const output = wasm.output(keepDims ? [...axes.map(() => 1), ...kept] : kept);
  spreadColumnSums(wasm, wasm.address(x), sizeOf(x.shape.slice(0, axes.length)), columns, wasm.address(output));
  return output;
};

/**
 * Where only axes of length 1 lie behind those that are reduced, nothing has to move: stock copies all of it first, in
 * JavaScript. Null where there is nothing to spare.
 */
const reduceInPlace =
  (kernelName: string): Ours =>
  (wasm, inputs, { axis, keepDims }) => {
    const x = given(inputs, "x");
    const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
    if (x.dtype === "string" || tf.backend_util.axesAreInnerMostDims(axes, x.shape.length)) return null;
    const long = x.shape.flatMap((length, i) => (length === 1 ? [] : [i]));
    const [reduced, kept] = [long.filter((i) => axes.includes(i)), long.filter((i) => !axes.includes(i))];
    if (reduced.length > 0 && kept.some((i) => i > (reduced[0] as number))) return null;
    const sizes = [kept, reduced].map((those) => sizeOf(those.map((i) => x.shape[i] as number)));
    const output = runStock(kernelName, wasm, { x: { ...x, shape: sizes } }, { axis: [1], keepDims: false });
    const shape = x.shape.flatMap((length, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [length]));
    return { ...output, shape };
  };

/** Ours for matrices, apart from axes of length 1. */
const transposeMatrix: Ours = (wasm, inputs, { perm }) => {
  const x = given(inputs, "x");
  const order = (perm as number[]).filter((axis) => x.shape[axis] !== 1);
  const [first, second] = order;
  const shape = (perm as number[]).map((axis) => x.shape[axis] as number);
  // Nothing moves: stock copies it in JavaScript.
  if (x.dtype !== "string" && order.every((axis, i) => i === 0 || axis > (order[i - 1] as number)))
    return wasm.alias(x, shape);
  if (x.dtype === "bool" || order.length !== 2 || first === undefined || second === undefined || first < second)
    return null;
  const output = wasm.output(shape, x.dtype);
  const [rows, columns] = [x.shape[second] as number, x.shape[first] as number];
  wasm.kernels.transpose(wasm.address(x), rows, columns, wasm.address(output));
  return output;
};

const gather: Ours = (wasm, inputs, { axis, batchDims }) => {
  const [x, indices] = [given(inputs, "x"), given(inputs, "indices")];
  if (batchDims || indices.dtype !== "int32" || (x.dtype !== "float32" && x.dtype !== "int32")) return null;
  const [along] = tf.util.parseAxisParam(axis as number, x.shape) as [number];
  const [before, after] = [x.shape.slice(0, along), x.shape.slice(along + 1)];
  const slabs = [sizeOf(before), x.shape[along] as number, sizeOf(after)] as const;
  return gatherInto(wasm, x, indices, slabs, [...before, ...indices.shape, ...after]);
};

/** Registers and replaces; call once. */
export function replaceStockKernels(): void {
  replaceStock("BatchMatMul", (wasm, inputs, attributes) => {
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    return multiplyMatrices(wasm, given(inputs, "a"), given(inputs, "b"), { transposeA, transposeB });
  });
  replaceStock("_FusedMatMul", fusedMatMul);
  replaceStock("Tanh", elementwise("tanhAll"));
  replaceStock("Exp", elementwise("expAll"));
  replaceStock("Log", elementwise("logAll"));
  replaceStock("Log1p", elementwise("log1pAll"));
  replaceStock("Softplus", elementwise("softplusAll"));
  replaceStock("LeakyRelu", leakyRelu);
  for (const name of ["Sum", "Mean", "Max", "Min", "Prod"]) replaceStock(name, reduceInPlace(name));
  replaceStock("Sum", sumColumns);
  replaceStock("Transpose", transposeMatrix);
  replaceStock("GatherV2", gather);
  replaceConvolutions();
  replaceSlices();
  tf.registerKernel(
    wasmKernel("UnsortedSegmentSum", (wasm, inputs, { numSegments }) => {
      const [x, segmentIds] = [given(inputs, "x"), given(inputs, "segmentIds")];
      const rows = numSegments as number;
      return scatterAddInto(wasm, x, segmentIds, rows, [rows, ...x.shape.slice(segmentIds.shape.length)]);
    }),
  );
}
