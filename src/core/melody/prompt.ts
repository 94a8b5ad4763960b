/** A first bar as it is tapped, note by note: the beginning that a model goes on from. */
import { BAR, lengthSymbol, METRES, type Metre, metreOf, REST } from "./notation.ts";
import { readMelody } from "./read.ts";

/** The last note or rest of a text with its length, and the bar line after it. */
const LAST = /[^\d|④③⑥]\d?\|?$/u;

/** The metre of a text that has begun, else that of 4/4. */
export const metreOfText = (text: string): Metre => metreOf(Array.from(text)[0] ?? "") ?? (METRES[0] as Metre);

/** Eighths that are left in the first bar. */
export function roomIn(text: string): number {
  const { bars, metre } = readMelody(text, false);
  const [first] = bars;
  if (!first) return metre.eighths;
  return first.closed ? 0 : Math.max(0, metre.eighths - first.length);
}

/** With one more note (a letter) or rest, cut to what is left of the bar; a bar that is full is closed. */
export function withNote(text: string, symbol: string, eighths: number): string {
  const room = roomIn(text);
  if (room === 0) return text;
  const begun = text === "" ? metreOfText(text).sign : text;
  const length = Math.min(room, eighths);
  return `${begun}${symbol}${lengthSymbol(length)}${length === room ? BAR : ""}`;
}

export const withRest = (text: string, eighths: number): string => withNote(text, REST, eighths);

/** Without its last note or rest. */
export const withoutLast = (text: string): string => text.replace(LAST, "");
