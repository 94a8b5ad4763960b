import { symbolsOf } from "../../domains/sequence/manifest.ts";
import type { BatchShape, DataContext, Estimate } from "../../schema/manifest.ts";
import { integer, number, type Parameters, toggle, type Values, type ValuesOf } from "../../schema/parameter.ts";

export const parameters = {
  /** Dilations 1, 2, 4 … 2^(dilations − 1): with each, what a prediction sees is about twice as long. */
  dilations: integer(5, { min: 1, max: 8 }),
  /** How many times these dilations follow each other. */
  blocks: integer(1, { min: 1, max: 3 }),
  channels: integer(64, { min: 8, max: 256, scale: "log" }),
  /** Characters that each convolution joins. */
  kernelSize: integer(2, { min: 2, max: 3 }),
  dropout: number(0.1, { min: 0, max: 0.8, step: 0.05, live: true }),
  /** Does nothing where the data has no labels. */
  conditional: toggle(true),
} satisfies Parameters;

export type WaveNetValues = ValuesOf<typeof parameters>;

/** The sizes that the values and the data give: everything that `estimate`, `modelGraph` and the built model must agree on. */
export interface Architecture {
  readonly vocabulary: number;
  readonly labels: number;
  readonly channels: number;
  readonly kernelSize: number;
  readonly blocks: number;
  /** Of each layer, in the order in which they are read. */
  readonly dilations: readonly number[];
}

export function architecture(values: Values, { facts, traits }: DataContext): Architecture {
  const { dilations, blocks, channels, kernelSize, conditional } = values as WaveNetValues;
  return {
    ...{ channels, kernelSize, blocks },
    vocabulary: symbolsOf({ facts, traits }).length,
    labels: conditional ? facts.labels.length : 0,
    dilations: Array.from({ length: blocks * dilations }, (_, layer) => 2 ** (layer % dilations)),
  };
}

/** How many characters a prediction sees, the last one included. */
export const receptiveField = ({ kernelSize, dilations }: Pick<Architecture, "kernelSize" | "dilations">): number =>
  1 + dilations.reduce((sum, dilation) => sum + (kernelSize - 1) * dilation, 0);

/** The node of a layer, counted from 0: its own where there is one block, else that of its block. */
export function nodeOfLayer({ blocks, dilations }: Architecture, layer: number): string {
  return blocks === 1 ? `layer${layer + 1}` : `block${Math.floor((layer * blocks) / dilations.length) + 1}`;
}

/** Weights of one layer without its labels; the last has none that pass on. */
export function layerWeights({ channels: C, kernelSize, dilations }: Architecture, layer: number): number {
  const passes = layer < dilations.length - 1 ? (C + 1) * C : 0;
  return (kernelSize * C + 1) * 2 * C + (C + 1) * C + passes;
}

/** Weights by node of the model graph, apart from the layers. */
export function weightsByNode({ vocabulary, labels, channels: C, dilations }: Architecture) {
  return {
    embedding: vocabulary * C,
    label: dilations.length * labels * 2 * C,
    skips: (C + 1) * C,
    logits: (C + 1) * vocabulary,
  };
}

const FLOAT = 4;
/** A weight, its gradient, and the two moments of Adam. */
const COPIES_OF_A_WEIGHT = 4;
/** Forward, the gradient of what came in, and the gradient of the weights: three products of the same size. */
const PASSES = 3;
const MULTIPLY_ADD = 2;

export function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = architecture(values, data);
  const { channels: C, dilations, labels, vocabulary, kernelSize } = sizes;
  const { embedding, label, skips, logits } = weightsByNode(sizes);
  const layers = dilations.reduce((sum, _, layer) => sum + layerWeights(sizes, layer), 0);
  const weights = embedding + label + layers + skips + logits;
  const { dropout } = values as WaveNetValues;
  // Nothing is freed before the step ends. How many copies each character has of what a layer makes, forward and backward,
  // and each of the queues, a test has measured.
  const perLayer = C * (33 + (labels > 0 ? 8 : 0) + (dropout > 0 ? 2 : 0));
  const perCharacter = dilations.length * perLayer + 6 * C + 6 * vocabulary;
  const queues = 8 * C * (kernelSize - 1) * dilations.reduce((sum, dilation) => sum + dilation, 0);
  const characters = batch.size * batch.length;
  return {
    weights,
    bytes: FLOAT * (COPIES_OF_A_WEIGHT * weights + characters * perCharacter + batch.size * queues),
    // Every character meets every weight but those of the tables.
    flops: PASSES * MULTIPLY_ADD * characters * (layers + skips + logits),
  };
}
