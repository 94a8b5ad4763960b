/** Melodies as sound: a plucked voice by frequency modulation. Chowning 1973. */
import type { Note } from "./read.ts";

/** How long an eighth is heard, in seconds: quarters at 132 a minute. */
export const EIGHTH_S = 60 / 132 / 2;

/** How a note comes, fades and is let go, in seconds. */
const ATTACK_S = 0.006;
const DECAY_S = 0.9;
const RELEASE_S = 0.09;
const LEVEL = 0.42;
/** How much the voice shines when a note begins, and how fast it does no more, in seconds. */
const BRIGHTNESS = 1.1;
const DULL_S = 0.18;

export const frequencyOf = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12);

/** How long a melody sounds, its last note's end included, in seconds. */
export const durationOf = (length: number): number => length * EIGHTH_S + RELEASE_S;

/** A melody as values in −1..1. Notes that follow one another overlap by the end of the first alone. */
export function soundOf(notes: readonly Note[], length: number, rate: number): Float32Array {
  const sound = new Float32Array(Math.ceil(durationOf(length) * rate));
  for (const { pitch, start, length: eighths } of notes) {
    const from = Math.round(start * EIGHTH_S * rate);
    const held = eighths * EIGHTH_S;
    const count = Math.min(sound.length - from, Math.round((held + RELEASE_S) * rate));
    const step = (2 * Math.PI * frequencyOf(pitch)) / rate;
    for (let i = 0; i < count; i++) {
      const time = i / rate;
      const release = time <= held ? 1 : Math.max(0, 1 - (time - held) / RELEASE_S);
      const level = LEVEL * Math.min(1, time / ATTACK_S) * Math.exp(-time / DECAY_S) * release;
      const phase = step * i;
      const bend = BRIGHTNESS * Math.exp(-time / DULL_S) * Math.sin(2 * phase);
      sound[from + i] = (sound[from + i] as number) + level * Math.sin(phase + bend);
    }
  }
  return sound;
}
