/** MIDI files on their way into a run: read one by one, told apart, kept as lines of text. */
import { contentValue } from "../content.ts";
import { sha256 } from "../sha256.ts";
import { readMidi } from "./read.ts";
import { tunesOf } from "./tunes.ts";

/** Fewer tunes are learned by heart at once. */
export const LEAST_TUNES = 10;
/** No tune is longer than this file. */
const MOST_FILE = 2 ** 20;
const MOST_FILES = 2000;

export type MidiRefusal = "unreadable" | "huge" | "noMelody";

export interface BroughtTunes {
  /** Each once. */
  readonly tunes: readonly string[];
  readonly refused: Readonly<Partial<Record<MidiRefusal, number>>>;
}

export const NO_TUNES: BroughtTunes = { tunes: [], refused: {} };

/** With the tunes of more files. */
export async function withFiles(before: BroughtTunes, files: readonly Blob[]): Promise<BroughtTunes> {
  const tunes = new Set(before.tunes);
  const refused: Partial<Record<MidiRefusal, number>> = { ...before.refused };
  const refuse = (why: MidiRefusal) => {
    refused[why] = (refused[why] ?? 0) + 1;
  };
  for (const file of files.slice(0, MOST_FILES)) {
    if (file.size > MOST_FILE) {
      refuse("huge");
      continue;
    }
    try {
      const found = tunesOf(readMidi(new Uint8Array(await file.arrayBuffer())));
      if (found.length === 0) refuse("noMelody");
      for (const tune of found) tunes.add(tune);
    } catch {
      refuse("unreadable");
    }
  }
  return { tunes: [...tunes], refused };
}

/** What a set-up names the tunes by, and what is kept of them. */
export async function finishTunes({ tunes }: BroughtTunes, name: string) {
  const data = new TextEncoder().encode(tunes.join("\n"));
  return { value: await contentValue(data, name), id: sha256(data), data };
}
