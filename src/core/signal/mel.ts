/** Log-mel spectrograms: how loud each band of pitch is, as ears have them. */
import { type Frames, magnitudes, stft } from "./stft.ts";

/** Mel of a frequency in Hz, and back. O'Shaughnessy 1987. */
export const melOf = (hz: number) => 2595 * Math.log10(1 + hz / 700);
export const hzOf = (mel: number) => 700 * (10 ** (mel / 2595) - 1);

/** What is quieter counts as silence, in decibels below a sine at full scale. */
export const FLOOR_DB = -80;

export interface MelBands extends Frames {
  readonly rateHz: number;
  /** How many, evenly spaced in mel from 0 to half of the rate. */
  readonly bands: number;
}

/** Triangles over the bins of a transform, 1 at their middle; a band between two bins has a share of both. [bands, K] */
export function melFilters({ size, rateHz, bands }: Omit<MelBands, "hop">): Float64Array {
  const bins = size / 2 + 1;
  const width = rateHz / size;
  const top = melOf(rateHz / 2);
  const edges = Array.from({ length: bands + 2 }, (_, i) => hzOf((top * i) / (bands + 1)));
  const filters = new Float64Array(bands * bins);
  for (let band = 0; band < bands; band++) {
    const [low, middle, high] = edges.slice(band, band + 3) as [number, number, number];
    // No side narrower than a bin: low bands would hear nothing.
    const [rise, fall] = [Math.max(width, middle - low), Math.max(width, high - middle)];
    for (let k = 0; k < bins; k++) {
      const hz = k * width;
      filters[band * bins + k] = Math.max(0, 1 - (hz < middle ? (middle - hz) / rise : (hz - middle) / fall));
    }
  }
  return filters;
}

const kept = new Map<string, Float64Array>();

/**
 * The power in each band over time, 0 (at or below −80 dB) to 1 (0 dB: a sine at full scale), frame by frame. x [T] → [F, bands]
 */
export function logMel(wave: ArrayLike<number>, about: MelBands): Float32Array {
  const { size, rateHz, bands } = about;
  const key = `${size} ${rateHz} ${bands}`;
  const filters = kept.get(key) ?? melFilters(about);
  kept.set(key, filters);
  const spectrogram = stft(wave, about);
  const heard = magnitudes(spectrogram);
  const { frames, bins } = spectrogram;
  const made = new Float32Array(frames * bands);
  for (let i = 0; i < heard.length; i++) heard[i] = (heard[i] as number) ** 2;
  for (let band = 0; band < bands; band++) {
    const filter = filters.subarray(band * bins, (band + 1) * bins);
    const first = filter.findIndex((share) => share > 0);
    const last = filter.findLastIndex((share) => share > 0);
    for (let frame = 0; frame < frames; frame++) {
      let power = 0;
      for (let k = first; k <= last; k++) power += (filter[k] as number) * (heard[frame * bins + k] as number);
      made[frame * bands + band] = levelOf(power);
    }
  }
  return made;
}

/** 0..1 of a power. */
const levelOf = (power: number) => Math.max(0, 1 - (10 * Math.log10(Math.max(power, 1e-30))) / FLOOR_DB);
