/**
 * For each property of what is made the direction of the noise that it follows, as a slider: to the right there is more of it.
 * Linear directions of a latent space for attributes: Shen et al. 2020.
 */
import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import { correlation, type Property, standardScores } from "../../domains/associations.ts";
import { labelNumbers, labelTensor } from "../../domains/labels.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { ViewRequest } from "../../engine/model.ts";
import { readMade } from "../../engine/read.ts";
import type { LatentView } from "../../schema/view.ts";
import type { GanSampling } from "./manifest.ts";
import type { Scene } from "./sample.ts";

/** Samples that the directions are found from, and others that tell how closely they are followed. */
const FOUND = 384;
const TOLD = 128;
/** Of the slider, in standard deviations of the noise; and what is shown of an axis: both ends, or stops along the way. */
const RANGE = [-3, 3] as const;
const STOPS = { items: 2, dots: 25 };
/** A weaker one is as good as none. */
const LEAST = 0.2;

export interface Direction {
  readonly id: string;
  /** Of length 1, or 0 where the property does not vary. [Z] */
  readonly direction: Float32Array;
  /** The correlation along it, on samples that it was not found from. */
  readonly strength: number;
}

/** noise [N, Z], row by row; the first `found` rows show which way each property rises, the others how closely. */
export function directionsOf(
  noise: Float32Array,
  latent: number,
  properties: readonly Property[],
  found: number,
): readonly Direction[] {
  const count = noise.length / latent;
  return properties.map(({ id, values }) => {
    const scores = standardScores(found, (n) => values[n] as number);
    const sums = new Float64Array(latent);
    // Noise is white: what it has in common with the property is the slope of the best line already.
    scores?.forEach((score, n) => {
      for (let i = 0; i < latent; i++) sums[i] = (sums[i] as number) + score * (noise[n * latent + i] as number);
    });
    const length = Math.hypot(...sums);
    const direction = Float32Array.from(sums, (sum) => (length > 0 ? sum / length : 0));
    const along = (n: number) => direction.reduce((sum, part, i) => sum + part * (noise[n * latent + i] as number), 0);
    const strength = correlation(
      standardScores(count - found, (n) => along(found + n)),
      standardScores(count - found, (n) => values[found + n] as number),
    );
    return { id, direction, strength };
  });
}

/** One sample under sliders. What it is made from is the same every time, so that only what was learned changes it. */
export async function slidersView({
  adversaries: { make },
  sizes,
  domain,
  request,
}: Scene<ViewRequest>): Promise<LatentView> {
  const { facts, traits } = domain;
  const { stream, sampling } = request;
  const { label } = sampling as GanSampling;
  const { latent } = sizes;
  const [own] = labelNumbers(facts, label, 1);
  const [noise, made, middle] = await readMade(() => {
    const z = normal(substream(stream, 3), [FOUND + TOLD, latent]);
    const labels = labelTensor(sizes, labelNumbers(facts, label, FOUND + TOLD));
    return [z, make(z, labels).made, normal(substream(stream, 4), [1, latent])];
  });
  const directions = directionsOf(noise, latent, domain.properties(made), FOUND);
  const chosen = request.source === "latent" ? request.place : [];
  const place = directions.map((_, i) => Math.min(RANGE[1], Math.max(RANGE[0], chosen[i] ?? 0)));
  const side = STOPS[traits.shownAs];
  const stop = (i: number) => RANGE[0] + ((RANGE[1] - RANGE[0]) * i) / (side - 1);
  const places = [
    place,
    ...place.flatMap((_, axis) => Array.from({ length: side }, (_, i) => place.with(axis, stop(i)))),
  ];
  const at = (coordinates: readonly number[]) =>
    middle.map((value, i) =>
      directions.reduce((sum, { direction }, a) => sum + (coordinates[a] ?? 0) * (direction[i] as number), value),
    );
  const [shown] = await readMade(() => {
    const z = tf.tensor(Float32Array.from(places.flatMap((one) => [...at(one)])), [places.length, latent]);
    return [make(z, labelTensor(sizes, Array<number>(places.length).fill(own ?? 0))).made];
  });
  const stage = await domain.stage(request.examples);
  const name = facts.labels[own ?? 0];
  return {
    kind: "latent",
    form: "sliders",
    axes: directions.map(({ id, strength }, i) => ({
      ...{ id, range: RANGE, value: place[i] as number },
      ...(Math.abs(strength) < LEAST ? {} : { follows: { property: id, strength } }),
    })),
    ...(sizes.labels > 0 && name !== undefined ? { label: name } : {}),
    ...stage.place("sliders", shown.slice(0, sizes.inputs), { values: shown.slice(sizes.inputs), side }),
  };
}
