/** A character as it is shown alone: line ends and spaces get a sign, since they have no ink of their own. */
export function visibleCharacter(character: string): string {
  if (character === "\n") return "↵";
  if (character === " ") return "␣";
  if (character === "\t") return "⇥";
  return character;
}

/** Texts that hold line breaks or are longer than a name are set as blocks, the others as chips. */
export const isLong = (text: string): boolean => text.includes("\n") || text.length > 44;
