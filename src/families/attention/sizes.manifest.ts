import { symbolsOf } from "../../domains/sequence/manifest.ts";
import type { BatchShape, DataContext, Estimate } from "../../schema/manifest.ts";
import {
  choice,
  integer,
  number,
  type Parameters,
  toggle,
  type Values,
  type ValuesOf,
} from "../../schema/parameter.ts";

/** What stands for a character that is to be guessed, in what is typed. */
export const BLANK = "_";

const isMasked = (values: Values): boolean => values.form === "masked";

export const parameters = {
  /** `causal` writes on from the left (Radford et al. 2019), `masked` fills blanks from both sides (Devlin et al. 2018). */
  form: choice("causal", ["causal", "masked"]),
  layers: integer(2, { min: 1, max: 6 }),
  heads: integer(4, { min: 1, max: 8 }),
  /** Where the heads do not share it evenly, the next width is built that they do; see {@link widthOf}. */
  width: integer(96, { min: 16, max: 512, scale: "log" }),
  positions: choice("rotary", ["rotary", "learned"]),
  dropout: number(0.1, { min: 0, max: 0.8, step: 0.05, live: true }),
  /** Does nothing where the data has no labels. */
  conditional: toggle(true),
  /** Of the positions, that are predicted in each step. */
  maskShare: number(0.15, { min: 0.05, max: 0.6, step: 0.05, live: true, applies: isMasked }),
  feedForward: integer(4, { min: 1, max: 8, advanced: true }),
  tied: toggle(true, { advanced: true }),
} satisfies Parameters;

export type AttentionValues = ValuesOf<typeof parameters>;

/** The sizes that the values and the data give: everything that `estimate`, `modelGraph` and the built model must agree on. */
export interface Architecture {
  readonly masked: boolean;
  /** V symbols that can come out. */
  readonly vocabulary: number;
  /** V, and one for the mask where there is one, that can go in. */
  readonly symbols: number;
  readonly labels: number;
  readonly layers: number;
  readonly heads: number;
  /** C, a multiple of the heads. */
  readonly width: number;
  /** Of the hidden layer of each perceptron. */
  readonly hidden: number;
  readonly rotary: boolean;
  readonly tied: boolean;
  /** The most symbols that are seen at once, T. */
  readonly context: number;
}

/** The width that is built: the next multiple of the heads, of twice as many where channels are turned in pairs. */
export function widthOf({ heads, width, positions }: Pick<AttentionValues, "heads" | "width" | "positions">): number {
  const part = heads * (positions === "rotary" ? 2 : 1);
  return Math.ceil(width / part) * part;
}

export function architecture(values: Values, { facts, traits }: DataContext, { length }: BatchShape): Architecture {
  const all = values as AttentionValues;
  const masked = isMasked(values);
  const width = widthOf(all);
  const vocabulary = symbolsOf({ facts, traits }).length;
  return {
    ...{ masked, vocabulary, width, layers: all.layers, heads: all.heads, tied: all.tied },
    symbols: vocabulary + (masked ? 1 : 0),
    labels: all.conditional ? facts.labels.length : 0,
    hidden: width * all.feedForward,
    rotary: all.positions === "rotary",
    context: length,
  };
}

/** Weights by node of the model graph; `attention` and `feedForward` of each layer. */
export function weightsByNode(sizes: Architecture) {
  const { vocabulary, symbols, labels, width: C, hidden, rotary, tied, context } = sizes;
  const norm = 2 * C;
  return {
    embedding: symbols * C + (rotary ? 0 : context * C),
    label: labels * C,
    attention: norm + (C + 1) * 3 * C + (C + 1) * C,
    feedForward: norm + (C + 1) * hidden + (hidden + 1) * C,
    logits: norm + (tied ? vocabulary : (C + 1) * vocabulary),
  };
}

const FLOAT = 4;
/** A weight, its gradient, and the two moments of Adam. */
const COPIES_OF_A_WEIGHT = 4;
/** Forward, the gradient of what came in, and the gradient of the weights: three products of the same size. */
const PASSES = 3;
const MULTIPLY_ADD = 2;

export function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = architecture(values, data, batch);
  const { layers, heads, width: C, hidden, vocabulary, rotary, masked } = sizes;
  const nodes = weightsByNode(sizes);
  const weights = nodes.embedding + nodes.label + layers * (nodes.attention + nodes.feedForward) + nodes.logits;
  const { dropout } = values as AttentionValues;
  // Nothing is freed before the step ends. How many copies each character has of what a layer makes, forward and backward,
  // a test has measured.
  const dropped = dropout > 0 ? 8 : 0;
  const perLayer = C * (44 + (rotary ? 27 : 0) + 2 * dropped) + 8 * hidden + heads;
  const perCharacter = layers * perLayer + C * (13 + dropped) + 6 * vocabulary + (masked ? 44 : 0);
  const characters = batch.size * batch.length;
  // Every character meets every weight of the layers and the readout, and half of the others of its text, or all.
  const products = layers * (4 * C * C + 2 * C * hidden + (masked ? 2 : 1) * batch.length * C) + C * vocabulary;
  return {
    weights,
    bytes: FLOAT * (COPIES_OF_A_WEIGHT * weights + characters * perCharacter),
    flops: PASSES * MULTIPLY_ADD * characters * products,
  };
}
