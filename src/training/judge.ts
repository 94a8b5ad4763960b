/** Judges a model by what it makes: series `samples.*`, whatever the family. */
import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../core/random.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Model } from "../engine/model.ts";
import { modeCoverage } from "../metrics/coverage.ts";
import { frechetDistance, gaussianFit } from "../metrics/frechet.ts";
import type { PlaneLaw } from "../spec/domain.ts";
import type { Values } from "../spec/parameter.ts";
import type { Reading } from "./recorder.ts";

/** As many as mode coverage is counted on. */
const POINTS = 2500;

/**
 * New samples of the weights as they stand, judged by the law of their data; `null` where the model or the data gives
 * nothing to judge by. The device is asked at once; the answer is a read that is still under way.
 */
export function judgeSamples(
  model: Model,
  { facts: { law } }: Dataset,
  values: Values,
  seed: number,
  step: number,
): Promise<Reading> | null {
  if (!law || !model.generate) return null;
  const made = model.generate(POINTS, randomStream(seed, "judge"), values);
  const read = async (): Promise<Reading> => {
    try {
      const figures = judgePoints((await made.data()) as Float32Array, law);
      return { series: Object.keys(figures), steps: [step], values: Float32Array.from(Object.values(figures)) };
    } finally {
      tf.dispose(made);
    }
  };
  return read();
}

/** How many modes are reached, as a share too, how many points lie near one, and the squared Fréchet distance to the law. */
export function judgePoints(points: Float32Array, { modes, moments }: PlaneLaw): Readonly<Record<string, number>> {
  const frechet = { "samples.frechet": frechetDistance(gaussianFit(points), moments) };
  if (modes.length === 0) return frechet;
  const { covered, near } = modeCoverage(points, modes);
  return { "samples.modes": covered, "samples.coverage": covered / modes.length, "samples.near": near, ...frechet };
}
