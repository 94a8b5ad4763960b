import { figures, sampling, sequenceViews, series, symbolsOf } from "../../domains/sequence/manifest.ts";
import type { BatchShape, DataContext, Estimate, FamilyManifest } from "../../schema/manifest.ts";
import {
  choice,
  integer,
  number,
  type Parameters,
  toggle,
  type Values,
  type ValuesOf,
} from "../../schema/parameter.ts";
import type { ViewSpec } from "../../schema/view.ts";

const parameters = {
  cell: choice("gru", ["simple", "lstm", "gru"]),
  /** Off is the GRU's first form, the one that stock TensorFlow.js loads. */
  resetAfter: toggle(true, { advanced: true, applies: (values) => values.cell === "gru" }),
  layers: integer(1, { min: 1, max: 3 }),
  units: integer(128, { min: 16, max: 1024, scale: "log" }),
  embedding: integer(32, { min: 4, max: 256, scale: "log" }),
  dropout: number(0, { min: 0, max: 0.8, step: 0.05, live: true }),
  /** Does nothing where the data has no labels. */
  conditional: toggle(true),
} satisfies Parameters;

export type RecurrentValues = ValuesOf<typeof parameters>;

/** Width of a label's vector, which is laid beside every character's. */
const LABEL_WIDTH = 16;

/** The sizes that the values and the data give: everything that `estimate`, `modelGraph` and the built model must agree on. */
export interface Architecture {
  readonly cell: "simple" | "lstm" | "gru" | "gru-reset-before";
  readonly vocabulary: number;
  /** How many labels the model is conditioned on; 0 when it is not. */
  readonly labels: number;
  /** Widths of a character's and of a label's vector (E, L). */
  readonly embedding: number;
  readonly labelEmbedding: number;
  /** Width of each recurrent layer (H), first to last. */
  readonly units: readonly number[];
}

export function architecture(values: Values, { facts, traits }: DataContext): Architecture {
  const { cell, resetAfter, layers, units, embedding, conditional } = values as RecurrentValues;
  const labels = conditional ? facts.labels.length : 0;
  return {
    cell: cell === "gru" && !resetAfter ? "gru-reset-before" : cell,
    vocabulary: symbolsOf({ facts, traits }).length,
    labels,
    embedding,
    labelEmbedding: labels > 0 ? LABEL_WIDTH : 0,
    units: Array.from({ length: layers }, () => units),
  };
}

const GATES = { simple: 1, lstm: 4, gru: 3, "gru-reset-before": 3 } as const;

/** Weights of a recurrent layer: two kernels and a bias; the GRU that resets after the product has a second bias. */
function recurrentWeights(cell: Architecture["cell"], inputs: number, units: number): number {
  const biases = cell === "gru" ? 2 : 1;
  return GATES[cell] * units * (inputs + units + biases);
}

/** Weights by node of the model graph. */
export function weightsByNode({ cell, vocabulary, labels, embedding, labelEmbedding, units }: Architecture) {
  const inputsOf = (layer: number) => (layer === 0 ? embedding + labelEmbedding : (units[layer - 1] as number));
  return {
    embedding: vocabulary * embedding,
    label: labels * labelEmbedding,
    recurrent: units.map((width, layer) => recurrentWeights(cell, inputsOf(layer), width)),
    readout: ((units.at(-1) as number) + 1) * vocabulary,
  };
}

const FLOAT = 4;
/** A weight, its gradient, and the two moments of Adam. */
const COPIES_OF_A_WEIGHT = 4;
/** Forward, the gradient of what came in, and the gradient of the weights: three products of the same size. */
const PASSES = 3;
const MULTIPLY_ADD = 2;

function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = architecture(values, data);
  const { embedding, label: labelWeights, recurrent, readout } = weightsByNode(sizes);
  const weights = recurrent.reduce((sum, count) => sum + count, embedding + labelWeights + readout);
  // Nothing is freed before the step ends. Of each character there are then: its vector, joined and apart, with the
  // gradients; per layer the gates' products, what they became and their gradients, and the hidden state; logits,
  // probabilities and gradient. How many copies of each a test has measured.
  const dropped = (values as RecurrentValues).dropout > 0 ? 2 : 0;
  const hidden = sizes.units.reduce((sum, width) => sum + width * (6 * GATES[sizes.cell] + 3 + dropped), 0);
  const perCharacter = 4 * (sizes.embedding + sizes.labelEmbedding) + hidden + 6 * sizes.vocabulary;
  const characters = batch.size * batch.length;
  return {
    weights,
    bytes: FLOAT * (COPIES_OF_A_WEIGHT * weights + characters * perCharacter),
    // Every character meets every weight but those of the tables.
    flops: PASSES * MULTIPLY_ADD * characters * (weights - embedding - labelWeights),
  };
}

/** The node of the recurrent layer `layer`, counted from 0. */
export const recurrentNode = (layer: number) => `recurrent${layer + 1}`;

const views: readonly ViewSpec[] = [
  { id: "samples", kind: "text", source: "sampling" },
  { id: "next", kind: "probabilities", source: "text" },
  { id: "hidden", kind: "heatmap", source: "text" },
  { id: "units", kind: "units", source: "model" },
  { id: "machine", kind: "machine", source: "machine" },
];

/** A recurrent network that reads a text character by character and predicts the next one. Elman 1990; Mikolov et al. 2010. */
export const manifest = {
  id: "recurrent",
  order: 10,
  accepts: ["tokens"],
  parameters,
  sampling,
  objectives: () => ["crossEntropy"],
  series: () => series,
  figures,
  views: (_, domain) => sequenceViews(views, domain),
  estimate,
} satisfies FamilyManifest;
