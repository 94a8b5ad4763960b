/**
 * Melodies as lines of text that can be read, one symbol for each thing, after ABC notation: a sign for the metre, then
 * notes and rests with their lengths, and a bar line between bars.
 *
 *     ④G2G2A2B2|c4B3A|…
 *
 * Letters are pitches from C4 to B5, upper case below lower case, a dot above is a sharp; z is a rest; a number after
 * either is how many eighths it lasts, one where there is none.
 */

/** Beats of a bar: how many eighths it has, and how it is written in a MIDI file and on paper. */
export interface Metre {
  readonly sign: string;
  /** Eighths of a bar. */
  readonly eighths: number;
  /** As on paper: 3 over 4. */
  readonly beats: number;
  readonly unit: 4 | 8;
}

export const METRES: readonly Metre[] = [
  { sign: "④", eighths: 8, beats: 4, unit: 4 },
  { sign: "③", eighths: 6, beats: 3, unit: 4 },
  { sign: "⑥", eighths: 6, beats: 6, unit: 8 },
];

export const BAR = "|";
export const REST = "z";

/** Chromatic, from C4. */
const PITCHES = [..."CĊDḊEFḞGĠAȦBcċdḋefḟgġaȧb"];

/** The MIDI number of the lowest pitch, C4, and of the highest, B5. */
export const LOWEST = 60;
export const HIGHEST = LOWEST + PITCHES.length - 1;

const NUMBERS = new Map(PITCHES.map((symbol, i) => [symbol, LOWEST + i]));

/** The MIDI number of a letter; `undefined` where it is none. */
export const pitchOf = (symbol: string): number | undefined => NUMBERS.get(symbol);

/** The letter of a MIDI number; of one that lies outside, that of the same note in the nearest octave. */
export function symbolOf(pitch: number): string {
  let inside = Math.round(pitch);
  while (inside < LOWEST) inside += 12;
  while (inside > HIGHEST) inside -= 12;
  return PITCHES[inside - LOWEST] as string;
}

/** A letter for ears and eyes: C♯4. */
export function pitchName(pitch: number): string {
  const names = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];
  return `${names[((pitch % 12) + 12) % 12]}${Math.floor(pitch / 12) - 1}`;
}

/** How long a note of so many eighths is written; one that no number can say is written as several. */
export const lengthSymbol = (eighths: number): string => (eighths === 1 ? "" : String(Math.min(9, eighths)));

export const metreOf = (symbol: string): Metre | undefined => METRES.find(({ sign }) => sign === symbol);
