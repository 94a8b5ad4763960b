import { randomPermutation, randomStream } from "../../core/random.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { ExampleDataset, ExamplePart } from "../dataset.ts";
import type { Audio } from "./domain.ts";

/** Sounds in shuffled order. */
export interface WavePart extends ExamplePart {
  /** `count × length` levels of mu-law; see `core/signal/mulaw.ts`. */
  readonly values: Uint8Array;
}

/** Sounds of one length in memory, split into training and validation. Models see them in the form that the facts name. */
export interface WaveDataset extends ExampleDataset {
  readonly facts: DatasetFacts & { readonly domain: Audio };
  readonly train: WavePart;
  readonly validation: WavePart;
}

export interface WaveFacts {
  readonly id: string;
  readonly rate: number;
  readonly length: number;
  readonly form: Audio["form"];
  readonly labels: readonly string[];
  /** The label's number of sound `index`. */
  readonly labelOf: (index: number) => number;
  readonly nameOf?: (index: number) => string;
  /** Whether sound `index` is held out, where that is not for chance to say. */
  readonly heldOut?: (index: number) => boolean;
  /** Reads the classifier that judges new sounds, where one was trained; see `metrics.ts`. */
  readonly classifier?: NonNullable<ExampleDataset["classifier"]>;
}

/** Fixed for ever: the split is part of what a link means. */
const SPLIT = randomStream(2026, "split");
const VALIDATION_SHARE = 0.1;

/** One sound in ten is held out by a seeded shuffle, unless `heldOut` says which. levels: N × length of mu-law. */
export function waveDataset(
  levels: Uint8Array,
  { id, rate, length, form, labels, labelOf, nameOf, heldOut, classifier }: WaveFacts,
): WaveDataset {
  const count = levels.length / length;
  const shuffled = randomPermutation(SPLIT, count);
  const held = Math.round(count * VALIDATION_SHARE);
  const part = (indices: Uint32Array): WavePart => {
    const values = new Uint8Array(indices.length * length);
    indices.forEach((index, i) => {
      values.set(levels.subarray(index * length, (index + 1) * length), i * length);
    });
    return {
      count: indices.length,
      values,
      ...(labels.length > 0 ? { labels: Int32Array.from(indices, labelOf) } : {}),
      ...(nameOf ? { names: Array.from(indices, nameOf) } : {}),
    };
  };
  const [train, validation] = heldOut
    ? [part(shuffled.filter((index) => !heldOut(index))), part(shuffled.filter(heldOut))]
    : [part(shuffled.slice(held)), part(shuffled.slice(0, held))];
  return {
    kind: "examples",
    facts: {
      ...{ id, labels, baselines: [] },
      domain: { kind: "audio", rate, length, form },
      counts: { train: train.count, validation: validation.count },
      ...(classifier ? { judgedApart: true } : {}),
    },
    shape: [length, 1],
    train,
    validation,
    ...(classifier ? { classifier } : {}),
  };
}
