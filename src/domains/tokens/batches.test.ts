import { describe, expect, it } from "vitest";
import { randomPermutation, randomStream, substream } from "../../core/random.ts";
import type { TokenPart } from "../dataset.ts";
import { type TokenArrays, type TokenBatches, tokenBatches, validationBatches } from "./batches.ts";

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

/** `count` documents; document i is i + 1 times the character i + 1, and its label is i. */
const growing = (count: number): TokenPart => {
  const documents = Array.from({ length: count }, (_, i) => [...new Array<number>(i + 1).fill(i + 1), 0]);
  let end = 0;
  const starts = documents.map((document) => {
    end += document.length;
    return end - document.length;
  });
  return {
    tokens: Int32Array.from(documents.flat()),
    starts: Uint32Array.from(starts),
    labels: Int32Array.from(documents.keys()),
  };
};

/** What each lane judges, over all batches. */
function lanesOf(batches: TokenBatches, of: (batch: TokenArrays) => Int32Array): number[][] {
  return Array.from({ length: batches.size }, (_, lane) =>
    Array.from({ length: batches.perEpoch }, (_, index) => row(of(batches.at(index)), batches.length, lane)).flat(),
  );
}

describe("validation batches of tokens", () => {
  it("deal whole documents out to lanes of one length", () => {
    // Documents of 2 … 17 characters, 152 in all. The longest first, each to the shorter lane: 17 15 13 11 9 7 5 3
    // falls to neither alone; both lanes end at 76.
    const batches = validationBatches(growing(16), { size: 2, length: 19, maxTokens: 1000 });
    expect([batches.size, batches.length, batches.perEpoch]).toEqual([2, 19, 4]);
    const lanes = lanesOf(batches, ({ targets }) => targets);
    const lengths = lanes.map((lane) => {
      const texts = lane.join(" ").split(/(?<= 0) /);
      return texts.map((text) => text.split(" ").length);
    });
    for (const documents of lengths) expect(documents.reduce((a, b) => a + b)).toBe(76);
    expect(lengths.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i + 2));
  });

  it("begin each lane after a newline and then ask for the next character", () => {
    const batches = validationBatches(growing(40), { size: 4, length: 32, maxTokens: 10_000 });
    const inputs = lanesOf(batches, (batch) => batch.inputs);
    const targets = lanesOf(batches, (batch) => batch.targets);
    expect(inputs.map((lane) => lane[0])).toEqual([0, 0, 0, 0]);
    expect(inputs.map((lane) => lane.slice(1))).toEqual(targets.map((lane) => lane.slice(0, -1)));
  });

  it("judge nothing twice and leave little out", () => {
    const part = growing(60); // 60 · 61 / 2 + 60 = 1890 characters
    const batches = validationBatches(part, { size: 32, length: 50, maxTokens: 10_000 });
    expect(batches.size).toBe(7); // eight documents a lane at least
    const judged = lanesOf(batches, ({ targets }) => targets).flat();
    expect(judged.length).toBeGreaterThan(0.97 * 1890);
    for (let token = 1; token <= 60; token++) {
      expect(judged.filter((other) => other === token).length).toBeLessThanOrEqual(token);
    }
  });

  it("label each target with its own document", () => {
    const batches = validationBatches(growing(16), { size: 2, length: 19, maxTokens: 1000 });
    const targets = lanesOf(batches, (batch) => batch.targets).flat();
    const labels = lanesOf(batches, (batch) => batch.labels ?? new Int32Array(0)).flat();
    targets.forEach((target, i) => {
      expect(labels[i]).toBe((target === 0 ? (targets[i - 1] as number) : target) - 1);
    });
  });

  it("take the documents that fit into the most characters they may judge", () => {
    // Documents of 2 … 12 characters make 77; the next, of 13, would pass 80.
    const batches = validationBatches(growing(16), { size: 1, length: 100, maxTokens: 80 });
    expect([batches.size, batches.length, batches.perEpoch]).toEqual([1, 77, 1]);
    expect([...batches.at(0).targets]).toEqual([...growing(11).tokens]);
  });

  it("cut one long text into pieces of a thousand characters or more, each begun anew", () => {
    const batches = validationBatches(single(5000), { size: 16, length: 100, maxTokens: 3100 });
    // 3100 characters in 3 lanes of 1033: 11 batches of 93.
    expect([batches.size, batches.length, batches.perEpoch]).toEqual([3, 93, 11]);
    expect([...batches.at(0).inputs.slice(0, 3)]).toEqual([0, 1, 2]);
    expect([...batches.at(0).targets.slice(93, 95)]).toEqual([1034, 1035]);
    expect([...batches.at(0).inputs.slice(93, 95)]).toEqual([0, 1034]);
    expect(batches.at(1).inputs[93]).toBe(1033 + 93);
    expect([0, 1, 11].map((index) => batches.at(index).fresh)).toEqual([true, false, true]);
  });

  it("are one short batch for a part of a few characters, and none where nothing was held out", () => {
    const tiny = validationBatches(single(5), { size: 8, length: 16, maxTokens: 1000 });
    expect([tiny.size, tiny.length, tiny.perEpoch]).toEqual([1, 5, 1]);
    expect([...tiny.at(0).targets]).toEqual([1, 2, 3, 4, 0]);
    const nothing: TokenPart = { tokens: new Int32Array(0), starts: new Uint32Array(0) };
    expect(validationBatches(nothing, { size: 8, length: 16, maxTokens: 1000 }).perEpoch).toBe(0);
  });
});
