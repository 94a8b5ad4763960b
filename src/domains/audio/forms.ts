/** What models see of a sound, and back. */
import { randomStream } from "../../core/random.ts";
import { griffinLim } from "../../core/signal/griffinLim.ts";
import { muLawDecode } from "../../core/signal/mulaw.ts";
import { magnitudes, stft } from "../../core/signal/stft.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import type { WaveDataset } from "./dataset.ts";
import { type Audio, audio, BINS, FRAMES } from "./domain.ts";

/** What is quieter is as good as silence; a sine at full scale is at 0. */
const QUIET_DECIBELS = -80;
/** Enough for what is played once. */
const ROUNDS = 24;
const PHASES = randomStream(2026, "phases of spectrograms");

/** How loud each frequency is around each moment: 0, silence, to 1. wave [T] → [F, BINS] */
export function levelsOf(wave: ArrayLike<number>): Float32Array {
  const { frames, bins, ...parts } = stft(wave, FRAMES);
  const heard = magnitudes({ frames, bins, ...parts });
  const levels = new Float32Array(frames * BINS);
  for (let i = 0; i < levels.length; i++) {
    const magnitude = heard[Math.floor(i / BINS) * bins + (i % BINS)] as number;
    const decibels = 20 * Math.log10(Math.max(magnitude, 1e-9));
    levels[i] = Math.min(1, Math.max(0, 1 - decibels / QUIET_DECIBELS));
  }
  return levels;
}

/** A wave whose spectrogram is near to the given one, whose phases are sought. levels [F, BINS] → [length] */
export function waveOf(levels: ArrayLike<number>, length: number): Float32Array {
  const bins = BINS + 1;
  const sought = new Float64Array((levels.length / BINS) * bins);
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i] as number;
    const magnitude = level > 0 ? 10 ** ((QUIET_DECIBELS * (1 - Math.min(1, level))) / 20) : 0;
    sought[Math.floor(i / BINS) * bins + (i % BINS)] = magnitude;
  }
  return griffinLim(sought, { frames: FRAMES, length, stream: PHASES, iterations: ROUNDS });
}

const seen = new WeakMap<WaveDataset, ExampleDataset>();

/** The sounds as models see them; worked out once. */
export function inForm(dataset: WaveDataset): ExampleDataset {
  const known = seen.get(dataset);
  if (known) return known;
  const { domain } = dataset.facts;
  const part = (own: WaveDataset["train"]): ExamplePart => ({ ...own, values: valuesOf(own.values, domain) });
  const made: ExampleDataset = {
    ...dataset,
    shape: audio.shape(domain),
    train: part(dataset.train),
    validation: part(dataset.validation),
  };
  seen.set(dataset, made);
  return made;
}

function valuesOf(levels: Uint8Array, { form, length }: Audio): ExamplePart["values"] {
  if (form === "wave") return muLawDecode(levels);
  const count = levels.length / length;
  const size = audio.shape({ kind: "audio", rate: 0, length, form }).reduce((product, side) => product * side, 1);
  const values = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const wave = muLawDecode(levels.subarray(i * length, (i + 1) * length));
    levelsOf(wave).forEach((level, at) => {
      values[i * size + at] = Math.round(255 * level);
    });
  }
  return values;
}

/** What models make as sounds: each wave in −1..1, whatever the model made. made [N, …] → [N, length] */
export function wavesOf(made: Float32Array, domain: Audio): Float32Array {
  if (domain.form === "wave")
    return made.map((value) => (Number.isFinite(value) ? Math.min(1, Math.max(-1, value)) : 0));
  const size = audio.shape(domain).reduce((product, side) => product * side, 1);
  const waves = new Float32Array((made.length / size) * domain.length);
  for (let i = 0; i * size < made.length; i++) {
    const wave = waveOf(made.subarray(i * size, (i + 1) * size), domain.length);
    for (let t = 0; t < wave.length; t++) waves[i * domain.length + t] = Math.min(1, Math.max(-1, wave[t] as number));
  }
  return waves;
}
