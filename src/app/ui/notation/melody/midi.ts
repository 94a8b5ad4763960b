import type { Melody } from "../../../../core/melody/read.ts";
import { EIGHTH_S } from "../../../../core/melody/sound.ts";
import { midiFile } from "../../../../export/midi/write.ts";

/** A melody as a MIDI file at the pace at which it is heard here. */
export function midiOf({ notes, metre }: Melody, name: string, about: string): Blob {
  const inQuarters = notes.map(({ pitch, start, length }) => ({ pitch, start: start / 2, length: length / 2 }));
  const quartersPerMinute = 60 / (2 * EIGHTH_S);
  const bytes = midiFile({ notes: inQuarters, metre, quartersPerMinute, name, about });
  return new Blob([bytes], { type: "audio/midi" });
}
