import {
  chain,
  conditional,
  decoderWeights,
  encodedWidth,
  encoderWeights,
  multiplyAdds,
  type NetworkSizes,
  networkParameters,
} from "../../domains/sizes.ts";
import { choice, integer, number, type Parameters, type Values, type ValuesOf } from "../../schema/parameter.ts";

export const OBJECTIVES = ["wassersteinGp", "nonSaturating", "minimax", "leastSquares", "wassersteinClip"] as const;
export type Objective = (typeof OBJECTIVES)[number];

const isWasserstein = ({ objective }: Values) => objective === "wassersteinGp" || objective === "wassersteinClip";

export const parameters = {
  ...networkParameters({ layers: [3, 4], width: [128, 512], channels: 16 }),
  criticSteps: integer(3, { min: 1, max: 10 }),
  criticOptimizer: choice("same", ["same", "adam", "adamw", "rmsprop", "sgd"]),
  /** The critic's learning rate as a multiple of the generator's. */
  criticRate: number(1, { min: 0.05, max: 20, scale: "log", live: true }),
  /** λ. */
  penalty: number(1, {
    min: 0,
    max: 100,
    scale: "log",
    live: true,
    applies: ({ objective }) => objective === "wassersteinGp",
  }),
  /** c. */
  clip: number(0.1, {
    min: 0.001,
    max: 1,
    scale: "log",
    live: true,
    applies: ({ objective }) => objective === "wassersteinClip",
  }),
  /** How far below 1 the critic's target for real examples lies. */
  labelSmoothing: number(0, { min: 0, max: 0.4, step: 0.05, live: true, applies: (values) => !isWasserstein(values) }),
  conditional,
} satisfies Parameters;

export type GanValues = ValuesOf<typeof parameters> & { readonly objective: Objective };

/** Where a convolutional critic is told the label, a hidden layer of this width weighs the two together. */
export const JOINED_WIDTH = 64;

/** Weights from what a critic has seen to its score: a convolutional one is told the label here, a dense one before. */
function scoreWeights(sizes: NetworkSizes): number {
  const seen = encodedWidth(sizes);
  return chain(sizes.inner.length > 0 && sizes.labels > 0 ? [seen + sizes.labelWidth, JOINED_WIDTH, 1] : [seen, 1]);
}

/** Weights by node of the model graph. */
export function weightsByNode(sizes: NetworkSizes) {
  const { hidden, output } = decoderWeights(sizes);
  return {
    label: 2 * sizes.labels * sizes.labelWidth,
    generator: hidden + output,
    critic: encoderWeights(sizes, sizes.labelWidth) + scoreWeights(sizes),
  };
}

/** Multiply-adds of one example's forward pass through either network. */
export function operations(sizes: NetworkSizes) {
  const { encoder, decoder } = multiplyAdds(sizes, sizes.labelWidth);
  return { generator: decoder, critic: encoder + scoreWeights(sizes) };
}
