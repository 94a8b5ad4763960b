/** Judges new sounds by their log-mel spectrograms, which are to sounds what pixels are to pictures. */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, randomStream } from "../../core/random.ts";
import { muLawDecode } from "../../core/signal/mulaw.ts";
import { gaussianPictures } from "../examples/judge.ts";
import { judgeExamples } from "../examples/metrics.ts";
import type { WaveDataset } from "./dataset.ts";
import { type Audio, audio } from "./domain.ts";
import { levelsOf } from "./forms.ts";

/** Training examples among which the nearest is sought: a spectrogram of each is worked out. */
const NEIGHBOURS = 600;
/** Training examples that the Gaussian is fitted to. */
const FITTED = 1000;
const STREAM: RandomStream = randomStream(2026, "sounds of a Gaussian");

/** Of one sound as it is judged: [frames, bands, 1]. */
export const judgedShape = (domain: Audio) => audio.shape({ ...domain, form: "spectrogram" });

/** waves, row by row → [N, frames, bands, 1] */
export function asSpectrograms(waves: Float32Array, domain: Audio): tf.Tensor4D {
  const shape = judgedShape(domain) as [number, number, number];
  const [frames, bands] = shape;
  const count = waves.length / domain.length;
  const made = new Float32Array(count * frames * bands);
  for (let i = 0; i < count; i++) {
    const wave = waves.subarray(i * domain.length, (i + 1) * domain.length);
    made.set(levelsOf(wave, domain.rate), i * frames * bands);
  }
  return tf.tensor4d(made, [count, ...shape]);
}

/** Waves of the Gaussian with the mean and the covariance of those that are learned from. [count, T] */
export function gaussianWaves({ facts, train }: WaveDataset, count: number): tf.Tensor2D {
  const { length } = facts.domain;
  const fitted = Math.min(FITTED, train.count);
  return tf.tidy(() => {
    const rows = tf.tensor2d(muLawDecode(train.values.subarray(0, fitted * length)), [fitted, length]);
    return gaussianPictures(rows, count, STREAM, -1);
  });
}

export const judgeSounds = judgeExamples<WaveDataset>({
  neighbours: NEIGHBOURS,
  asJudged: async ({ facts: { domain } }, examples) => {
    if (domain.form === "spectrogram") return examples.clone();
    return asSpectrograms(await examples.data<"float32">(), domain);
  },
  gaussian: async (dataset, _, count) => {
    const waves = gaussianWaves(dataset, count);
    return asSpectrograms(await waves.data<"float32">().finally(() => waves.dispose()), dataset.facts.domain);
  },
});
