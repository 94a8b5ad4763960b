/** Reads melodies that were written by anyone, a half-trained model among them: whatever makes no sense is noted and passed over. */
import { BAR, METRES, type Metre, metreOf, pitchOf, REST } from "./notation.ts";

/** Times and lengths are in eighths. */
export interface Note {
  /** MIDI number. */
  readonly pitch: number;
  readonly start: number;
  readonly length: number;
}

export interface Bar {
  readonly start: number;
  /** What its notes and rests come to. */
  readonly length: number;
  /** Whether a bar line, or the end of the tune, closes it: one that is still being written may yet become right. */
  readonly closed: boolean;
  readonly right: boolean;
}

export type MelodyProblem =
  | "noMetre"
  /** A length that follows no note, a second metre, a character that means nothing. */
  | "stray"
  | "shortBar"
  | "longBar";

export interface Melody {
  readonly metre: Metre;
  readonly notes: readonly Note[];
  readonly bars: readonly Bar[];
  /** Of the whole, in eighths. */
  readonly length: number;
  /** What is wrong with it, each kind once. */
  readonly problems: readonly MelodyProblem[];
}

/**
 * `finished`: whether the end of the text is that of the tune, which closes the last bar. Without a metre's sign that of
 * 4/4 is supposed, and noted as missing.
 */
export function readMelody(text: string, finished = true): Melody {
  const problems = new Set<MelodyProblem>();
  const notes: Note[] = [];
  const bars: Bar[] = [];
  const symbols = Array.from(text);
  const first = metreOf(symbols[0] ?? "");
  const metre = first ?? (METRES[0] as Metre);
  if (!first) problems.add("noMetre");

  let at = 0;
  let barStart = 0;
  /** What a length would belong to. */
  let open: "note" | "rest" | null = null;
  const close = (closed: boolean) => {
    const length = at - barStart;
    const right = length === metre.eighths;
    if (closed && length < metre.eighths) problems.add("shortBar");
    if (length > metre.eighths) problems.add("longBar");
    bars.push({ start: barStart, length, closed, right });
    barStart = at;
  };
  for (const symbol of first ? symbols.slice(1) : symbols) {
    const pitch = pitchOf(symbol);
    if (pitch !== undefined) {
      notes.push({ pitch, start: at, length: 1 });
      at += 1;
      open = "note";
    } else if (symbol === REST) {
      at += 1;
      open = "rest";
    } else if (symbol === BAR) {
      close(true);
      open = null;
    } else if (/[1-9]/.test(symbol) && open) {
      const more = Number(symbol) - 1;
      at += more;
      const last = notes.at(-1);
      if (open === "note" && last) notes[notes.length - 1] = { ...last, length: last.length + more };
      open = null;
    } else if (symbol.trim() !== "") {
      problems.add("stray");
    }
  }
  if (at > barStart) close(finished);
  return { metre, notes, bars, length: at, problems: [...problems] };
}
