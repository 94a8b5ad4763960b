/** So many characters are named one by one. */
const NAMED = 12;

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
