/**
 * The noising process: at time t a sample is x_t = α(t)·x + σ(t)·ε, with ε ~ N(0, I). All of the family's objectives and
 * samplers follow from α and σ.
 *
 * Variance-preserving (α² + σ² = 1): Ho et al. 2020 (linear β, here in continuous time as Song et al. 2021 have it) and
 * Nichol & Dhariwal 2021 (cosine). Straight paths (α = 1 − t, σ = t): Lipman et al. 2023; Liu et al. 2022.
 */
import * as tf from "@tensorflow/tfjs";
import type { DiffusionValues, Objective } from "./sizes.manifest.ts";

export type ProcessId = "cosine" | "linear" | "straight";

/** How much of the sample and of the noise there is at a time. */
export interface Levels {
  readonly signal: number;
  readonly noise: number;
}

export interface Process {
  readonly id: ProcessId;
  /** The time of the most noise, from which samples are drawn; 0 is the data. */
  readonly end: number;
  readonly at: (time: number) => Levels;
  /** The same of many times, [B] → two of [B]. */
  readonly levels: (times: tf.Tensor) => { readonly signal: tf.Tensor; readonly noise: tf.Tensor };
}

/** β at the two ends of the linear schedule, for a time that goes from 0 to 1. */
const BETA = [0.1, 20] as const;
/** Keeps the cosine's noise from growing too slowly at first. */
const OFFSET = 0.008;

const preserved = (signal: number): Levels => ({ signal, noise: Math.sqrt(Math.max(0, 1 - signal ** 2)) });
const preservedOf = (signal: tf.Tensor) => ({
  signal,
  noise: tf.sqrt(tf.maximum(tf.sub(1, tf.square(signal)), 0)),
});
const angle = (time: number) => (((time + OFFSET) / (1 + OFFSET)) * Math.PI) / 2;

const PROCESSES: Readonly<Record<ProcessId, Process>> = {
  cosine: {
    id: "cosine",
    // Nothing of the sample would be left at 1, and nothing to be worked out from it.
    end: 0.995,
    at: (time) => preserved(Math.cos(angle(time)) / Math.cos(angle(0))),
    levels: (times) => {
      const slope = angle(1) - angle(0);
      return preservedOf(tf.div(tf.cos(tf.add(tf.mul(times, slope), angle(0))), Math.cos(angle(0))));
    },
  },
  linear: {
    id: "linear",
    end: 1,
    at: (time) => preserved(Math.exp(-(BETA[0] * time + ((BETA[1] - BETA[0]) / 2) * time ** 2) / 2)),
    levels: (times) => {
      const exponent = tf.mul(times, tf.add(BETA[0] / 2, tf.mul(times, (BETA[1] - BETA[0]) / 4)));
      return preservedOf(tf.exp(tf.neg(exponent)));
    },
  },
  straight: {
    id: "straight",
    end: 1,
    at: (time) => ({ signal: 1 - time, noise: time }),
    levels: (times) => ({ signal: tf.sub(1, times), noise: times }),
  },
};

export const processOf = ({
  objective,
  noiseSchedule,
}: Pick<DiffusionValues, "objective" | "noiseSchedule">): Process =>
  PROCESSES[objective === "flow" ? "straight" : noiseSchedule];

/** `of.sample` · sample + `of.noise` · noise. */
interface Mixture<T> {
  readonly sample: T;
  readonly noise: T;
}

/** What the network is to predict, as a mixture of the sample and the noise. v: Salimans & Ho 2022, appendix D. */
export function targetOf(
  objective: Objective,
  { signal, noise }: Readonly<Record<"signal" | "noise", tf.Tensor>>,
): Mixture<tf.Tensor | number> {
  switch (objective) {
    case "noise":
      return { sample: 0, noise: 1 };
    case "sample":
      return { sample: 1, noise: 0 };
    case "velocity":
      return { sample: tf.neg(noise), noise: signal };
    case "flow":
      return { sample: -1, noise: 1 };
    default:
      return objective satisfies never;
  }
}

/** The sample that a prediction at these levels means: `noisy` · x_t + `prediction` · prediction. */
export function sampleOf(objective: Objective, { signal, noise }: Levels): { noisy: number; prediction: number } {
  switch (objective) {
    case "noise":
      return { noisy: 1 / signal, prediction: -noise / signal };
    case "sample":
      return { noisy: 0, prediction: 1 };
    case "velocity":
      return { noisy: signal, prediction: -noise };
    case "flow":
      return { noisy: 1, prediction: -noise };
    default:
      return objective satisfies never;
  }
}

/** Where a step arrives: `noisy` · x_t + `sample` · the sample it believes in + `fresh` · new noise. */
export interface StepWeights {
  readonly noisy: number;
  readonly sample: number;
  readonly fresh: number;
}

/**
 * Along the probability flow from one level of noise to a lower one: DDIM (Song et al. 2021, with η = 0). On straight paths
 * it is Euler's step. The noise that is meant is (x_t − α·x) / σ.
 */
export function ddimStep(from: Levels, to: Levels): StepWeights {
  const kept = to.noise / from.noise;
  return { noisy: kept, sample: to.signal - kept * from.signal, fresh: 0 };
}

/** A draw from q(x_s | x_t, x): the ancestral step of DDPM. Ho et al. 2020, equation 7, for any α and σ: Kingma et al. 2021. */
export function ddpmStep(from: Levels, to: Levels): StepWeights {
  const ratio = from.signal / to.signal;
  const added = from.noise ** 2 - ratio ** 2 * to.noise ** 2;
  return {
    noisy: (ratio * to.noise ** 2) / from.noise ** 2,
    sample: (to.signal * added) / from.noise ** 2,
    fresh: (Math.sqrt(Math.max(0, added)) * to.noise) / from.noise,
  };
}

/** How steps thicken towards the data, where more is decided. Karras et al. 2022, section 3. */
const THICKENING = 1.5;

/** The times of a sampler with so many steps, from the most noise to none. */
export const timesOf = ({ end }: Process, steps: number): number[] =>
  Array.from({ length: steps + 1 }, (_, i) => end * (1 - i / steps) ** THICKENING);
