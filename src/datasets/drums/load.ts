import { randomStream, substream } from "../../core/random.ts";
import { muLawEncode } from "../../core/signal/mulaw.ts";
import { type WaveDataset, waveDataset } from "../../domains/audio/dataset.ts";
import type { LoadDataset } from "../../domains/dataset.ts";
import { readClassifier } from "../../domains/examples/classifier.ts";
import { recordedDrums } from "./recorded.ts";
import { DRUMS, drumSound, LENGTH, RATE_HZ } from "./synth.ts";

/** Fixed for ever: the sounds are part of what a link means. */
const SEED = 2026;
/** Of each kind. */
const COUNT = 400;
/** Sounds made before the worker looks up. */
const AT_ONCE = 100;

/** The same every time: made once, as a run that is opened again need not wait. Levels of mu-law, sound after sound. */
let made: Uint8Array | null = null;

/** Drums, synthesised when they are asked for, or recorded ones. Sound i of a kind is a function of both alone. */
export const load: LoadDataset<WaveDataset> = async ({ source, form }, read, onProgress) => {
  const seen = form === "spectrogram" ? "spectrogram" : "wave";
  if (source === "recorded") return await recordedDrums(seen, read, onProgress);
  made ??= await synthesised(onProgress);
  onProgress(1);
  return waveDataset(made, {
    ...{ id: "drums", rate: RATE_HZ, length: LENGTH, form: seen, labels: DRUMS },
    labelOf: (index) => index % DRUMS.length,
    classifier: () => readClassifier("data/drums-classifier", read),
  });
};

async function synthesised(onProgress: (done: number) => void): Promise<Uint8Array> {
  const count = DRUMS.length * COUNT;
  const levels = new Uint8Array(count * LENGTH);
  const streams = DRUMS.map((drum) => randomStream(SEED, `drums/${drum}`));
  for (let i = 0; i < count; i++) {
    const kind = i % DRUMS.length;
    const stream = substream(streams[kind] as (typeof streams)[number], Math.floor(i / DRUMS.length));
    levels.set(muLawEncode(drumSound(DRUMS[kind] as (typeof DRUMS)[number], stream)), i * LENGTH);
    if (i % AT_ONCE === 0) {
      onProgress(i / count);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return levels;
}
