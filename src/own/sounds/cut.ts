/** A recording cut into sounds of one length: each begins where something begins to be heard. */
import { peakOf } from "../../core/signal/level.ts";

export interface CutOptions {
  readonly rateHz: number;
  /** Samples of each piece. */
  readonly length: number;
  /** Pieces where something begins; otherwise one, from where anything is heard. */
  readonly onsets: boolean;
  /** Brings every piece to the same peak. */
  readonly level: boolean;
  readonly most: number;
}

/** How long one look at the loudness is, in seconds. */
const LOOK_S = 0.008;
/** Something begins where it is louder than so many times what was heard just before. */
const RISE = 2.5;
/** What is quieter than this share of the loudest is silence, and so is what is quieter than full scale by 54 decibels. */
const QUIET_SHARE = 0.05;
const QUIET = 0.002;
/** Before where something is heard, in seconds: the beginning of its attack. */
const LEAD_S = 0.004;
/** Of two beginnings, in seconds. */
const APART_S = 0.09;
/** What pieces are brought to; a whisper is not made a shout. */
const PEAK = 0.95;
const MOST_GAIN = 40;

/** Pieces of `length` samples, what is missing at their ends being silence; none of silence. wave [T] → [n][length] */
export function cutSounds(wave: Float32Array, options: CutOptions): readonly Float32Array[] {
  const { rateHz, length, level, most } = options;
  const lead = Math.round(LEAD_S * rateHz);
  return beginnings(wave, options)
    .slice(0, most)
    .map((at, i, all) => {
      const start = Math.max(0, at - lead);
      // The next one's beginning is not this one's end.
      const end = Math.min(
        start + length,
        options.onsets ? Math.max(start + 1, (all[i + 1] ?? Infinity) - lead) : Infinity,
      );
      const piece = new Float32Array(length);
      piece.set(wave.subarray(start, Math.min(end, wave.length)));
      const peak = peakOf(piece);
      const gain = level ? Math.min(MOST_GAIN, PEAK / Math.max(peak, 1e-9)) : peak > 1 ? 1 / peak : 1;
      return gain === 1 ? piece : piece.map((value) => value * gain);
    });
}

/** Where something begins to be heard, in samples. */
function beginnings(wave: Float32Array, { rateHz, onsets }: CutOptions): readonly number[] {
  const look = Math.max(1, Math.round(LOOK_S * rateHz));
  const loud = Array.from({ length: Math.ceil(wave.length / look) }, (_, i) => {
    const part = wave.subarray(i * look, (i + 1) * look);
    return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / Math.max(1, part.length));
  });
  const silence = Math.max(QUIET, QUIET_SHARE * loud.reduce((most, each) => Math.max(most, each), 0));
  if (!onsets) {
    const first = loud.findIndex((each) => each > silence);
    return first < 0 ? [] : [first * look];
  }
  const found: number[] = [];
  const apart = Math.ceil(APART_S / LOOK_S);
  let last = -apart;
  for (let i = 0; i < loud.length; i++) {
    const before = Math.max(loud[i - 1] ?? 0, loud[i - 2] ?? 0);
    if ((loud[i] as number) <= silence || (loud[i] as number) < RISE * before || i - last < apart) continue;
    found.push(i * look);
    last = i;
  }
  return found;
}
