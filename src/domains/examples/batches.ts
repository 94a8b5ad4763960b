import { type RandomStream, randomPermutation, substream } from "../../core/random.ts";
import type { ExamplePart } from "../dataset.ts";

/** Examples in memory, row by row. */
export interface ExampleArrays {
  /** float32 [B, …shape]. */
  readonly values: Float32Array;
  /** int32 [B]; `null` where the data has no labels. */
  readonly labels: Int32Array | null;
  /** Of each example a caption; `null` where the data has none. */
  readonly captions: readonly string[] | null;
  /** What each is called; `null` where it is called nothing. */
  readonly texts: readonly string[] | null;
}

/** Batches by number: the same index gives the same batch at any time, so a checkpoint keeps the index alone. */
export interface ExampleBatches {
  readonly size: number;
  readonly perEpoch: number;
  readonly at: (index: number) => ExampleArrays;
}

/**
 * Training batches. An epoch is a random order of the N examples cut into ⌊N / B⌋ batches; the fewer than B left over are
 * others each time. A part that is smaller than a batch is read round and round: one batch an epoch.
 */
export function exampleBatches(
  part: ExamplePart,
  { size, stream }: { readonly size: number; readonly stream: RandomStream },
): ExampleBatches {
  const perEpoch = Math.max(1, Math.floor(part.count / size));
  let current: { readonly epoch: number; readonly order: Uint32Array } | undefined;
  return {
    size,
    perEpoch,
    at: (index) => {
      const epoch = Math.floor(index / perEpoch);
      if (current?.epoch !== epoch) current = { epoch, order: randomPermutation(substream(stream, epoch), part.count) };
      const { order } = current;
      const first = (index % perEpoch) * size;
      return gather(
        part,
        Array.from({ length: size }, (_, row) => order[(first + row) % part.count] as number),
        epoch,
      );
    },
  };
}

/** The first `most` validation examples, the same every time; a part comes shuffled, so they stand for all of it. */
export function validationExamples(part: ExamplePart, most: number): ExampleArrays & { readonly count: number } {
  const count = Math.min(part.count, most);
  return {
    count,
    ...gather(
      part,
      Array.from({ length: count }, (_, row) => row),
    ),
  };
}

/** Of several wordings of a caption each epoch has another. */
function gather(part: ExamplePart, rows: readonly number[], epoch = 0): ExampleArrays {
  const length = part.count === 0 ? 0 : part.values.length / part.count;
  const values = new Float32Array(rows.length * length);
  rows.forEach((row, i) => {
    part.fill?.(row);
    values.set(part.values.subarray(row * length, (row + 1) * length), i * length);
  });
  if (part.values instanceof Uint8Array) {
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / 255;
  }
  const { labels, captions, texts } = part;
  const captionOf = (row: number) => captions?.[row]?.[(epoch + row) % (captions[row]?.length ?? 1)] ?? "";
  return {
    values,
    labels: labels ? Int32Array.from(rows, (row) => labels[row] as number) : null,
    captions: captions ? rows.map(captionOf) : null,
    texts: texts ? rows.map((row) => texts[row] ?? "") : null,
  };
}
