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

/** Points have no neighbours to convolve; `domain` is the data's, beside the family's own values. */
const ofPictures = ({ domain }: Values) => domain === "image";
const isDense = (values: Values) => values.architecture === "dense" || !ofPictures(values);
const isGaussian = (values: Values) => values.objective !== "bernoulli";

export const parameters = {
  /** Points are always dense. */
  architecture: choice("dense", ["dense", "convolutional"], { applies: ofPictures }),
  layers: integer(1, { min: 1, max: 3, applies: isDense }),
  width: integer(256, { min: 8, max: 1024, scale: "log", applies: isDense }),
  /** Of the outer convolution; the inner one has twice as many. */
  channels: integer(32, { min: 4, max: 64, scale: "log", applies: (values) => !isDense(values) }),
  latent: integer(8, { min: 2, max: 128, scale: "log" }),
  beta: number(1, { min: 0, max: 20, scale: "log", live: true }),
  /** β grows in a straight line from 0 until this step; 0 is at full strength from the first. */
  warmup: integer(0, { min: 0, max: 20_000, scale: "log", unit: "steps", live: true }),
  spread: choice("fixed", ["fixed", "learned"], { applies: isGaussian }),
  deviation: number(0.1, {
    min: 0.01,
    max: 1,
    scale: "log",
    live: true,
    applies: (values) => isGaussian(values) && values.spread === "fixed",
  }),
  /** Does nothing where the data has no labels. */
  conditional: toggle(false),
} satisfies Parameters;

export type VaeValues = ValuesOf<typeof parameters> & {
  /** `training.objective`: the likelihood of an example, given what was decoded. */
  readonly objective: "gaussian" | "bernoulli";
};

/** Width of a label's vector, which is laid beside what the encoder has seen, and beside z. */
const LABEL_WIDTH = 16;

/** The sizes that the values and the data give: everything that `estimate`, `machine` and the built model must agree on. */
export interface Sizes {
  /** Of one example: [2], or [H, W, C]. */
  readonly shape: readonly number[];
  /** How many numbers that is. */
  readonly inputs: number;
  /** Dense: the widths of the hidden layers from the input inwards; the decoder mirrors them. */
  readonly widths: readonly number[];
  /** Convolutional: the channels from the input inwards, each stage half as high and wide; empty for a dense network. */
  readonly channels: readonly number[];
  /** Of the innermost picture, [H, W, C]; empty for a dense network. */
  readonly inner: readonly number[];
  readonly latent: number;
  /** How many labels the model is conditioned on; 0 when it is not. */
  readonly labels: number;
  readonly labelWidth: number;
  /** Whether the deviation of the Gaussian is one more weight. */
  readonly learnedSpread: boolean;
}

const product = (shape: readonly number[]) => shape.reduce((total, size) => total * size, 1);

export function sizesOf(values: Values, facts: DatasetFacts): Sizes {
  const { architecture, layers, width, channels, latent, spread, conditional } = values as VaeValues;
  const { domain } = facts;
  const shape = domain.kind === "image" ? [domain.height, domain.width, domain.channels] : [2];
  const convolutional = architecture === "convolutional" && domain.kind === "image";
  const labels = conditional ? facts.labels.length : 0;
  return {
    shape,
    inputs: product(shape),
    widths: convolutional ? [] : Array.from({ length: layers }, () => width),
    channels: convolutional ? [channels, 2 * channels] : [],
    // Pictures of the project are 28 or 32 pixels high and wide, so that halves of halves are whole.
    inner:
      convolutional && domain.kind === "image"
        ? [Math.ceil(domain.height / 4), Math.ceil(domain.width / 4), 2 * channels]
        : [],
    latent,
    labels,
    labelWidth: labels > 0 ? LABEL_WIDTH : 0,
    learnedSpread: isGaussian(values) && spread === "learned",
  };
}

/** How many numbers the encoder hands to μ and σ, label apart. */
export const encodedWidth = ({ inner, widths }: Sizes) =>
  inner.length > 0 ? product(inner) : (widths.at(-1) as number);

/** How many numbers the decoder's last layer is made from. */
export const decodedWidth = ({ inner, widths, channels }: Sizes) => {
  const [height = 0, width = 0] = inner;
  return inner.length > 0 ? 4 * height * width * (channels[0] as number) : (widths[0] as number);
};

/** Weights of layers one on the other, each with a bias; `window` is how many pixels a convolution sees at once. */
const chain = (widths: readonly number[], window = 1): number =>
  widths.slice(1).reduce((sum, to, i) => sum + (window * (widths[i] as number) + 1) * to, 0);

const WINDOW = 4 * 4;

/** Multiply-adds of one example's forward pass; the window of a convolution meets every pixel of its smaller picture. */
export function multiplyAdds(sizes: Sizes): number {
  const { shape, inputs, widths, channels, inner, latent, labelWidth } = sizes;
  const heads = 2 * (encodedWidth(sizes) + labelWidth) * latent;
  const conditioned = latent + labelWidth;
  if (inner.length === 0) {
    return heads + chain([inputs, ...widths]) + chain([conditioned, ...[...widths].reverse(), inputs]);
  }
  const [outer, depth, seen] = [channels[0] as number, shape[2] as number, product(inner)];
  const pixels = product(inner.slice(0, 2));
  const convolved = pixels * (4 * chain([depth, outer], WINDOW) + chain(channels, WINDOW));
  return heads + chain([conditioned, seen]) + 2 * convolved;
}

/** Weights by machine node. */
export function weightsByNode(sizes: Sizes) {
  const { shape, inputs, widths, channels, inner, latent, labels, labelWidth, learnedSpread } = sizes;
  const head = (encodedWidth(sizes) + labelWidth + 1) * latent;
  const spread = learnedSpread ? 1 : 0;
  const common = { label: 2 * labels * labelWidth, mean: head, spread: head };
  const conditioned = latent + labelWidth;
  if (inner.length === 0) {
    return {
      ...common,
      encoder: chain([inputs, ...widths]),
      decoder: chain([conditioned, ...[...widths].reverse()]),
      output: chain([widths[0] as number, inputs]) + spread,
    };
  }
  const [outer, depth] = [channels[0] as number, shape[2] as number];
  return {
    ...common,
    encoder: chain([depth, ...channels], WINDOW),
    decoder: chain([conditioned, product(inner)]) + chain([...channels].reverse(), WINDOW),
    output: chain([outer, depth], WINDOW) + spread,
  };
}
