import { type RandomStream, randomStream, substream } from "../core/random.ts";
import { normal, uniform } from "../engine/kernels/random/index.ts";
import type { Noise } from "../engine/model.ts";

/** Where in a run noise is drawn: the same place always gives the same numbers. */
export interface NoisePlace {
  readonly step: number;
  /** The index of the update within the step. */
  readonly update: number;
  /** The index of the chunk within a full batch, else 0. */
  readonly chunk: number;
}

export const createNoise = (seed: number, place: NoisePlace): Noise =>
  noiseOf((name) => noiseStream(seed, place, name));

/** Noise by name, each from its own stream. */
export const noiseOf = (streamOf: (name: string) => RandomStream): Noise => ({
  normal: (name, shape) => normal(streamOf(name), shape),
  uniform: (name, shape) => uniform(streamOf(name), shape),
});

/** The stream of the noise of a name. */
export function noiseStream(seed: number, { step, update, chunk }: NoisePlace, name: string): RandomStream {
  return substream(substream(substream(randomStream(seed, `noise ${name}`), step), update), chunk);
}
