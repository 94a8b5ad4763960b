/** How large the recurrent networks are that read and write a text of bounded length; see `sizes.ts`. */
import type { NetworkSizes } from "./sizes.ts";

/** Width of a symbol's vector. */
export const SYMBOL_WIDTH = 32;

const GATES = 3;

/** Of a recurrent layer with two gates, as Cho et al. 2014 have it. */
const recurrentWeights = (from: number, units: number) => GATES * units * (from + units + 1);

/** Weights of layers one on the other; the first reads `from` numbers at each place. */
const stackWeights = (from: number, widths: readonly number[]) =>
  widths.reduce((sum, units, i) => sum + recurrentWeights(i === 0 ? from : (widths[i - 1] as number), units), 0);

/** Weights of a reader: the table of symbols, and the layers. */
export const readerWeights = ({ symbols, widths }: NetworkSizes): number =>
  symbols * SYMBOL_WIDTH + stackWeights(SYMBOL_WIDTH, widths);

/** Weights of a writer: the table with a row for what is hidden, the states that it begins with, the layers; and the scores. */
export function writerWeights({ symbols, widths, latent, labelWidth }: NetworkSizes) {
  const given = latent + labelWidth;
  const begun = widths.reduce((sum, units) => sum + (given + 1) * units, 0);
  return {
    hidden: (symbols + 1) * SYMBOL_WIDTH + begun + stackWeights(SYMBOL_WIDTH + given, widths),
    output: ((widths.at(-1) as number) + 1) * symbols,
  };
}

/** Multiply-adds of a text's way through a reader and through a writer. */
export function textMultiplyAdds({ inputs, symbols, widths, latent, labelWidth }: NetworkSizes) {
  const last = widths.at(-1) as number;
  return {
    encoder: inputs * stackWeights(SYMBOL_WIDTH, widths),
    decoder: inputs * (stackWeights(SYMBOL_WIDTH + latent + labelWidth, widths) + last * symbols),
  };
}

/** Numbers that reading and writing one text hold at a step's peak, counted in a test. */
export const textNumbers = ({ inputs, symbols, widths }: NetworkSizes): number =>
  inputs * (12 * SYMBOL_WIDTH + widths.reduce((sum, units) => sum + 30 * units, 0) + 4 * symbols);
