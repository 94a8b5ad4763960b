/** One melody at a time, through the page's output. */
import { useSyncExternalStore } from "react";
import type { Melody } from "../../../../core/melody/read.ts";
import { durationOf, soundOf } from "../../../../core/melody/sound.ts";
import { type Playing, playWave } from "../../sound/output.ts";

/** High enough for the voice, whose overtones end below 8 kHz. */
const RATE = 22_050;

export interface Heard {
  /** Whose it is: a sample's own id. */
  readonly key: string;
  readonly text: string;
  readonly durationS: number;
}

let heard: Heard | null = null;
let playing: Playing | null = null;
const listeners = new Set<() => void>();

function show(next: Heard | null): void {
  heard = next;
  for (const listener of listeners) listener();
}

export function stopMelody(): void {
  playing?.stop();
  playing = null;
  show(null);
}

/** Where it plays: what is taken off the page is not heard on. */
export function stopIfHeard(key: string): void {
  if (heard?.key === key) stopMelody();
}

/** Plays a melody in the place of what plays. Call it from a press. */
export function playMelody(key: string, text: string, { notes, length }: Melody): void {
  playing?.stop();
  const mine: Playing = playWave(soundOf(notes, length, RATE), RATE, {
    onEnd: () => {
      if (playing !== mine) return;
      playing = null;
      show(null);
    },
  });
  playing = mine;
  show({ key, text, durationS: durationOf(length) });
}

/** A single note, as when a key is pressed; what plays goes on. */
export function playNote(pitch: number, eighths: number): void {
  playWave(soundOf([{ pitch, start: 0, length: eighths }], eighths, RATE), RATE);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is heard of one key's melody; `null` while it is silent. */
export const useHeard = (key: string): Heard | null =>
  useSyncExternalStore(subscribe, () => (heard?.key === key ? heard : null));
