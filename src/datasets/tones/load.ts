import { randomStream, substream } from "../../core/random.ts";
import { muLawEncode } from "../../core/signal/mulaw.ts";
import { type WaveDataset, waveDataset } from "../../domains/audio/dataset.ts";
import type { LoadDataset } from "../../domains/dataset.ts";
import { INSTRUMENTS, LENGTH, PITCHES, RATE_HZ, toneSound } from "./synth.ts";

/** Fixed for ever: the sounds are part of what a link means. */
const SEED = randomStream(2026, "tones");
/** Of each instrument at each pitch. */
const COUNT = 60;
/** Sounds made before the worker looks up. */
const AT_ONCE = 120;

/** Tones of three instruments at twelve pitches, made when they are asked for. Tone i is a function of i alone. */
export const load: LoadDataset<WaveDataset> = async ({ told, form }, _read, onProgress) => {
  const count = INSTRUMENTS.length * PITCHES.length * COUNT;
  const levels = new Uint8Array(count * LENGTH);
  const instrumentOf = (index: number) => index % INSTRUMENTS.length;
  const pitchOf = (index: number) => Math.floor(index / INSTRUMENTS.length) % PITCHES.length;
  for (let i = 0; i < count; i++) {
    const instrument = INSTRUMENTS[instrumentOf(i)] as (typeof INSTRUMENTS)[number];
    levels.set(muLawEncode(toneSound(instrument, pitchOf(i), substream(SEED, i))), i * LENGTH);
    if (i % AT_ONCE === 0) {
      onProgress(i / count);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  onProgress(1);
  return waveDataset(levels, {
    ...{ id: "tones", rate: RATE_HZ, length: LENGTH, form: form === "spectrogram" ? "spectrogram" : "wave" },
    ...(told === "pitch" ? { labels: PITCHES, labelOf: pitchOf } : { labels: INSTRUMENTS, labelOf: instrumentOf }),
  });
};
