/** What examples are called, word by word: what a model learns to say of them. */
import { captionWords } from "../core/captionWords.ts";
import type { TextFacts } from "../schema/domain.ts";

/** A word that fewer texts have is none that could be learned. */
const LEAST = 2;
/** Longer texts are cut. */
const LONGEST = 7;

/** Letters in lower case would be one with those in upper case: a text of a single character stands as it is. */
const wordsOf = (text: string): readonly string[] =>
  text.split(" ").flatMap((word) => ([...word].length === 1 ? [word] : captionWords(word)));

/** The words of texts of both parts; those count that the training part has often enough. */
export function textFacts([train, validation]: readonly [readonly string[], readonly string[]]): TextFacts {
  const counts = new Map<string, number>();
  for (const text of train) for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= LEAST);
  const words = ["", ...frequent.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word)];
  const known = new Set(words);
  const most = [...train, ...validation].reduce(
    (longest, text) => Math.max(longest, wordsOf(text).filter((word) => known.has(word)).length),
    1,
  );
  return { words, length: Math.min(LONGEST, most) + 1 };
}

const cache = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Texts as rows of word numbers, at least one zero at their ends. int32 [N · T]. */
export function textRows({ words, length }: TextFacts, texts: readonly string[]): Int32Array {
  const numberOf = cache.get(words) ?? new Map(words.map((word, i) => [word, i]));
  cache.set(words, numberOf);
  const rows = new Int32Array(texts.length * length);
  texts.forEach((text, row) => {
    const known = wordsOf(text).flatMap((word) => numberOf.get(word) ?? []);
    rows.set(known.slice(0, length - 1), row * length);
  });
  return rows;
}

/** Word numbers up to the first zero, as words. */
export function wordsAt({ words }: TextFacts, row: ArrayLike<number>): readonly string[] {
  const numbers = Array.from(row);
  const end = numbers.indexOf(0);
  return numbers.slice(0, end < 0 ? numbers.length : end).map((number) => words[number] ?? "");
}
