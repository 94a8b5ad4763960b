import { describe, expect, it } from "vitest";
import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { ModelGraphNode, Probe } from "../../../../schema/modelGraph.ts";
import { chipOf } from "./paint-chip.ts";

const node = (picture: ModelGraphNode["picture"], examples?: number): ModelGraphNode => ({
  id: "box",
  role: "generator",
  column: 0,
  row: 0,
  picture,
  shape: "",
  weights: 0,
  parameters: [],
  ...(examples === undefined ? {} : { examples }),
});
const probe = (shape: number[], ...values: number[]): Probe => ({
  node: "box",
  shape,
  values: Float32Array.from(values),
});
const facts = (domain: DatasetFacts["domain"]): DatasetFacts => ({
  id: "set",
  domain,
  labels: [],
  counts: { train: 1, validation: 1 },
  baselines: [],
});
const texts = facts({ kind: "tokens", vocabulary: ["\n", "a", "b"] });
const pictures = facts({ kind: "image", width: 2, height: 1, channels: 1 });

describe("what travels along an edge", () => {
  it("is the character read last, and then the one that is thought likeliest next", () => {
    expect(chipOf(node("characters"), probe([3], 0, 2, 1), texts)).toEqual({ kind: "glyph", text: "a" });
    expect(chipOf(node("bars"), probe([2, 3], 9, 0, 0, -1, 0, 4), texts)).toEqual({ kind: "glyph", text: "b" });
  });

  it("is the first picture, the first point, the first score", () => {
    expect(chipOf(node("images", 2), probe([2, 1, 2, 1], 0, 1, 2, 3), pictures)).toMatchObject({
      kind: "picture",
      values: Float32Array.of(0, 1),
    });
    expect(chipOf(node("scatter", 2), probe([2, 2], 5, 6, 7, 8), facts({ kind: "points" }))).toMatchObject({
      x: 5,
      y: 6,
    });
    expect(chipOf(node("bars", 2), probe([2], 0.5, 9), pictures)).toEqual({ kind: "number", value: 0.5 });
  });

  it("is a handful of a layer's units", () => {
    const layer = probe([1, 20], ...Array.from({ length: 20 }, (_, i) => i));
    expect(chipOf(node("heatmap", 1), layer, pictures)).toMatchObject({ kind: "units", values: { length: 9 } });
  });
});
