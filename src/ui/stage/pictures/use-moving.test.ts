import { expect, it } from "vitest";
import type { ScatterView } from "../../../spec/view.ts";
import { between } from "./use-moving.ts";

const view = (made: number[], mesh: number[]): ScatterView => ({
  kind: "scatter",
  bounds: [-1, -1, 1, 1],
  layers: [
    { role: "truth", points: Float32Array.of(5, 5) },
    { role: "generator", points: Float32Array.from(made) },
  ],
  mesh: { columns: 1, rows: 1, points: Float32Array.from(mesh) },
});

it("moves made points and the net a share of the way, and leaves real ones where they are", () => {
  const shown = between(view([0, 0], [1, 1]), view([1, -2], [3, 1]), 0.25);
  expect([...(shown.layers[0]?.points ?? [])]).toEqual([5, 5]);
  expect([...(shown.layers[1]?.points ?? [])]).toEqual([0.25, -0.5]);
  expect([...(shown.mesh?.points ?? [])]).toEqual([1.5, 1]);
});
