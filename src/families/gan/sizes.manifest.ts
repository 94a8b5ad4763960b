import {
  chain,
  conditional,
  decoderWeights,
  encodedWidth,
  encoderWeights,
  multiplyAdds,
  type NetworkSizes,
  networkParameters,
  relaxedMultiplyAdds,
  relaxedWeights,
} from "../../domains/sizes.ts";
import {
  choice,
  integer,
  number,
  type Parameter,
  type Parameters,
  type Values,
  type ValuesOf,
} from "../../schema/parameter.ts";

export const OBJECTIVES = ["wassersteinGp", "nonSaturating", "minimax", "leastSquares", "wassersteinClip"] as const;
export type Objective = (typeof OBJECTIVES)[number];

type Applies = NonNullable<Parameter["applies"]>;
const ofSymbols: Applies = (_, { symbols }) => symbols !== undefined;
const isDrawn: Applies = (values, domain) => values.relaxation === "gumbel" && ofSymbols(values, domain);

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
  /** Places by which what a critic's layers see is moved in time at most. Donahue et al. 2019. */
  phaseShuffle: integer(0, {
    min: 0,
    max: 4,
    live: true,
    applies: ({ architecture }, { timed }) => timed === true && architecture === "convolutional",
  }),
  conditional,
  /** What the critic is shown of texts that are made: shares of all symbols, or one that is drawn, with the slope of shares. */
  relaxation: choice("softmax", ["softmax", "gumbel"], { applies: ofSymbols }),
  /** τ at first, at last, and the steps in between, over which its logarithm falls in a straight line. */
  gumbelTemperature: number(2, { min: 0.1, max: 5, scale: "log", live: true, applies: isDrawn }),
  gumbelEnd: number(0.5, { min: 0.1, max: 5, scale: "log", live: true, applies: isDrawn }),
  gumbelSteps: integer(1000, { min: 0, max: 20_000, scale: "log", unit: "steps", live: true, applies: isDrawn }),
} satisfies Parameters;

export type GanValues = ValuesOf<typeof parameters> & { readonly objective: Objective };

/** Where a convolutional critic is told the label, a hidden layer of this width weighs the two together. */
export const JOINED_WIDTH = 64;

/** How many convolutions a critic looks through; 0 for a dense one. */
export const convolutions = ({ symbols, widths, channels }: NetworkSizes): number =>
  symbols > 0 ? widths.length : channels.length;

/** How many numbers a critic makes of what it sees. */
export const seenWidth = (sizes: NetworkSizes): number =>
  sizes.symbols > 0 ? sizes.inputs * (sizes.widths.at(-1) as number) : encodedWidth(sizes);

/** Weights from what a critic has seen to its score: a convolutional one is told the label here, a dense one before. */
function scoreWeights(sizes: NetworkSizes): number {
  const seen = seenWidth(sizes);
  return chain(convolutions(sizes) > 0 && sizes.labels > 0 ? [seen + sizes.labelWidth, JOINED_WIDTH, 1] : [seen, 1]);
}

/** Weights by node of the model graph. */
export function weightsByNode(sizes: NetworkSizes) {
  const { encoder, hidden, output } =
    sizes.symbols > 0
      ? relaxedWeights(sizes)
      : { encoder: encoderWeights(sizes, sizes.labelWidth), ...decoderWeights(sizes) };
  return {
    label: 2 * sizes.labels * sizes.labelWidth,
    generator: hidden + output,
    critic: encoder + scoreWeights(sizes),
  };
}

/** Multiply-adds of one example's forward pass through either network. */
export function operations(sizes: NetworkSizes) {
  const { encoder, decoder } = sizes.symbols > 0 ? relaxedMultiplyAdds(sizes) : multiplyAdds(sizes, sizes.labelWidth);
  return { generator: decoder, critic: encoder + scoreWeights(sizes) };
}
