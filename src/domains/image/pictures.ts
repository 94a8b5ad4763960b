import { randomPermutation, randomStream } from "../../core/random.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import type { Sprite } from "./decode.ts";

/** Fixed for ever: the split is part of what a link means. */
const SPLIT = randomStream(2026, "split");
const VALIDATION_SHARE = 0.1;

export interface PictureFacts {
  readonly id: string;
  /** The ids of the labels that are kept, in the order of their numbers. */
  readonly labels: readonly string[];
  /** The id of the label of picture `index` of the sprite. */
  readonly labelOf: (index: number) => string;
  readonly nameOf: (index: number) => string;
  /** Reads the classifier that judges new pictures, where one was trained. */
  readonly classifier?: NonNullable<ExampleDataset["classifier"]>;
}

/**
 * The pictures of a sprite whose label is kept. One in ten of the whole sprite is held out by a seeded shuffle, so that a
 * picture is on the same side of the split whichever labels are kept.
 */
export function pictureDataset(
  sprite: Sprite,
  { id, labels, labelOf, nameOf, classifier }: PictureFacts,
): ExampleDataset {
  const { count, height, width, channels, values } = sprite;
  const size = height * width * channels;
  const shuffled = [...randomPermutation(SPLIT, count)];
  const held = Math.round(count * VALIDATION_SHARE);

  const part = (indices: readonly number[]): ExamplePart => {
    const kept = indices.filter((index) => labels.includes(labelOf(index)));
    const chosen = new Uint8Array(kept.length * size);
    kept.forEach((index, i) => {
      chosen.set(values.subarray(index * size, (index + 1) * size), i * size);
    });
    return {
      count: kept.length,
      values: chosen,
      labels: Int32Array.from(kept, (index) => labels.indexOf(labelOf(index))),
      names: kept.map(nameOf),
    };
  };
  const train = part(shuffled.slice(held));
  const validation = part(shuffled.slice(0, held));
  return {
    kind: "examples",
    facts: {
      id,
      domain: { kind: "image", height, width, channels },
      labels,
      counts: { train: train.count, validation: validation.count },
      ...(classifier ? { judgedApart: true } : {}),
      baselines: [], // Computed by the worker: metrics stand above data.
    },
    shape: [height, width, channels],
    train,
    validation,
    ...(classifier ? { classifier } : {}),
  };
}
