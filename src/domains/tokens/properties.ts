/** What can be said of each character of a text, for units of a model to follow. */
import type { Property } from "../associations.ts";

/** The letter without its marks, small. */
const bare = (character: string) => character.normalize("NFD").charAt(0).toLocaleLowerCase("en");

const OF_CHARACTER: Readonly<Record<string, (character: string) => boolean>> = {
  vowel: (character) => "aeiouy".includes(bare(character)),
  upper: (character) => /\p{Lu}/u.test(character),
  marked: (character) => /\p{L}/u.test(character) && character.normalize("NFD").length > 1,
  digit: (character) => /\p{Nd}/u.test(character),
  space: (character) => /\s/.test(character),
  sign: (character) => /[\p{P}\p{S}]/u.test(character),
};

/** `position` counts from the last newline. Properties that no character has, or all have, are told all the same. */
export function characterProperties(tokens: ArrayLike<number>, symbols: readonly string[]): readonly Property[] {
  const read = Array.from(tokens, (token) => symbols[token] as string);
  let since = 0;
  const position = read.map((character) => {
    since = character === "\n" ? 0 : since + 1;
    return since;
  });
  return [
    ...Object.entries(OF_CHARACTER).map(([id, has]) => ({
      id,
      values: read.map((character) => Number(has(character))),
    })),
    { id: "position", values: position },
  ];
}
