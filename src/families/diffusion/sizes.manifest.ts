import {
  chain,
  condition,
  conditional,
  conditionWeights,
  denoiserMultiplyAdds,
  denoiserWeights,
  type NetworkSizes,
  networkParameters,
  networkSizes,
} from "../../domains/sizes.ts";
import type { DataContext } from "../../schema/manifest.ts";
import { choice, number, type Parameters, toggle, type Values, type ValuesOf } from "../../schema/parameter.ts";

/** What the network predicts, or straight paths. Salimans & Ho 2022; Lipman et al. 2023. */
export const OBJECTIVES = ["velocity", "noise", "sample", "flow"] as const;
export type Objective = (typeof OBJECTIVES)[number];

const { latent: _, architecture, ...sizes } = networkParameters({ layers: [3, 6], width: [128, 512], channels: 32 });

export const parameters = {
  architecture: { ...architecture, default: "convolutional" },
  ...sizes,
  /** How much noise there is at which time; straight paths have their own. */
  noiseSchedule: choice("cosine", ["cosine", "linear"], { applies: ({ objective }) => objective !== "flow" }),
  conditional,
  condition,
  /** Whether samples are drawn with an average of the weights over the last steps. */
  average: toggle(true, { live: true }),
  averageDecay: number(0.995, { min: 0.9, max: 0.999, step: 0.001, live: true, advanced: true }),
} satisfies Parameters;

export type DiffusionValues = ValuesOf<typeof parameters> & { readonly objective: Objective };

/** Numbers that stand for a time: its sines and cosines. */
export const WAVES = 32;
/** Numbers that the denoiser is told: time and label, taken together. */
export const TOLD = 64;

export const sizesOf = (values: Values, data: DataContext): NetworkSizes =>
  networkSizes({ ...values, latent: 0 }, data);

/** How many labels the table has: one more stands for none. */
export const tableRows = ({ labels }: NetworkSizes): number => (labels > 0 ? labels + 1 : 0);

/** Weights by node of the model graph. */
export function weightsByNode(sizes: NetworkSizes) {
  const { hidden, output } = denoiserWeights(sizes, TOLD);
  return {
    label: tableRows(sizes) * sizes.labelWidth,
    caption: sizes.words > 0 ? conditionWeights(sizes) : 0,
    time: chain([WAVES + sizes.labelWidth, TOLD, TOLD]),
    network: hidden,
    prediction: output,
  };
}

/** Multiply-adds of one example's forward pass. */
export const operations = (sizes: NetworkSizes): number =>
  weightsByNode(sizes).time + denoiserMultiplyAdds(sizes, TOLD);
