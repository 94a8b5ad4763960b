/** What may make one character out of several code points: marks, joiners, modifiers, flags, jamo, prepended signs. */
const JOINING =
  "\\p{M}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\p{Cf}\\u0e33\\u0eb3\\uff9e\\uff9f\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff\\r" +
  "\\u0d4e\\u{11000}-\\u{11fff}";
const MAY_JOIN = new RegExp(`[${JOINING}]`, "u");
/** Between two code points that join nothing. */
const SAFE = new RegExp(`(?<=[^${JOINING}])(?=[^${JOINING}])`, "u");
/** Engines copy the whole text for each of its segments: it is given to them in pieces. */
const PIECE = 512;

let segmenter: Intl.Segmenter | null = null;

/**
 * The characters of a text as a reader counts them (extended grapheme clusters, Unicode Standard Annex 29): a letter with
 * its marks, a joined emoji. Code points where the browser cannot tell them apart.
 */
export function graphemesOf(text: string): string[] {
  if (!MAY_JOIN.test(text) || !("Segmenter" in Intl)) return Array.from(text);
  return text.split(SAFE).flatMap((piece) => (MAY_JOIN.test(piece) ? segmentsOf(piece) : piece));
}

function segmentsOf(piece: string): string[] {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  const found: string[] = [];
  for (let from = 0; from < piece.length; ) {
    const part = piece.slice(from, from + PIECE);
    const segments = Array.from(segmenter.segment(part), ({ segment }) => segment);
    // The last one may go on in the next part.
    const cut = from + part.length < piece.length && segments.length > 1 ? segments.slice(0, -1) : segments;
    found.push(...cut);
    from += cut.reduce((length, each) => length + each.length, 0);
  }
  return found;
}
