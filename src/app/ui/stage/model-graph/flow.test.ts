import { describe, expect, it } from "vitest";
import type { ModelGraph, Probe, Trace } from "../../../../schema/modelGraph.ts";
import {
  changeByNode,
  edgeWidths,
  gradientReaches,
  lastNodes,
  lastOfTurn,
  lossOf,
  oneExample,
  probeOf,
  totalLoss,
} from "./flow.ts";

const probe = (node: string, ...values: number[]): Probe => ({
  node,
  values: Float32Array.from(values),
  shape: [values.length],
});

const trace: Trace = {
  step: 3,
  update: "main",
  forward: [probe("input", 1), probe("layer", 2), probe("loss", 3)],
  loss: { reconstruction: 2, kl: 0.5 },
  backward: [probe("layer", -2)],
  weights: [
    { node: "layer", name: "kernel", change: 3, norm: 10 },
    { node: "layer", name: "bias", change: 4, norm: 1 },
  ],
};

const graph = {
  nodes: ["input", "layer", "loss", "targets"].map((id) => ({ id })),
  edges: [
    { from: "input", to: "layer", kind: "forward" },
    { from: "layer", to: "layer", kind: "carry" },
    { from: "layer", to: "loss", kind: "forward" },
    { from: "targets", to: "loss", kind: "forward" },
  ],
} as unknown as ModelGraph;

describe("what a node shows in slow motion", () => {
  it("is its activation on the way forward and its gradient on the way back", () => {
    expect(probeOf({ kind: "slow", phase: "forward", trace }, "layer")?.probe.values[0]).toBe(2);
    expect(probeOf({ kind: "slow", phase: "backward", trace }, "layer")).toEqual({
      probe: trace.backward[0],
      gradient: true,
    });
  });

  it("stays its activation where no gradient comes", () => {
    expect(probeOf({ kind: "slow", phase: "update", trace }, "input")).toEqual({
      probe: trace.forward[0],
      gradient: false,
    });
    expect(probeOf({ kind: "live", probes: [] }, "input")).toBeNull();
  });
});

it("adds up the terms of a loss that has no total", () => {
  expect(totalLoss(trace)).toBe(2.5);
  expect(totalLoss({ ...trace, loss: { loss: 1.5, penalty: 1 } })).toBe(1.5);
});

it("says a loss's own term in its box, and the whole where it has none", () => {
  expect(lossOf(trace, "kl", true)).toBe(0.5);
  expect(lossOf(trace, "loss", true)).toBe(2.5);
  expect(lossOf(trace, "layer", false)).toBeUndefined();
});

it("ends a network's turn in the losses that it reached, and in all where none was seen", () => {
  expect([...lastOfTurn(trace, new Set(["loss", "other"]))]).toEqual(["loss"]);
  expect([...lastOfTurn({ ...trace, forward: [] }, new Set(["loss", "other"]))]).toEqual(["loss", "other"]);
});

it("takes the root mean square of a node's weight changes", () => {
  expect(changeByNode(trace).get("layer")).toBeCloseTo(Math.sqrt(12.5));
});

it("knows the loss as the node that nothing leaves, and leads gradients where weights or gradients are", () => {
  expect([...lastNodes(graph)]).toEqual(["loss"]);
  expect(gradientReaches(trace, graph, "layer", "loss")).toBe(true);
  expect(gradientReaches(trace, graph, "input", "layer")).toBe(false);
  expect(gradientReaches(trace, graph, "targets", "loss")).toBe(false);
});

it("draws an edge the wider the more flows along it, and keeps a third of it for a decade less", () => {
  const probes = [probe("input", 10, -10), probe("layer", 1)];
  // From the input, twice from the layer, and from targets that nothing is known of.
  expect(edgeWidths(graph, probes)).toEqual([5.75, 2.75, 2.75, 3.05].map((width) => expect.closeTo(width, 3)));
  expect(edgeWidths(graph, [probe("input", 1), probe("layer", 0)])[1]).toBe(1.25);
});

it("takes the first example of several, and of a text what came last", () => {
  const rows = { node: "layer", values: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] };
  expect([...oneExample(rows, 3)]).toEqual([1, 2]);
  expect([...oneExample(rows, undefined)]).toEqual([5, 6]);
  expect([...oneExample({ ...rows, shape: [6] }, 6)]).toEqual([1]);
});
