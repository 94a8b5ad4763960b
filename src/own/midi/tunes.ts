/** From MIDI files to tunes that can be learned from: the melody of each, in pieces of eight bars. */
import { HIGHEST, LOWEST, METRES, type Metre } from "../../core/melody/notation.ts";
import { writeMelody } from "../../core/melody/write.ts";
import type { ReadMidi, ReadNote } from "./read.ts";

const BARS = 8;
/** Channel of drums, counted from 0. */
const DRUMS = 9;
/** A voice of fewer notes is no melody. */
const LEAST_NOTES = 8;
const MIDDLE = (LOWEST + HIGHEST) / 2;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** Of all voices that are long enough the one that lies highest. */
function melodyOf(notes: readonly ReadNote[]): readonly ReadNote[] {
  const voices = new Map<string, ReadNote[]>();
  for (const note of notes) {
    if (note.channel === DRUMS) continue;
    const own = voices.get(note.voice);
    if (own) own.push(note);
    else voices.set(note.voice, [note]);
  }
  const long = [...voices.values()].filter(({ length }) => length >= LEAST_NOTES);
  const height = (voice: readonly ReadNote[]) => mean(voice.map(({ pitch }) => pitch));
  return long.reduce<readonly ReadNote[]>(
    (best, voice) => (best.length === 0 || height(voice) > height(best) ? voice : best),
    [],
  );
}

const metreFor = ({ metre }: ReadMidi): Metre =>
  METRES.find(({ beats, unit }) => metre?.beats === beats && metre.unit === unit) ?? (METRES[0] as Metre);

/** The tunes of a file as lines of text; none where nothing in it is a melody. Notes are moved to the nearest eighth. */
export function tunesOf(midi: ReadMidi): readonly string[] {
  const melody = melodyOf(midi.notes);
  if (melody.length === 0) return [];
  const metre = metreFor(midi);
  // Where most notes are shorter than an eighth, all are written twice as long.
  const perQuarter = median(melody.map(({ length }) => length)) < 0.4 ? 4 : 2;
  const octaves = Math.round((MIDDLE - mean(melody.map(({ pitch }) => pitch))) / 12);
  const notes = melody.map(({ pitch, start, length }) => ({
    pitch: pitch + 12 * octaves,
    start: Math.round(start * perQuarter),
    length: Math.max(1, Math.round(length * perQuarter)),
  }));
  const long = BARS * metre.eighths;
  const pieces = new Map<number, typeof notes>();
  for (const note of notes) {
    const piece = Math.floor(note.start / long);
    const start = note.start - piece * long;
    const own = pieces.get(piece) ?? [];
    own.push({ ...note, start, length: Math.min(note.length, long - start) });
    pieces.set(piece, own);
  }
  return [...pieces.values()].filter(({ length }) => length >= LEAST_NOTES).map((piece) => writeMelody(metre, piece));
}
