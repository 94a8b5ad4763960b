import { describe, expect, it } from "vitest";
import { randomPermutation, randomStream, substream } from "../../core/random.ts";
import type { ExamplePart } from "../dataset.ts";
import { type ExampleArrays, exampleBatches, validationExamples } from "./batches.ts";

const stream = randomStream(7, "order");
/** Seven examples of two values: i and 10 i, labelled 100 + i. */
const part: ExamplePart = {
  count: 7,
  values: Float32Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? i / 2 : 5 * (i - 1))),
  labels: Int32Array.from({ length: 7 }, (_, i) => 100 + i),
};
const rows = ({ values }: ExampleArrays) => [...values].filter((_, i) => i % 2 === 0);

describe("training batches of examples", () => {
  it("are the examples in the order of the epoch's permutation, with their values and labels", () => {
    const batches = exampleBatches(part, { size: 3, stream });
    expect([batches.size, batches.perEpoch]).toEqual([3, 2]);
    for (const epoch of [0, 1, 5]) {
      const order = randomPermutation(substream(stream, epoch), 7);
      const [first, second] = [batches.at(2 * epoch), batches.at(2 * epoch + 1)];
      expect([...rows(first), ...rows(second)]).toEqual([...order.slice(0, 6)]);
      for (const { values, labels } of [first, second]) {
        for (const [row, label] of labels?.entries() ?? []) {
          expect([values[2 * row], values[2 * row + 1]]).toEqual([label - 100, 10 * (label - 100)]);
        }
        expect(labels?.length).toBe(3);
      }
    }
  });

  it("are the same whichever order they are asked for in", () => {
    const forward = exampleBatches(part, { size: 2, stream });
    const inOrder = Array.from({ length: 9 }, (_, index) => forward.at(index));
    const backward = exampleBatches(part, { size: 2, stream });
    const reversed: ExampleArrays[] = [];
    for (let index = 8; index >= 0; index--) reversed[index] = backward.at(index);
    expect(reversed).toEqual(inOrder);
  });

  it("leave out other examples in other epochs", () => {
    const batches = exampleBatches(part, { size: 3, stream });
    const leftOut = Array.from({ length: 20 }, (_, epoch) => {
      const seen = new Set([...rows(batches.at(2 * epoch)), ...rows(batches.at(2 * epoch + 1))]);
      expect(seen.size).toBe(6);
      return [0, 1, 2, 3, 4, 5, 6].find((example) => !seen.has(example));
    });
    expect(new Set(leftOut).size).toBeGreaterThan(3);
  });

  it("read a part that is smaller than a batch round and round", () => {
    const batches = exampleBatches(part, { size: 16, stream });
    expect(batches.perEpoch).toBe(1);
    const first = rows(batches.at(0));
    expect(new Set(first.slice(0, 7)).size).toBe(7);
    expect(first.slice(7)).toEqual([...first.slice(0, 7), ...first.slice(0, 2)]);
    expect(rows(batches.at(1))).not.toEqual(first);
  });

  it("turn bytes into shares of 255, and have no labels where the data has none", () => {
    const bytes: ExamplePart = { count: 1, values: Uint8Array.of(0, 51, 255) };
    const { values, labels } = exampleBatches(bytes, { size: 2, stream }).at(0);
    expect([...values]).toEqual([0, 51, 255, 0, 51, 255].map((value) => Math.fround(value / 255)));
    expect(labels).toBeNull();
  });
});

describe("validation examples", () => {
  it("are the first of the part in its own order, as many as there are at most", () => {
    const some = validationExamples(part, 3);
    expect([some.count, rows(some), [...(some.labels ?? [])]]).toEqual([3, [0, 1, 2], [100, 101, 102]]);
    expect(rows(validationExamples(part, 100))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("are none where nothing was held out", () => {
    const nothing = validationExamples({ count: 0, values: new Float32Array(0) }, 10);
    expect([nothing.count, nothing.values.length, nothing.labels]).toEqual([0, 0, null]);
  });
});
