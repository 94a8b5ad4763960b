import { randomPermutation, randomStream } from "../../core/random.ts";
import type { ExampleDataset, ExamplePart, LoadDataset } from "../../domains/dataset.ts";
import { contentOf } from "../../own/content.ts";
import { type PicturePack, sizeOf, unpackPictures } from "../../own/pictures/pack.ts";

/** Fixed for ever: the split is part of what a link means. */
const SPLIT = randomStream(2026, "split");
const VALIDATION_SHARE = 0.1;

/** Pictures that a visitor brought, cut to one size where they were brought; one in ten is held out. */
export const load: LoadDataset<ExampleDataset> = async (values, read, onProgress) => {
  const pack = unpackPictures(await contentOf(String(values.content), read));
  const { side, channels, labels, pixels } = pack;
  const count = pixels.length / sizeOf(pack);
  const order = randomPermutation(SPLIT, count);
  const held = Math.max(1, Math.round(VALIDATION_SHARE * count));
  const [train, validation] = [partOf(pack, order.subarray(held)), partOf(pack, order.subarray(0, held))];
  onProgress(1);
  return {
    kind: "examples",
    facts: {
      id: "own-pictures",
      domain: { kind: "image", height: side, width: side, channels },
      labels,
      counts: { train: train.count, validation: validation.count },
      baselines: [],
    },
    shape: [side, side, channels],
    train,
    validation,
  };
};

function partOf(pack: PicturePack, order: Uint32Array): ExamplePart {
  const size = sizeOf(pack);
  const values = new Uint8Array(order.length * size);
  order.forEach((from, i) => {
    values.set(pack.pixels.subarray(from * size, (from + 1) * size), i * size);
  });
  const labels = Int32Array.from(order, (from) => pack.labelOf[from] ?? 0);
  return { count: order.length, values, ...(pack.labels.length > 0 ? { labels } : {}) };
}
