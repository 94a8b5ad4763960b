import { describe, expect, it } from "vitest";
import { modelGraphOf } from "../../../../catalog/modelGraphs.ts";
import { domainTraits } from "../../../../domains/traits.ts";
import { manifest as gan } from "../../../../families/gan/manifest.ts";
import { manifest as recurrent } from "../../../../families/recurrent/manifest.ts";
import { manifest as vae } from "../../../../families/vae/manifest.ts";
import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { ModelGraph, ModelGraphNode } from "../../../../schema/modelGraph.ts";
import { defaultsOf } from "../../../../schema/parameter.ts";
import { asModelValues } from "../../../../schema/testing/modelValues.ts";
import { type Box, layoutModelGraph } from "./layout.ts";

const node = (id: string, column: number, row: number): ModelGraphNode => ({
  id,
  role: "generator",
  column,
  row,
  picture: "heatmap",
  shape: "2 × 3",
  weights: 0,
  parameters: [],
});

const chain: ModelGraph = {
  nodes: [node("input", 0, 1), node("layer", 1, 1), node("output", 2, 1)],
  edges: [
    { from: "input", to: "layer", kind: "forward" },
    { from: "layer", to: "output", kind: "forward" },
    { from: "layer", to: "layer", kind: "carry", label: "h" },
  ],
};

const boxOf = (layout: ReturnType<typeof layoutModelGraph>, id: string): Box => {
  const placed = layout.nodes.find((one) => one.node.id === id);
  if (!placed) throw new Error(`no node ${id}`);
  return placed.box;
};

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the layout of a model graph", () => {
  it("goes from left to right where the columns fit", () => {
    const layout = layoutModelGraph(chain, 700);
    expect(layout.direction).toBe("across");
    expect(boxOf(layout, "input").x).toBeLessThan(boxOf(layout, "layer").x);
    expect(boxOf(layout, "input").y).toBe(boxOf(layout, "output").y);
    expect(layout.nodes.map(({ turn }) => turn)).toEqual([0, 0.5, 1]);
  });

  it("keeps seven columns side by side on a stage of 690 pixels, closer together", () => {
    const nodes = Array.from({ length: 7 }, (_, column) => node(`n${column}`, column, 0));
    const layout = layoutModelGraph({ nodes, edges: [] }, 690);
    expect(layout.direction).toBe("across");
    expect(layout.width).toBe(690);
    expect(boxOf(layout, "n1").x - boxOf(layout, "n0").x - boxOf(layout, "n0").width).toBeCloseTo(18);
  });

  it("goes from top to bottom on a phone, and is no wider than it", () => {
    const layout = layoutModelGraph(chain, 230);
    expect(layout.direction).toBe("down");
    expect(layout.width).toBe(230);
    expect(boxOf(layout, "input").y).toBeLessThan(boxOf(layout, "layer").y);
  });

  it.each([300, 500, 700, 1100])("keeps every box apart and inside the picture at %i pixels", (width) => {
    const graph: ModelGraph = {
      nodes: [...chain.nodes, node("below", 1, 2), node("between", 1.5, 3), node("far", 3, 2)],
      edges: [],
    };
    const layout = layoutModelGraph(graph, width);
    for (const [i, { box }] of layout.nodes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
      for (const other of layout.nodes.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
    }
  });

  it("grows its boxes with the height that there is, within reason", () => {
    const heights = [0, 400, 2000].map((height) => boxOf(layoutModelGraph(chain, 700, height), "layer").height);
    expect(heights).toEqual([112, 224, 224]);
    const rows: ModelGraph = { nodes: [node("upper", 0, 0), node("lower", 0, 1)], edges: [] };
    const layout = layoutModelGraph(rows, 700, 440);
    expect(layout.height).toBe(440);
  });

  it("draws a state that a node hands to itself as a loop that leaves and enters the same box", () => {
    const layout = layoutModelGraph(chain, 700);
    const loop = layout.edges.find(({ edge }) => edge.kind === "carry");
    const box = boxOf(layout, "layer");
    const [startX, startY] = (loop?.path.match(/-?[\d.]+/g) ?? []).map(Number);
    expect(startX).toBeCloseTo(box.x + box.width * 0.78);
    expect(startY).toBe(box.y);
    expect(loop?.label.y).toBeGreaterThanOrEqual(0);
  });

  it("leads an edge that skips a column under the box in between", () => {
    const layout = layoutModelGraph({ ...chain, edges: [{ from: "input", to: "output", kind: "forward" }] }, 700);
    const box = boxOf(layout, "layer");
    expect(layout.edges[0]?.label.y).toBeGreaterThan(box.y + box.height);
    expect(layout.edges[0]?.label.y).toBeLessThan(layout.height);
  });

  it("leaves out an edge whose end is not in the graph", () => {
    expect(layoutModelGraph({ ...chain, edges: [{ from: "input", to: "ghost", kind: "forward" }] }, 700).edges).toEqual(
      [],
    );
  });
});

const facts = (domain: DatasetFacts["domain"], labels: readonly string[]): DatasetFacts => ({
  id: "set",
  domain,
  labels,
  counts: { train: 10, validation: 10 },
  baselines: [],
});
const texts = { kind: "tokens", vocabulary: ["\n", "a", "b"] } as const;
const pictures = { kind: "image", width: 16, height: 16, channels: 1 } as const;
const points = { kind: "points" } as const;

/** Places along a path of lines, quadratic and cubic curves, close enough that no box is stepped over. */
function alongPath(path: string): readonly (readonly [number, number])[] {
  const places: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command = "", rest = ""] of path.matchAll(/([MVHQC])([^MVHQC]*)/g)) {
    const n = (rest.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const ends: readonly number[] =
      command === "V" ? [x, n[0] ?? 0] : command === "H" ? [n[0] ?? 0, y] : command === "M" ? n : n;
    const corners = [[x, y], ...Array.from({ length: ends.length / 2 }, (_, i) => [ends[2 * i], ends[2 * i + 1]])];
    if (command === "M") [x, y] = [n[0] ?? 0, n[1] ?? 0];
    else {
      for (let step = 1; step <= 40; step++) {
        // De Casteljau's algorithm.
        let now = corners as number[][];
        while (now.length > 1) {
          now = now.slice(1).map((to, i) =>
            to.map((value, axis) => {
              const from = now[i]?.[axis] ?? 0;
              return from + ((value ?? 0) - from) * (step / 40);
            }),
          );
        }
        places.push([now[0]?.[0] ?? 0, now[0]?.[1] ?? 0]);
      }
      [x, y] = places.at(-1) ?? [x, y];
    }
  }
  return places;
}

const families = [
  ["a recurrent network", recurrent, texts, { layers: 1 }],
  ["a recurrent network of three layers", recurrent, texts, { layers: 3, cell: "lstm" }],
  ["a VAE of pictures", vae, pictures, {}],
  ["a convolutional VAE", vae, pictures, { architecture: "convolutional" }],
  ["a VAE of points", vae, points, {}],
  ["a GAN of pictures", gan, pictures, { architecture: "convolutional" }],
  ["a GAN of points", gan, points, {}],
] as const;

describe.each(families)("the picture of %s", (_, family, domain, values) => {
  for (const conditional of [true, false]) {
    const graph = modelGraphOf(family.id)(
      asModelValues({ ...defaultsOf(family.parameters), ...values, conditional }),
      { facts: facts(domain, ["x", "y"]), traits: domainTraits[domain.kind] },
      { size: 32, length: 64 },
    );
    // The stage at 1440, 1366, on a tablet and on a phone.
    it.each([660, 600, 700, 340])(
      `has no box on another and no wire through one (labels: ${conditional}, %i pixels)`,
      (width) => {
        const layout = layoutModelGraph(graph, width, 480);
        expect(layout.width).toBe(width);
        for (const [i, { box }] of layout.nodes.entries()) {
          expect(box.width).toBeGreaterThanOrEqual(72);
          for (const other of layout.nodes.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
        }
        for (const { edge, path } of layout.edges) {
          const places = alongPath(path);
          const others = layout.nodes.filter(({ node }) => node.id !== edge.from && node.id !== edge.to);
          const crossed = others.filter(({ box }) =>
            places.some(
              ([x, y]) => x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1,
            ),
          );
          const inside = places.every(([x, y]) => x >= 0 && x <= layout.width && y <= layout.height);
          expect([edge.from, edge.to, inside, crossed.map(({ node }) => node.id)]).toEqual([
            edge.from,
            edge.to,
            true,
            [],
          ]);
        }
      },
    );
  }
});
