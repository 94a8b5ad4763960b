import type * as tf from "@tensorflow/tfjs";
import type { ParityCase } from "../parity.ts";
import { batchNorm, groupNorm, layerNorm } from "./index.ts";
import { normalizationReference } from "./reference.ts";

type Given = Record<string, tf.Tensor>;
type Weights = [tf.Tensor, tf.Tensor1D, tf.Tensor1D];

const weightsOf = ({ x, gain, offset }: Given) => [x, gain, offset] as Weights;
const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
const inputsOf = (shape: readonly number[]) => {
  const channels = shape.at(-1) as number;
  return { x: { shape, scale: 2 }, gain: { shape: [channels] }, offset: { shape: [channels] } };
};

const layerCases = [
  [3, 1, 5],
  [4, 16],
  [7, 13],
].map((shape): ParityCase => {
  const depth = shape.at(-1) as number;
  const grouping = { batch: sizeOf(shape) / depth, pixels: 1, groups: 1, depth };
  return {
    name: `layer [${shape}]`,
    inputs: inputsOf(shape),
    run: (given) => [layerNorm(...weightsOf(given))],
    reference: (given) => [normalizationReference(...weightsOf(given), grouping, 1e-5)[0]],
  };
});

const groupCases = (
  [
    [[2, 3, 5, 6], 3],
    [[3, 4, 4, 8], 2],
    [[1, 7, 9], 1],
    [[2, 2, 3, 5], 5],
    // More in a group than one pass sums up.
    [[2, 20, 19, 4], 2],
  ] as const
).map(([shape, groups]): ParityCase => {
  const channels = shape.at(-1) as number;
  const [batch, pixels] = [shape[0], sizeOf(shape.slice(1, -1))];
  const grouping = { batch, pixels, groups, depth: channels / groups };
  return {
    name: `${groups} groups of [${shape}]`,
    inputs: inputsOf(shape),
    run: (given) => [groupNorm(...weightsOf(given), groups)],
    reference: (given) => [normalizationReference(...weightsOf(given), grouping, 1e-5)[0]],
  };
});

const batchCases = [
  [9, 5],
  [3, 4, 5, 7],
  [2, 3, 3, 8],
].map((shape): ParityCase => {
  const channels = shape.at(-1) as number;
  const grouping = { batch: 1, pixels: sizeOf(shape) / channels, groups: channels, depth: 1 };
  return {
    name: `batch [${shape}]`,
    inputs: inputsOf(shape),
    run: (given) => [batchNorm(...weightsOf(given)).y],
    reference: (given) => [normalizationReference(...weightsOf(given), grouping, 1e-3)[0]],
  };
});

/** Each way to normalize, at channels around the vector width. */
export const normalizationParity: readonly ParityCase[] = [...layerCases, ...groupCases, ...batchCases];
