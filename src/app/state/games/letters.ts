/** Texts known by their letters alone: how often each follows the two before it, as counted in the data. */
import { graphemesOf } from "../../../core/graphemes.ts";

const END = "\n";
/** How much a shorter memory counts: Witten and Bell's, with one pseudo-count a kind of letter that was seen. */
const BACK_OFF = 2;

export interface Letters {
  /** −log₂ p of a text and of its end, for each letter of both. */
  readonly bitsEach: (text: string) => number;
  /** log₂ p of a text and of its end. */
  readonly logOf: (text: string) => number;
}

export function countLetters(texts: Iterable<string>): Letters {
  const counts = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const totals = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const kinds = new Set<string>([END]);
  const add = (map: Map<string, number> | undefined, key: string) => map?.set(key, (map.get(key) ?? 0) + 1);
  for (const text of texts) {
    walk(text, (context, letter) => {
      kinds.add(letter);
      for (let order = 0; order < counts.length; order++) {
        const before = context.slice(context.length - order).join("");
        add(counts[order], before + letter);
        add(totals[order], before);
      }
    });
  }
  /** Each order mixed with the one below; the lowest with one that gives every letter the same. */
  function probability(context: readonly string[], letter: string): number {
    let p = 1 / (kinds.size + 1);
    for (let order = 0; order < counts.length; order++) {
      const before = context.slice(context.length - order).join("");
      const seen = counts[order]?.get(before + letter) ?? 0;
      p = (seen + BACK_OFF * p) / ((totals[order]?.get(before) ?? 0) + BACK_OFF);
    }
    return p;
  }
  function bits(text: string): { readonly sum: number; readonly letters: number } {
    let [sum, letters] = [0, 0];
    walk(text, (context, letter) => {
      sum -= Math.log2(probability(context, letter));
      letters++;
    });
    return { sum, letters };
  }
  return {
    bitsEach: (text) => {
      const { sum, letters } = bits(text);
      return sum / letters;
    },
    logOf: (text) => -bits(text).sum,
  };
}

/** Every letter of a text and its end, with the two before it. */
function walk(text: string, visit: (context: readonly string[], letter: string) => void): void {
  let context: readonly string[] = [END, END];
  for (const letter of [...graphemesOf(text), END]) {
    visit(context, letter);
    context = [...context.slice(1), letter];
  }
}
