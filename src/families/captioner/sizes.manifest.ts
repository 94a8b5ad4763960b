import { chain, multiplyAdds, type NetworkSizes, networkSizes, product } from "../../domains/sizes.ts";
import type { DataContext } from "../../schema/manifest.ts";
import { integer, number, type Parameters, type Values, type ValuesOf } from "../../schema/parameter.ts";

export const parameters = {
  /** Of the outer convolution; the inner one has twice as many. */
  channels: integer(16, { min: 4, max: 64, scale: "log" }),
  /** Of the recurrent decoder. */
  units: integer(96, { min: 8, max: 512, scale: "log" }),
  /** The share of numbers that are dropped before a word is chosen, while it learns. */
  dropout: number(0.3, { min: 0, max: 0.8, step: 0.05, live: true }),
} satisfies Parameters;

export type CaptionerValues = ValuesOf<typeof parameters>;

/** Width of a word's vector. */
export const WORD_WIDTH = 32;
const GATES = 3;

export interface Sizes {
  /** Of the convolutions. */
  readonly network: NetworkSizes;
  /** Cells that are looked at, and numbers that each is seen as. */
  readonly cells: number;
  readonly seen: number;
  readonly units: number;
  /** Different words, the end among them, and places of a text. */
  readonly words: number;
  readonly length: number;
}

export function sizesOf(values: Values, data: DataContext): Sizes {
  const { channels, units } = values as CaptionerValues;
  const dense = { architecture: "convolutional", layers: 1, width: 8, latent: 0, conditional: false };
  const network = networkSizes({ ...dense, channels }, data);
  const [height = 1, width = 1, seen = 1] = network.inner;
  const { texts } = data.facts;
  return { network, cells: height * width, seen, units, words: texts?.words.length ?? 1, length: texts?.length ?? 1 };
}

const WINDOW = 4 * 4;

/** Weights by node of the model graph. */
export function weightsByNode({ network, cells, seen, units, words }: Sizes) {
  return {
    encoder: chain([network.shape.at(-1) as number, ...network.channels], WINDOW),
    before: words * WORD_WIDTH,
    decoder: chain([cells * seen, units]) + GATES * units * (WORD_WIDTH + units + 1),
    attention: chain([seen, units]),
    word: chain([units + seen, units, words]),
  };
}

/** Multiply-adds of one example's forward pass. */
export function operations(sizes: Sizes): number {
  const { network, cells, seen, units, words, length } = sizes;
  const step = GATES * units * (WORD_WIDTH + units) + cells * (units + seen) + (units + seen) * units + units * words;
  return multiplyAdds({ ...network, latent: 0 }).encoder + 2 * cells * seen * units + length * step;
}

/** Numbers that a step holds at its peak for each example. */
export const numbersPerExample = ({ network, cells, seen, units, words, length }: Sizes): number =>
  8 * product(network.shape) +
  12 * network.channels.reduce((sum, channels, i) => sum + (4 * cells * channels) / 4 ** i, 0) +
  4 * cells * (units + seen) +
  length * (6 * cells + 30 * units + 4 * words);
