/** How many words of a caption are read. */
export const CAPTION_WORDS = 24;

/** Chinese is written without spaces between words, and each of its characters means something: it is read by characters. */
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** The words of a caption in lower case, as they stand. */
export const captionWords = (text: string): readonly string[] => text.normalize("NFKC").toLowerCase().match(WORD) ?? [];

/** The word that stands in a vocabulary for one that was typed, itself or its singular; `null` where none does. */
export function knownWord(word: string, has: (word: string) => boolean): string | null {
  if (has(word)) return word;
  const singular = word.replace(/s$/, "");
  return singular !== word && has(singular) ? singular : null;
}
