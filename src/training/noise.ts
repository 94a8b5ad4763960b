import { randomStream, substream } from "../core/random.ts";
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

export function createNoise(seed: number, { step, update, chunk }: NoisePlace): Noise {
  const stream = (name: string) =>
    substream(substream(substream(randomStream(seed, `noise ${name}`), step), update), chunk);
  return {
    normal: (name, shape) => normal(stream(name), shape),
    uniform: (name, shape) => uniform(stream(name), shape),
  };
}
