import type { DatasetFacts } from "../../schema/domain.ts";
import {
  choice,
  integer,
  number,
  type Parameters,
  toggle,
  type Values,
  type ValuesOf,
} from "../../schema/parameter.ts";

export const OBJECTIVES = ["wassersteinGp", "nonSaturating", "minimax", "leastSquares", "wassersteinClip"] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** Points have no neighbours to convolve; `domain` is the data's, beside the family's own values. */
const ofPictures = ({ domain }: Values) => domain === "image";
const isDense = (values: Values) => values.architecture === "dense" || !ofPictures(values);
const isWasserstein = ({ objective }: Values) => objective === "wassersteinGp" || objective === "wassersteinClip";

export const parameters = {
  /** Points are always dense. */
  architecture: choice("dense", ["dense", "convolutional"], { applies: ofPictures }),
  layers: integer(3, { min: 1, max: 4, applies: isDense }),
  width: integer(128, { min: 8, max: 512, scale: "log", applies: isDense }),
  /** Of the outer convolutions; the inner ones have twice as many. */
  channels: integer(16, { min: 4, max: 64, scale: "log", applies: (values) => !isDense(values) }),
  latent: integer(8, { min: 2, max: 128, scale: "log" }),
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
  /** Does nothing where the data has no labels. */
  conditional: toggle(false),
} satisfies Parameters;

export type GanValues = ValuesOf<typeof parameters> & { readonly objective: Objective };

/** Width of a label's vector. */
const LABEL_WIDTH = 16;
/** Where a convolutional critic is told the label, a hidden layer of this width weighs the two together. */
export const JOINED_WIDTH = 64;

/** The sizes that the values and the data give: everything that `estimate`, `machine` and the built model must agree on. */
export interface Sizes {
  /** Of one example: [2], or [H, W, C]. */
  readonly shape: readonly number[];
  /** How many numbers that is. */
  readonly inputs: number;
  /** Dense: the widths of the hidden layers, of either network. */
  readonly widths: readonly number[];
  /** Convolutional: the critic's channels from the picture inwards; the generator's the other way. Empty where dense. */
  readonly channels: readonly number[];
  /** Of the innermost picture, [H, W, C]; empty where dense. */
  readonly inner: readonly number[];
  readonly latent: number;
  /** How many labels the model is conditioned on; 0 when it is not. */
  readonly labels: number;
  readonly labelWidth: number;
}

const product = (shape: readonly number[]) => shape.reduce((total, size) => total * size, 1);

export function sizesOf(values: Values, { domain, labels }: DatasetFacts): Sizes {
  const { architecture, layers, width, channels, latent, conditional } = values as GanValues;
  const shape = domain.kind === "image" ? [domain.height, domain.width, domain.channels] : [2];
  const convolutional = architecture === "convolutional" && domain.kind === "image";
  const conditions = conditional ? labels.length : 0;
  return {
    shape,
    inputs: product(shape),
    widths: convolutional ? [] : Array.from({ length: layers }, () => width),
    channels: convolutional ? [channels, 2 * channels] : [],
    // Pictures of the project are 28 or 32 pixels high and wide, so that halves of halves are whole.
    inner: convolutional ? [(shape[0] as number) / 4, (shape[1] as number) / 4, 2 * channels] : [],
    latent,
    labels: conditions,
    labelWidth: conditions > 0 ? LABEL_WIDTH : 0,
  };
}

/** Weights of layers one on the other, each with a bias; `window` is how many pixels a convolution sees at once. */
const chain = (widths: readonly number[], window = 1): number =>
  widths.slice(1).reduce((sum, to, i) => sum + (window * (widths[i] as number) + 1) * to, 0);

const WINDOW = 4 * 4;

/** Weights by machine node. */
export function weightsByNode({ shape, inputs, widths, channels, inner, latent, labels, labelWidth }: Sizes) {
  const label = 2 * labels * labelWidth;
  const given = latent + labelWidth;
  if (inner.length === 0) {
    return { label, generator: chain([given, ...widths, inputs]), critic: chain([inputs + labelWidth, ...widths, 1]) };
  }
  const depth = shape[2] as number;
  const seen = product(inner);
  return {
    label,
    generator: chain([given, seen]) + chain([...channels].reverse().concat(depth), WINDOW),
    critic: chain([depth, ...channels], WINDOW) + chain(labels > 0 ? [seen + labelWidth, JOINED_WIDTH, 1] : [seen, 1]),
  };
}

/** Multiply-adds of one example's forward pass; the window of a convolution meets every pixel of its smaller picture. */
export function multiplyAdds(sizes: Sizes) {
  const { shape, channels, inner, latent, labels, labelWidth } = sizes;
  const { generator, critic } = weightsByNode(sizes);
  if (inner.length === 0) return { generator, critic };
  const [outer, depth, seen] = [channels[0] as number, shape[2] as number, product(inner)];
  const pixels = product(inner.slice(0, 2));
  const convolved = pixels * (4 * chain([depth, outer], WINDOW) + chain(channels, WINDOW));
  return {
    generator: chain([latent + labelWidth, seen]) + convolved,
    critic: convolved + chain(labels > 0 ? [seen + labelWidth, JOINED_WIDTH, 1] : [seen, 1]),
  };
}

/** Numbers that one network's forward pass makes for one example, its hidden layers and its result. */
export function numbersPerExample({ inputs, widths, channels, inner }: Sizes): number {
  if (inner.length === 0) return widths.reduce((sum, width) => sum + width, inputs);
  return inputs + product(inner) + 4 * product(inner.slice(0, 2)) * (channels[0] as number);
}
