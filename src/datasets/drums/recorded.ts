/** Recorded drums: those that are learned from in many variants, those that are held out as they are. */
import { randomStream, randomUniforms, substream } from "../../core/random.ts";
import { playable } from "../../core/signal/level.ts";
import { muLawDecode, muLawEncode } from "../../core/signal/mulaw.ts";
import { resampled } from "../../core/signal/resample.ts";
import { type WaveDataset, type WaveFacts, waveDataset } from "../../domains/audio/dataset.ts";
import type { FileReader } from "../../domains/dataset.ts";
import { readJson } from "../../domains/readJson.ts";
import { LENGTH, RATE_HZ } from "./synth.ts";

/** Samples of each in the file. */
const STORED = 2880;
/** One in so many of each label is held out. */
const HELD_OUT = 4;
/** Of each that is learned from; the first is the sound itself. */
const VARIANTS = 24;
/** How far variants go: times the pitch, up and down; later, in samples; softer. */
const MOST_PITCH = 1.08;
const MOST_LATE = 60;
const LEAST_GAIN = 0.5;
/** What is cut off rings out. */
const FADE_OUT = 240;

const SEED = randomStream(2026, "drums/recorded");

/** Label → [name, where it is from] of each, in the order of the file; see `make.mjs`. */
type Recorded = Readonly<Record<string, readonly (readonly [name: string, from: string])[]>>;

interface Sound {
  readonly levels: Uint8Array;
  readonly label: number;
  readonly name: string;
  readonly heldOut: boolean;
}

export async function recordedDrums(
  form: WaveFacts["form"],
  read: FileReader,
  onProgress: (done: number) => void,
): Promise<WaveDataset> {
  const file = await read("data/drums-recorded.bin");
  onProgress(0.4);
  const listed = await readJson<Recorded>("data/drums-recorded.json", read);
  const labels = Object.keys(listed);
  const sounds: Sound[] = [];
  let index = 0;
  for (const [label, names] of Object.values(listed).entries()) {
    for (const [place, [name]] of names.entries()) {
      const wave = muLawDecode(file.subarray(index * STORED, (index + 1) * STORED));
      const heldOut = place % HELD_OUT === HELD_OUT - 1;
      for (let variant = 0; variant < (heldOut ? 1 : VARIANTS); variant++) {
        sounds.push({ levels: muLawEncode(varied(wave, index, variant)), label, name, heldOut });
      }
      index++;
    }
    onProgress(0.4 + (0.6 * (label + 1)) / labels.length);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const levels = new Uint8Array(sounds.length * LENGTH);
  for (const [i, sound] of sounds.entries()) levels.set(sound.levels, i * LENGTH);
  const at = (i: number) => sounds[i] as Sound;
  return waveDataset(levels, {
    ...{ id: "drums", rate: RATE_HZ, length: LENGTH, form, labels },
    labelOf: (i) => at(i).label,
    nameOf: (i) => at(i).name,
    heldOut: (i) => at(i).heldOut,
  });
}

/** A variant of sound `index`, the first being the sound itself: higher or lower, later, softer. [STORED] → [LENGTH] */
function varied(wave: Float32Array, index: number, variant: number): Float32Array {
  const [pitch, late, soft] = randomUniforms(substream(substream(SEED, index), variant), 3) as unknown as [
    number,
    number,
    number,
  ];
  const ratio = variant === 0 ? 1 : MOST_PITCH ** (2 * pitch - 1);
  const start = variant === 0 ? 0 : Math.floor(late * MOST_LATE);
  const gain = variant === 0 ? 1 : LEAST_GAIN ** soft;
  const moved = new Float32Array(LENGTH);
  moved.set(resampled(wave, ratio, LENGTH - start), start);
  for (let t = 0; t < LENGTH; t++) {
    moved[t] = gain * Math.min(1, (LENGTH - 1 - t) / FADE_OUT) * (moved[t] as number);
  }
  return playable(moved, RATE_HZ);
}
