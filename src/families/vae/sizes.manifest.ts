import {
  condition,
  conditional,
  conditionWeights,
  decoderWeights,
  encodedWidth,
  encoderWeights,
  multiplyAdds,
  type NetworkSizes,
  networkParameters,
  networkSizes,
} from "../../domains/sizes.ts";
import type { DataContext } from "../../schema/manifest.ts";
import { choice, integer, number, type Parameters, type Values, type ValuesOf } from "../../schema/parameter.ts";

const isGaussian = (values: Values) => values.objective === "gaussian";

export const parameters = {
  ...networkParameters({ layers: [1, 3], width: [256, 1024], channels: 32 }),
  beta: number(1, { min: 0, max: 20, scale: "log", live: true }),
  /** β grows in a straight line from 0 until this step; 0 is at full strength from the first. */
  warmup: integer(0, { min: 0, max: 20_000, scale: "log", unit: "steps", live: true }),
  /** What each latent unit may say for nothing. */
  freeBits: number(0, { min: 0, max: 2, step: 0.05, unit: "nats", live: true, advanced: true }),
  /** The share of symbols that the decoder is not shown while it trains. */
  wordDropout: number(0, {
    min: 0,
    max: 1,
    step: 0.05,
    live: true,
    applies: (_, { symbols }) => symbols !== undefined,
  }),
  spread: choice("fixed", ["fixed", "learned"], { applies: isGaussian }),
  deviation: number(0.1, {
    min: 0.01,
    max: 1,
    scale: "log",
    live: true,
    applies: (values) => isGaussian(values) && values.spread === "fixed",
  }),
  conditional,
  condition,
} satisfies Parameters;

export type VaeValues = ValuesOf<typeof parameters> & {
  /** `training.objective`: the likelihood of an example, given what was decoded. */
  readonly objective: string;
};

export interface Sizes extends NetworkSizes {
  /** Whether the deviation of the Gaussian is one more weight. */
  readonly learnedSpread: boolean;
}

export const sizesOf = (values: Values, data: DataContext): Sizes => ({
  ...networkSizes(values, data),
  learnedSpread: isGaussian(values) && values.spread === "learned",
});

/** Multiply-adds of one example's forward pass. */
export function operations(sizes: Sizes): number {
  const { encoder, decoder } = multiplyAdds(sizes);
  return encoder + 2 * (encodedWidth(sizes) + sizes.labelWidth) * sizes.latent + decoder;
}

/** Weights by node of the model graph. */
export function weightsByNode(sizes: Sizes) {
  const { latent, labelWidth, learnedSpread } = sizes;
  const head = (encodedWidth(sizes) + labelWidth + 1) * latent;
  const { hidden, output } = decoderWeights(sizes);
  return {
    label: sizes.words > 0 ? 0 : 2 * conditionWeights(sizes),
    caption: sizes.words > 0 ? 2 * conditionWeights(sizes) : 0,
    mean: head,
    spread: head,
    encoder: encoderWeights(sizes),
    decoder: hidden,
    output: output + (learnedSpread ? 1 : 0),
  };
}
