import { expect, it } from "vitest";
import type { ScatterView } from "../../../../schema/view.ts";
import { between, createTween } from "./tween.ts";

const view = (made: number[], mesh: number[] = [], truth = [5, 5]): ScatterView => ({
  kind: "scatter",
  bounds: [-1, -1, 1, 1],
  layers: [
    { role: "truth", points: Float32Array.from(truth) },
    { role: "generator", points: Float32Array.from(made) },
  ],
  mesh: { columns: 1, rows: 1, points: Float32Array.from(mesh) },
});
const made = ({ layers }: ScatterView) => [...(layers[1]?.points ?? [])];

it("moves made points and the net a share of the way, and leaves real ones where they are", () => {
  const shown = between(view([0, 0], [1, 1]), view([1, -2], [3, 1]), 0.25);
  expect([...(shown.layers[0]?.points ?? [])]).toEqual([5, 5]);
  expect(made(shown)).toEqual([0.25, -0.5]);
  expect([...(shown.mesh?.points ?? [])]).toEqual([1.5, 1]);
});

it("flows on without a stop where views come steadily, from wherever the points are", () => {
  const tween = createTween(view([0, 0]));
  tween.moveTo(view([0, 0]), 1000, false);
  tween.moveTo(view([2, 0]), 1200, false);
  // They came 200 ms apart, and so long takes the way.
  expect(made(tween.at(1300).view)).toEqual([1, 0]);
  tween.moveTo(view([4, 0]), 1300, false);
  expect(made(tween.at(1300).view)).toEqual([1, 0]);
  expect(tween.at(1300).moves).toBe(true);
  expect(tween.at(1500).moves).toBe(false);
  expect(made(tween.at(1500).view)).toEqual([4, 0]);
});

it("does not paint the same real points anew", () => {
  const first = view([0, 0]);
  const tween = createTween(first);
  tween.moveTo(view([1, 0]), 0, false);
  expect(tween.at(9999).view.layers[0]?.points).toBe(first.layers[0]?.points);
  tween.moveTo(view([1, 0], [], [6, 6]), 0, false);
  expect([...(tween.at(9999).view.layers[0]?.points ?? [])]).toEqual([6, 6]);
});

it("jumps where less motion is wanted, and where the points are others", () => {
  const tween = createTween(view([0, 0]));
  tween.moveTo(view([1, 0]), 0, true);
  expect(tween.at(0)).toMatchObject({ moves: false });
  tween.moveTo(view([1, 0, 2, 2]), 500, false);
  expect(tween.at(500)).toMatchObject({ moves: false });
});
