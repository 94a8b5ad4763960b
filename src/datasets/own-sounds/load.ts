import { type WaveDataset, waveDataset } from "../../domains/audio/dataset.ts";
import type { LoadDataset } from "../../domains/dataset.ts";
import { contentOf } from "../../own/content.ts";
import { unpackSounds } from "../../own/sounds/pack.ts";

/** Sounds that a visitor brought, cut to one length where they were brought; one in ten is held out. */
export const load: LoadDataset<WaveDataset> = async ({ content, form }, read, onProgress) => {
  const { rateHz, length, labels, labelOf, levels } = unpackSounds(await contentOf(String(content), read));
  onProgress(1);
  return waveDataset(levels, {
    ...{ id: "own-sounds", rate: rateHz, length, labels },
    form: form === "spectrogram" ? "spectrogram" : "wave",
    labelOf: (index) => labelOf[index] ?? 0,
  });
};
