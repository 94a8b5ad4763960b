/** What models see of a sound, and back. */
import { randomStream } from "../../core/random.ts";
import { griffinLim } from "../../core/signal/griffinLim.ts";
import { FLOOR_DB, logMel, melFilters } from "../../core/signal/mel.ts";
import { muLawDecode } from "../../core/signal/mulaw.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import { product } from "../sizes.ts";
import type { WaveDataset } from "./dataset.ts";
import { type Audio, audio, BANDS, FRAMES } from "./domain.ts";

/** Of Griffin and Lim: enough for what is played once. */
const ROUNDS = 24;
const PHASES = randomStream(2026, "phases of spectrograms");
/** By which powers are found that bands are sums of. */
const SPLITS = 12;
const BINS = FRAMES.size / 2 + 1;

/** How loud each band of pitch is around each moment: 0, silence, to 1. wave [T] → [F, BANDS] */
export const levelsOf = (wave: ArrayLike<number>, rate: number): Float32Array =>
  logMel(wave, { ...FRAMES, rateHz: rate, bands: BANDS });

interface Filters {
  /** [BANDS, BINS], and the same the other way round. */
  readonly bands: readonly (readonly [bin: number, share: number])[][];
  readonly bins: readonly (readonly [band: number, share: number])[][];
}

const filters = new Map<number, Filters>();

/** What is not 0 of the filters. */
function filtersOf(rate: number): Filters {
  const known = filters.get(rate);
  if (known) return known;
  const shares = melFilters({ size: FRAMES.size, rateHz: rate, bands: BANDS });
  const made: Filters = {
    bands: Array.from({ length: BANDS }, () => []),
    bins: Array.from({ length: BINS }, () => []),
  };
  shares.forEach((share, at) => {
    if (share === 0) return;
    const [band, bin] = [Math.floor(at / BINS), at % BINS];
    made.bands[band]?.push([bin, share]);
    made.bins[bin]?.push([band, share]);
  });
  filters.set(rate, made);
  return made;
}

const weigh = (parts: readonly (readonly [number, number])[], of: ArrayLike<number>): number =>
  parts.reduce((sum, [at, share]) => sum + share * (of[at] as number), 0);

/**
 * Powers of all frequencies that give the bands theirs, nearly, by updates that keep them from falling below 0 (Lee & Seung
 * 2001, for the divergence). [BANDS] → [BINS]
 */
function powersOf(heard: Float64Array, { bands, bins }: Filters): Float64Array {
  let powers = new Float64Array(BINS).fill(heard.reduce((sum, power) => sum + power, 0) / BINS);
  const ones = new Float64Array(BANDS).fill(1);
  for (let round = 0; round < SPLITS; round++) {
    const ratios = heard.map((power, band) => power / Math.max(1e-12, weigh(bands[band] ?? [], powers)));
    powers = powers.map((power, bin) => {
      const parts = bins[bin] ?? [];
      return parts.length === 0 ? 0 : (power * weigh(parts, ratios)) / weigh(parts, ones);
    });
  }
  return powers;
}

/** A wave whose spectrogram is near to the given one, whose phases are sought. levels [F, BANDS] → [length] */
export function waveOf(levels: ArrayLike<number>, { rate, length }: Pick<Audio, "rate" | "length">): Float32Array {
  const frames = levels.length / BANDS;
  const sought = new Float64Array(frames * BINS);
  const shares = filtersOf(rate);
  const heard = new Float64Array(BANDS);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) {
      const level = Math.min(1, levels[frame * BANDS + band] as number);
      heard[band] = level > 0 ? 10 ** ((FLOOR_DB * (1 - level)) / 10) : 0;
    }
    powersOf(heard, shares).forEach((power, bin) => {
      sought[frame * BINS + bin] = Math.sqrt(power);
    });
  }
  return griffinLim(sought, { frames: FRAMES, length, stream: PHASES, iterations: ROUNDS });
}

const seen = new WeakMap<WaveDataset, ExampleDataset>();

/** The sounds as models see them: each worked out once, when it is first read. */
export function inForm(dataset: WaveDataset): ExampleDataset {
  const known = seen.get(dataset);
  if (known) return known;
  const { domain } = dataset.facts;
  const part = (own: WaveDataset["train"]): ExamplePart => ({ ...own, ...valuesOf(own.values, domain) });
  const made: ExampleDataset = {
    ...dataset,
    shape: audio.shape(domain),
    train: part(dataset.train),
    validation: part(dataset.validation),
  };
  seen.set(dataset, made);
  return made;
}

function valuesOf(levels: Uint8Array, domain: Audio): Pick<ExamplePart, "values" | "fill"> {
  const { rate, length, form } = domain;
  const count = levels.length / length;
  const size = product(audio.shape(domain));
  const isThere = new Uint8Array(count);
  const waveAt = (i: number) => muLawDecode(levels.subarray(i * length, (i + 1) * length));
  const values = form === "wave" ? new Float32Array(count * size) : new Uint8Array(count * size);
  return {
    values,
    fill: (i) => {
      if (isThere[i]) return;
      isThere[i] = 1;
      if (form === "wave") values.set(waveAt(i), i * size);
      else
        values.set(
          levelsOf(waveAt(i), rate).map((level) => Math.round(255 * level)),
          i * size,
        );
    },
  };
}

/** What models make as sounds: each wave in −1..1, whatever the model made. made [N, …] → [N, length] */
export function wavesOf(made: Float32Array, domain: Audio): Float32Array {
  if (domain.form === "wave")
    return made.map((value) => (Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : 0));
  const size = product(audio.shape(domain));
  const waves = new Float32Array((made.length / size) * domain.length);
  for (let i = 0; i * size < made.length; i++) {
    const wave = waveOf(made.subarray(i * size, (i + 1) * size), domain);
    for (let t = 0; t < wave.length; t++) waves[i * domain.length + t] = Math.min(1, Math.max(-1, wave[t] as number));
  }
  return waves;
}
