import { describe, expect, it } from "vitest";
import { randomPermutation, randomStream, substream } from "../../core/random.ts";
import type { TokenPart } from "../dataset.ts";
import { type TokenArrays, tokenBatches, validationBatches } from "./tokens.ts";

const stream = randomStream(7, "order");
/** Documents 1 1 0 · 2 2 2 0 · 3 0 · 4 4 0, labelled 5, 6, 7, 5. */
const part: TokenPart = {
  tokens: Int32Array.of(1, 1, 0, 2, 2, 2, 0, 3, 0, 4, 4, 0),
  starts: Uint32Array.of(0, 3, 7, 9),
  labels: Int32Array.of(5, 6, 7, 5),
};
const labelOfToken = (token: number) => [undefined, 5, 6, 7, 5][token];
const documents = [
  [1, 1, 0],
  [2, 2, 2, 0],
  [3, 0],
  [4, 4, 0],
];
const row = (values: Int32Array, length: number, lane: number) => [...values.slice(lane * length, (lane + 1) * length)];

/** A part of one document of `count` characters 1 … count−1, 0. */
const single = (count: number): TokenPart => ({
  tokens: Int32Array.from({ length: count }, (_, i) => (i + 1) % count),
  starts: Uint32Array.of(0),
});

describe("training batches of tokens", () => {
  it("are the documents in the order of the epoch's permutation, lane after lane", () => {
    for (const epoch of [0, 1, 5]) {
      const order = randomPermutation(substream(stream, epoch), 4);
      const joined = [...order].flatMap((document) => documents[document] ?? []);
      const batches = tokenBatches(part, { size: 2, length: 3, stream });
      expect(batches.perEpoch).toBe(2);
      const [first, second] = [batches.at(epoch * 2), batches.at(epoch * 2 + 1)];
      const lanes = [0, 1].flatMap((lane) => [...row(first.targets, 3, lane), ...row(second.targets, 3, lane)]);
      expect(lanes).toEqual(joined);
    }
  });

  it("ask for the next character: each input is the target before it, across batches too", () => {
    const batches = tokenBatches(part, { size: 2, length: 3, stream });
    const [first, second] = [batches.at(0), batches.at(1)];
    for (const lane of [0, 1]) {
      expect(row(first.inputs, 3, lane).slice(1)).toEqual(row(first.targets, 3, lane).slice(0, -1));
      expect(row(second.inputs, 3, lane)).toEqual([
        row(first.targets, 3, lane)[2],
        ...row(second.targets, 3, lane).slice(0, 2),
      ]);
    }
    expect(first.inputs[0]).toBe(0);
    expect(first.inputs[3]).toBe(second.targets[2]);
  });

  it("label each target with its own document, its closing newline included", () => {
    const batches = tokenBatches(part, { size: 1, length: 12, stream });
    const { targets, labels } = batches.at(3);
    let expected: number | undefined;
    for (let i = 11; i >= 0; i--) {
      const here = labelOfToken(targets[i] as number);
      if (here !== undefined) expected = here;
      else expected = labelOfToken(targets[i - 1] as number);
      expect(labels?.[i]).toBe(expected);
    }
  });

  it("are fresh at the first batch of an epoch alone", () => {
    const batches = tokenBatches(part, { size: 2, length: 2, stream });
    expect(batches.perEpoch).toBe(3);
    expect([0, 1, 2, 3, 4, 5, 6].map((index) => batches.at(index).fresh)).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it("are the same whichever order they are asked for in", () => {
    const options = { size: 3, length: 2, stream };
    const forward = tokenBatches(part, options);
    const inOrder = Array.from({ length: 9 }, (_, index) => forward.at(index));
    const backward = tokenBatches(part, options);
    const reversed: TokenArrays[] = [];
    for (let index = 8; index >= 0; index--) reversed[index] = backward.at(index);
    expect(reversed).toEqual(inOrder);
  });

  it("read a part that is smaller than a batch round and round", () => {
    const batches = tokenBatches(part, { size: 2, length: 20, stream });
    expect(batches.perEpoch).toBe(1);
    const { targets } = batches.at(0);
    const lane = row(targets, 20, 0);
    expect(lane.slice(12)).toEqual(lane.slice(0, 8));
    expect(row(targets, 20, 1).slice(0, 6)).toEqual(lane.slice(6, 12));
  });

  it("work with fewer characters than lanes", () => {
    const tiny: TokenPart = { tokens: Int32Array.of(1, 0), starts: Uint32Array.of(0) };
    const { inputs, targets } = tokenBatches(tiny, { size: 4, length: 3, stream }).at(0);
    for (let i = 0; i < 12; i++) expect(inputs[i]).toBe(1 - (targets[i] as number));
  });

  it("turn a single long document by another amount each epoch, keeping its order", () => {
    const batches = tokenBatches(single(101), { size: 4, length: 5, stream });
    expect(batches.perEpoch).toBe(5);
    const firsts = new Set<number>();
    for (let epoch = 0; epoch < 10; epoch++) {
      const { inputs, targets } = batches.at(epoch * 5);
      firsts.add(targets[0] as number);
      for (let i = 0; i < 20; i++) expect(targets[i]).toBe(((inputs[i] as number) + 1) % 101);
    }
    expect(firsts.size).toBeGreaterThan(5);
  });

  it("have no labels where the data has none", () => {
    expect(tokenBatches(single(40), { size: 2, length: 5, stream }).at(0).labels).toBeNull();
  });
});

describe("validation batches of tokens", () => {
  it("judge every character once when the lanes can be tiled", () => {
    // 12 characters in 2 lanes of 6; 6 = 2 batches of 3, though 4 were asked for.
    const batches = validationBatches(part, { size: 2, length: 4, maxTokens: 1000 });
    expect([batches.perEpoch, batches.length]).toEqual([2, 3]);
    const [first, second] = [batches.at(0), batches.at(1)];
    expect([0, 1].flatMap((lane) => [...row(first.targets, 3, lane), ...row(second.targets, 3, lane)])).toEqual([
      ...part.tokens,
    ]);
    expect([...first.inputs]).toEqual([0, 1, 1, 2, 0, 3]);
    expect([first.fresh, second.fresh]).toEqual([true, false]);
    expect([...(first.labels ?? [])]).toEqual([5, 5, 5, 6, 7, 7]);
  });

  it("leave out fewer characters than lanes times batches and one", () => {
    const batches = validationBatches(single(1009), { size: 8, length: 32, maxTokens: 10_000 });
    const judged = batches.size * batches.length * batches.perEpoch;
    expect(batches.length).toBeLessThanOrEqual(32);
    expect(1009 - judged).toBeGreaterThanOrEqual(0);
    expect(1009 - judged).toBeLessThan(8 * (batches.perEpoch + 1));
  });

  it("stop at the most characters they may judge", () => {
    const batches = validationBatches(single(1000), { size: 4, length: 10, maxTokens: 80 });
    expect([batches.perEpoch, batches.length]).toEqual([2, 10]);
    const largest = Math.max(...batches.at(0).targets, ...batches.at(1).targets);
    expect(largest).toBe(80);
  });

  it("are none where nothing was held out", () => {
    const nothing: TokenPart = { tokens: new Int32Array(0), starts: new Uint32Array(0) };
    expect(validationBatches(nothing, { size: 4, length: 10, maxTokens: 80 }).perEpoch).toBe(0);
  });
});
