import { describe, expect, it } from "vitest";
import type { MachineGraph, MachineNode } from "../../../spec/machine.ts";
import { type Box, layoutMachine } from "./layout.ts";

const node = (id: string, column: number, row: number): MachineNode => ({
  id,
  role: "generator",
  column,
  row,
  picture: "heatmap",
  shape: "2 × 3",
  weights: 0,
  parameters: [],
});

const chain: MachineGraph = {
  nodes: [node("input", 0, 1), node("layer", 1, 1), node("output", 2, 1)],
  edges: [
    { from: "input", to: "layer", kind: "forward" },
    { from: "layer", to: "output", kind: "forward" },
    { from: "layer", to: "layer", kind: "carry", label: "h" },
  ],
};

const boxOf = (layout: ReturnType<typeof layoutMachine>, id: string): Box => {
  const placed = layout.nodes.find((one) => one.node.id === id);
  if (!placed) throw new Error(`no node ${id}`);
  return placed.box;
};

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the machine's layout", () => {
  it("goes from left to right where the columns fit", () => {
    const layout = layoutMachine(chain, 700);
    expect(layout.direction).toBe("across");
    expect(boxOf(layout, "input").x).toBeLessThan(boxOf(layout, "layer").x);
    expect(boxOf(layout, "input").y).toBe(boxOf(layout, "output").y);
    expect(layout.nodes.map(({ turn }) => turn)).toEqual([0, 0.5, 1]);
  });

  it("keeps seven columns side by side on a stage of 690 pixels, closer together", () => {
    const nodes = Array.from({ length: 7 }, (_, column) => node(`n${column}`, column, 0));
    const layout = layoutMachine({ nodes, edges: [] }, 690);
    expect(layout.direction).toBe("across");
    expect(layout.width).toBe(690);
    expect(boxOf(layout, "n1").x - boxOf(layout, "n0").x - boxOf(layout, "n0").width).toBeCloseTo(18);
  });

  it("goes from top to bottom on a phone, and is no wider than it", () => {
    const layout = layoutMachine(chain, 300);
    expect(layout.direction).toBe("down");
    expect(layout.width).toBe(300);
    expect(boxOf(layout, "input").y).toBeLessThan(boxOf(layout, "layer").y);
  });

  it.each([300, 500, 700, 1100])("keeps every box apart and inside the picture at %i pixels", (width) => {
    const graph: MachineGraph = {
      nodes: [...chain.nodes, node("below", 1, 2), node("between", 1.5, 3), node("far", 3, 2)],
      edges: [],
    };
    const layout = layoutMachine(graph, width);
    for (const [i, { box }] of layout.nodes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
      for (const other of layout.nodes.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
    }
  });

  it("grows its boxes with the height that there is, within reason", () => {
    const heights = [0, 400, 2000].map((height) => boxOf(layoutMachine(chain, 700, height), "layer").height);
    expect(heights).toEqual([150, 224, 224]);
    const rows: MachineGraph = { nodes: [node("upper", 0, 0), node("lower", 0, 1)], edges: [] };
    const layout = layoutMachine(rows, 700, 440);
    expect(layout.height).toBe(440);
  });

  it("draws a state that a node hands to itself as a loop that leaves and enters the same box", () => {
    const layout = layoutMachine(chain, 700);
    const loop = layout.edges.find(({ edge }) => edge.kind === "carry");
    const box = boxOf(layout, "layer");
    const [startX, startY] = (loop?.path.match(/-?[\d.]+/g) ?? []).map(Number);
    expect(startX).toBeCloseTo(box.x + box.width * 0.78);
    expect(startY).toBe(box.y);
    expect(loop?.label.y).toBeGreaterThanOrEqual(0);
  });

  it("leads an edge that skips a column under the box in between", () => {
    const layout = layoutMachine({ ...chain, edges: [{ from: "input", to: "output", kind: "forward" }] }, 700);
    const box = boxOf(layout, "layer");
    expect(layout.edges[0]?.label.y).toBeGreaterThan(box.y + box.height);
    expect(layout.edges[0]?.label.y).toBeLessThan(layout.height);
  });

  it("leaves out an edge whose end is not in the graph", () => {
    expect(layoutMachine({ ...chain, edges: [{ from: "input", to: "ghost", kind: "forward" }] }, 700).edges).toEqual(
      [],
    );
  });
});
