import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { decode, encode } from "../../catalog/link.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { contentValue } from "../../own/content.ts";
import { firstDrawing, HALF_CELL, LEAST_POINTS, MOST_POINTS, pointBytes, pointsOf } from "../../own/points/points.ts";
import { load } from "./load.ts";

const nothing = async (): Promise<Uint8Array> => {
  throw new Error("nothing is kept here");
};
const loaded = async (points: ArrayLike<number>) =>
  load({ content: await contentValue(pointBytes(points), "") }, nothing, () => {});

describe("painted points", () => {
  it("come back within their cell, and no other bytes are points", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2 * LEAST_POINTS }), (all) => {
        const points = all.slice(0, 2 * Math.floor(all.length / 2));
        const back = pointsOf(pointBytes(points));
        expect(back).toHaveLength(points.length);
        points.forEach((value, i) => {
          expect(Math.abs((back[i] as number) - value)).toBeLessThanOrEqual(HALF_CELL + 1e-6);
        });
      }),
      { numRuns: 50, seed: 12 },
    );
    for (const length of [0, 3, 2 * LEAST_POINTS - 2, 2 * MOST_POINTS + 2, 301]) {
      expect(() => pointsOf(new Uint8Array(length))).toThrow("contentUnreadable");
    }
  });

  it("fit a link, as many as there may be and wherever they lie", async () => {
    const noise = Array.from({ length: 2 * MOST_POINTS + 100 }, (_, i) => Math.sin(i * i * 12.9898));
    const content = await contentValue(pointBytes(noise), "");
    expect(content).toMatch(/^~/);
    const config = withChanges(defaultConfig(), { "data.set": "own-points", "data.content": content });
    const { config: read, repairs } = decode(encode(config, { preset: "names-gru", view: "samples", language: null }));
    expect([read, repairs]).toEqual([config, []]);
    const dataset = await load({ content }, nothing, () => {});
    expect(dataset.facts.counts).toEqual({ train: 3600, validation: 400 });
  });

  it("are the same every time, and have the mean and spread that they were painted with", async () => {
    const points = firstDrawing().map((value, i) => (i % 2 === 0 ? value / 2 + 0.25 : value));
    const [one, two] = await Promise.all([loaded(points), loaded(points)]);
    expect(one.train).toEqual(two.train);
    expect(one.facts.distribution?.moments.mean[0]).toBeCloseTo(0.25, 2);
    expect(one.facts.distribution?.moments.mean[1]).toBeCloseTo(0, 2);
  });
});
