import { notesInKey } from "../../core/melody/key.ts";
import { readMelody } from "../../core/melody/read.ts";
import type { TextRules } from "../dataset.ts";

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** How many bars have the length that their metre says, and how many notes are in the key of their tune. */
export const melodyRules: TextRules = {
  series: ["samples.bars", "samples.key"],
  of: (texts) => {
    const melodies = texts.map(({ text, ended }) => readMelody(text, ended));
    // One that is still open, as where a text was cut off, can only be too long.
    const judged = melodies.flatMap(({ bars, metre }) =>
      bars.filter(({ closed, length }) => closed || length > metre.eighths),
    );
    const notes = melodies.flatMap((melody) => melody.notes);
    const inKey = melodies.reduce((sum, melody) => sum + notesInKey(melody.notes), 0);
    return {
      "samples.bars": share(judged.filter(({ right }) => right).length, judged.length),
      "samples.key": share(inKey, notes.length),
    };
  },
};
