/** What is laid before a player: which samples, in which order, by a seed alone. */
import { type RandomStream, randomPermutation, substream } from "../../../core/random.ts";

/** Whether a sample is one of the data's, held out of training, or one that the model made. */
export interface Card<S> {
  readonly sample: S;
  readonly made: boolean;
}

/** All of them in random order. */
export const shuffled = <T>(all: readonly T[], stream: RandomStream): T[] =>
  Array.from(randomPermutation(stream, all.length), (place) => all[place] as T);

export interface Dealt<S> {
  /** As many real as made, in random order; an even number. */
  readonly cards: readonly Card<S>[];
  /** Those of either kind that nobody is asked about. */
  readonly rest: { readonly real: readonly S[]; readonly made: readonly S[] };
}

/**
 * `count` cards at most, half of them real. No two look alike (`keyOf`), and what is both made and real is no question: it
 * is left out.
 */
export function deal<S>(
  real: readonly S[],
  made: readonly S[],
  count: number,
  keyOf: (sample: S) => string,
  stream: RandomStream,
): Dealt<S> {
  const known = new Set(real.map(keyOf));
  const [held, own] = [
    once(shuffled(real, substream(stream, 0)), keyOf),
    once(shuffled(made, substream(stream, 1)), keyOf).filter((sample) => !known.has(keyOf(sample))),
  ];
  const half = Math.min(Math.floor(count / 2), held.length, own.length);
  const cards = [
    ...held.slice(0, half).map((sample) => ({ sample, made: false })),
    ...own.slice(0, half).map((sample) => ({ sample, made: true })),
  ];
  return { cards: shuffled(cards, substream(stream, 2)), rest: { real: held.slice(half), made: own.slice(half) } };
}

function once<S>(all: readonly S[], keyOf: (sample: S) => string): S[] {
  const seen = new Set<string>();
  return all.filter((sample) => {
    const key = keyOf(sample);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
