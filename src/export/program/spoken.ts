import { python } from "./template.ts";

/** How a program speaks of what is read symbol by symbol. */
export interface Spoken {
  /** What a symbol and a sample are called, and what number 0 stands for. */
  readonly symbol: string;
  readonly sample: string;
  readonly zero: string;
  /** Symbols of a sample that is made; `null` where sampling says how many. */
  readonly length: number | null;
}

export const TEXTS: Spoken = { symbol: "character", sample: "text", zero: "the newline", length: null };

/** Sizes of what is read, as constants. */
export const constants = (symbols: number, labels: number, { symbol, sample, zero }: Spoken = TEXTS): string => python`
  VOCABULARY = ${symbols}  # ${symbol}s by number; 0 is ${zero} that begins and ends a ${sample}
  ${labels > 0 && `LABELS = ${labels}  #@ model.conditional`}
`;
