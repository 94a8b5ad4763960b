/** A melody as the paths of a piano roll: time to the right in eighths, pitch upwards. */
import type { Melody } from "../../../../core/melody/read.ts";

/** Semitones that are always in view, so that few notes are not drawn as beams. */
const LEAST_ROWS = 14;
/** What is left free between notes in a row, and above and below one. */
const GAP = 0.12;

export interface Outline {
  readonly width: number;
  readonly rows: number;
  readonly notes: string;
  readonly bars: string;
  /** Bars whose length is not what the metre says. */
  readonly wrong: readonly { readonly x: number; readonly width: number }[];
}

export function outlineOf({ notes, bars, length, metre }: Melody): Outline {
  const pitches = notes.map(({ pitch }) => pitch);
  const [lowest, highest] = pitches.length > 0 ? [Math.min(...pitches), Math.max(...pitches)] : [0, 0];
  const rows = Math.max(LEAST_ROWS, highest - lowest + 3);
  const top = Math.floor((highest + lowest + rows) / 2);
  const rects = notes.map(({ pitch, start, length }) => {
    const y = top - pitch;
    return `M${start} ${y + GAP}h${length - GAP}v${1 - 2 * GAP}h${GAP - length}z`;
  });
  return {
    width: Math.max(metre.eighths, length),
    rows,
    notes: rects.join(""),
    bars: bars
      .slice(1)
      .map(({ start }) => `M${start} 0v${rows}`)
      .join(""),
    wrong: bars.filter(({ closed, right }) => closed && !right).map((bar) => ({ x: bar.start, width: bar.length })),
  };
}
