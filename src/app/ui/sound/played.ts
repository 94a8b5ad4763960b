import { type WavesView, waveOf } from "../../../schema/view.ts";
import { output, type Playing, type PlayOptions } from "./output.ts";

/** A sound of a view that is heard, so that whoever shows the view can show it. */
export interface Played {
  readonly view: WavesView;
  readonly index: number;
  readonly durationS: number;
}

const listeners = new Set<(played: Played) => void>();

/** Plays one sound of a view, and says so. */
export function playSound(view: WavesView, index: number, options?: PlayOptions): Playing {
  const playing = output.playWave(waveOf(view, index), view.rate, options);
  for (const listener of [...listeners]) listener({ view, index, durationS: playing.durationS });
  return playing;
}

/** Answers how to end it. */
export function onPlayed(listener: (played: Played) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
