import { logMel } from "../../../../core/signal/mel.ts";
import { frameCount } from "../../../../core/signal/stft.ts";
import { type WavesView, waveOf } from "../../../../schema/view.ts";
import type { Rgb } from "../colours.ts";

/** Of a wave at 8 kHz: windows of 32 ms, one every 8 ms. */
const SIZE = 256;
const HOP = 64;
export const BANDS = 32;

/** Log-mel spectrograms of all sounds of a view, each as `bands × frames` pixels under the one before. */
export interface Spectrograms {
  readonly frames: number;
  /** 0..1; sound by sound, row by row from the highest band down. [count, bands, frames] */
  readonly levels: Float32Array;
}

/** Computes what has changed since the view before, several times a second where a model learns. */
export function createSpectrograms(): (view: WavesView) => Spectrograms {
  let last: { readonly view: WavesView; readonly made: Spectrograms } | null = null;
  return (view) => {
    if (last?.view === view) return last.made;
    const frames = frameCount(view.length, HOP);
    const size = BANDS * frames;
    const levels = new Float32Array(view.count * size);
    const before = last && last.view.length === view.length && last.view.rate === view.rate ? last : null;
    for (let index = 0; index < view.count; index++) {
      const same = before && index < before.view.count && isSame(before.view, view, index);
      const made = same
        ? before.made.levels.subarray(index * size, (index + 1) * size)
        : upright(logMel(waveOf(view, index), { size: SIZE, hop: HOP, rateHz: view.rate, bands: BANDS }), frames);
      levels.set(made, index * size);
    }
    last = { view, made: { frames, levels } };
    return last.made;
  };
}

function isSame(a: WavesView, b: WavesView, index: number): boolean {
  for (let i = index * b.length; i < (index + 1) * b.length; i++) if (a.values[i] !== b.values[i]) return false;
  return true;
}

/** Frame by frame from the lowest band up, as rows from the highest band down. [F, bands] → [bands, F] */
function upright(levels: Float32Array, frames: number): Float32Array {
  const made = new Float32Array(levels.length);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) {
      made[(BANDS - 1 - band) * frames + frame] = levels[frame * BANDS + band] as number;
    }
  }
  return made;
}

/** From silence to the loudest: the ground, the colour, and what stands out from it. */
export function spectrogramPixels(
  { frames, levels }: Spectrograms,
  index: number,
  [ground, colour, peak]: readonly [Rgb, Rgb, Rgb],
): ImageData {
  const image = new ImageData(frames, BANDS);
  const first = index * frames * BANDS;
  for (let i = 0; i < frames * BANDS; i++) {
    const level = Math.max(0, ((levels[first + i] as number) - QUIET) / (1 - QUIET)) * 2;
    const [from, to, share] = level < 1 ? [ground, colour, level] : [colour, peak, Math.min(1, level - 1)];
    for (let c = 0; c < 3; c++) {
      image.data[4 * i + c] = (from[c] as number) + share * ((to[c] as number) - (from[c] as number));
    }
    image.data[4 * i + 3] = 255;
  }
  return image;
}

/** What is as quiet as the noise of bytes, as a share of 80 decibels, is drawn as silence. */
const QUIET = 0.3;
