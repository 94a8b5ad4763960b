import { randomPermutation, randomStream } from "../../core/random.ts";
import type { CaptionFacts } from "../../schema/domain.ts";
import { vocabularyOf } from "../captions.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import { textFacts } from "../texts.ts";
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
  readonly captionOf?: (index: number) => PictureCaption;
  /** Reads the classifier that judges new pictures, where one was trained. */
  readonly classifier?: NonNullable<ExampleDataset["classifier"]>;
}

export interface PictureCaption {
  /** What it is called. */
  readonly title: string;
  /** Name and keywords, in each language. */
  readonly wordings: readonly string[];
  /** Pictures that are nearly the same have the same number. */
  readonly kin: number;
}

/** Half as high and wide: each pixel the mean of four. */
export function halved({ count, height, width, channels, values }: Sprite): Sprite {
  const [rows, columns] = [height / 2, width / 2];
  const made = new Uint8Array(count * rows * columns * channels);
  const at = (picture: number, y: number, x: number, c: number) =>
    values[((picture * height + y) * width + x) * channels + c] as number;
  for (let i = 0; i < made.length; i++) {
    const c = i % channels;
    const x = 2 * (Math.floor(i / channels) % columns);
    const y = 2 * (Math.floor(i / (channels * columns)) % rows);
    const picture = Math.floor(i / (channels * columns * rows));
    const sum =
      at(picture, y, x, c) + at(picture, y, x + 1, c) + at(picture, y + 1, x, c) + at(picture, y + 1, x + 1, c);
    made[i] = Math.round(sum / 4);
  }
  return { count, height: rows, width: columns, channels, values: made };
}

/**
 * The pictures of a sprite whose label is kept. One in ten of the whole sprite is held out by a seeded shuffle, so that a
 * picture is on the same side of the split whichever labels are kept.
 */
export function pictureDataset(
  sprite: Sprite,
  { id, labels, labelOf, nameOf, captionOf, classifier }: PictureFacts,
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
      ...(captionOf ? { captions: kept.map((index) => captionOf(index).wordings) } : {}),
      texts: kept.map((index) => [labelOf(index), captionOf?.(index).title ?? ""].join(" ")),
    };
  };
  const [train, validation] = [part(shuffled.slice(held)), part(shuffled.slice(0, held))];

  /** Captions of held-out pictures that no picture is like that is learned from. */
  function captionFacts(captionOf: (index: number) => PictureCaption): CaptionFacts {
    const kins = new Set(shuffled.slice(held).map((index) => captionOf(index).kin));
    const fresh = shuffled
      .slice(0, held)
      .filter((index) => labels.includes(labelOf(index)) && !kins.has(captionOf(index).kin));
    return {
      words: vocabularyOf(train.captions ?? []),
      examples: fresh.map((index) => ({
        text: captionOf(index).wordings[0] ?? "",
        label: labels.indexOf(labelOf(index)),
      })),
    };
  }
  return {
    kind: "examples",
    facts: {
      id,
      domain: { kind: "image", height, width, channels },
      labels,
      counts: { train: train.count, validation: validation.count },
      ...(captionOf ? { captions: captionFacts(captionOf) } : {}),
      texts: textFacts([train.texts ?? [], validation.texts ?? []]),
      ...(classifier ? { judgedApart: true } : {}),
      baselines: [], // Computed by the worker: metrics stand above data.
    },
    shape: [height, width, channels],
    train,
    validation,
    ...(classifier ? { classifier } : {}),
  };
}
