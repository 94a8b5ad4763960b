/** Sounds on their way into a run: decoded, cut into pieces of one length, trimmed, brought to one loudness. */
import { muLawEncode } from "../../core/signal/mulaw.ts";
import { contentValue } from "../content.ts";
import { folderOf } from "../pictures/archive.ts";
import { sha256 } from "../sha256.ts";
import { cutSounds } from "./cut.ts";
import {
  ENOUGH_SOUNDS,
  LEAST_SOUNDS,
  LENGTH,
  MOST_LABELS,
  MOST_SOUNDS,
  packSounds,
  RATE_HZ,
  type SoundPack,
} from "./pack.ts";

/** Why files, or parts of them, were left out: keys of the importer's words. */
export type SoundRefusal = "notSound" | "tooLong" | "silent" | "tooMany";

export interface SoundSteps {
  /** Cut wherever something begins; otherwise one sound a file, from its first. */
  readonly onsets: boolean;
  readonly level: boolean;
  /** Whether the folder that a file lies in is the label of its sounds. */
  readonly folders: boolean;
}

export interface SoundPreview {
  readonly count: number;
  readonly refused: Readonly<Partial<Record<SoundRefusal, number>>>;
  readonly labels: readonly string[];
  readonly problem: "few" | "labels" | null;
  /** Whether so few are soon learned by heart. */
  readonly scarce: boolean;
  /** The first of them, as they will be learned: µ-law levels. */
  readonly shown: { readonly count: number; readonly levels: Uint8Array };
}

export interface SoundFile {
  readonly file: Blob;
  /** With its folders, where it came with some. */
  readonly path: string;
}

/** What a file holds. */
export interface Decoded {
  /** One channel at {@link RATE_HZ}. */
  readonly wave: Float32Array;
  /** Whether what comes later was left out. */
  readonly cut: boolean;
}

/** Rejects what is no sound. */
export type DecodeSound = (file: Blob) => Promise<Decoded>;

/** Of all that was brought together: ten minutes of a file, and an hour of them all, are 115 MB. */
export const MOST_SECONDS = 600;
const MOST_SECONDS_OF_ALL = 3600;
const SHOWN = 24;

export function createSoundImporter(decode: DecodeSound) {
  let recordings: { readonly wave: Float32Array; readonly label: string }[] = [];
  let refused: Partial<Record<SoundRefusal, number>> = {};
  let pack: SoundPack | null = null;

  const refuse = (why: SoundRefusal): void => {
    refused[why] = (refused[why] ?? 0) + 1;
  };

  return {
    /** Adds files to those that are there. */
    async add(files: readonly SoundFile[]): Promise<void> {
      for (const { file, path } of files) {
        const held = recordings.reduce((sum, { wave }) => sum + wave.length, 0) / RATE_HZ;
        if (recordings.length >= MOST_SOUNDS || held >= MOST_SECONDS_OF_ALL) {
          refuse("tooMany");
          continue;
        }
        try {
          const { wave, cut } = await decode(file);
          if (cut) refuse("tooLong");
          if (wave.length > 0) recordings.push({ wave, label: folderOf(path) });
          else if (!cut) refuse("silent");
        } catch {
          refuse("notSound");
        }
      }
    },
    preview({ onsets, level, folders }: SoundSteps): SoundPreview {
      const pieces: Float32Array[] = [];
      const whose: string[] = [];
      let silent = 0;
      for (const { wave, label } of recordings) {
        const options = { rateHz: RATE_HZ, length: LENGTH, onsets, level, most: MOST_SOUNDS - pieces.length };
        const found = cutSounds(wave, options);
        if (found.length === 0 && options.most > 0) silent++;
        pieces.push(...found);
        whose.push(...found.map(() => label));
      }
      const names = [...new Set(whose)].sort();
      const labels = folders && names.length > 1 ? names.map((name) => name || "–") : [];
      const levels = new Uint8Array(pieces.length * LENGTH);
      for (const [i, piece] of pieces.entries()) levels.set(muLawEncode(piece), i * LENGTH);
      const labelOf = labels.length > 0 ? Uint8Array.from(whose, (label) => names.indexOf(label)) : new Uint8Array(0);
      pack = { rateHz: RATE_HZ, length: LENGTH, labels, labelOf, levels };
      const shown = Math.min(SHOWN, pieces.length);
      return {
        count: pieces.length,
        refused: silent > 0 ? { ...refused, silent: (refused.silent ?? 0) + silent } : refused,
        labels,
        problem: pieces.length < LEAST_SOUNDS ? "few" : labels.length > MOST_LABELS ? "labels" : null,
        scarce: pieces.length < ENOUGH_SOUNDS,
        shown: { count: shown, levels: levels.slice(0, shown * LENGTH) },
      };
    },
    async finish(): Promise<{ readonly value: string; readonly id: string; readonly data: Uint8Array } | null> {
      if (!pack) return null;
      const data = packSounds(pack);
      return { value: await contentValue(data, ""), id: sha256(data), data };
    },
    forget(): void {
      [recordings, refused, pack] = [[], {}, null];
    },
  };
}
