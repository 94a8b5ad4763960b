import type { DatasetFacts } from "../../../schema/domain.ts";

/** So many characters are named one by one. */
const NAMED = 12;

export interface Spelled {
  /** What the model is given of the text. */
  readonly used: string;
  /** Each character that the data does not have, once, as they came. */
  readonly dropped: readonly string[];
}

/** A typed text in the alphabet of the data; data that is no text takes everything. */
export function spell(text: string, facts: DatasetFacts | null): Spelled {
  if (facts?.domain.kind !== "tokens") return { used: text, dropped: [] };
  const alphabet = new Set(facts.domain.vocabulary);
  const characters = Array.from(text);
  return {
    used: characters.filter((character) => alphabet.has(character)).join(""),
    dropped: [...new Set(characters.filter((character) => !alphabet.has(character)))],
  };
}

/** Characters for a sentence: each apart, so that marks do not join and directions do not mix; a long list ends in `…`. */
export function listed(characters: readonly string[]): string {
  const named = characters.slice(0, NAMED).map((character) => {
    // What cannot be seen goes by its number.
    if (character === " ") return "␣";
    const visible = !/^[\p{C}\p{Z}]$/u.test(character);
    return visible
      ? `\u2068${/^\p{M}$/u.test(character) ? "◌" : ""}${character}\u2069`
      : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return [...named, ...(characters.length > NAMED ? ["…"] : [])].join(" ");
}
