import { expect, it } from "vitest";
import { randomStream } from "../../../../core/random.ts";
import type { CodedView } from "../../../../schema/view.ts";
import { joined, MOST, nextGeneration, type People, peopleOf, pick, pickedOf } from "./people.ts";

const view: CodedView = {
  ...{
    kind: "coded",
    width: 2,
    geometry: "straight",
    codes: Float32Array.of(1, 2, 3, 4, 5, 6),
    labels: ["a", "b", "a"],
  },
  shown: { kind: "lines", texts: ["x", "y", "z"], columns: 1 },
};
const people = peopleOf(view, 0, 0);
const stream = randomStream(1, "together");
const breed = (from: People, strength = 0) => nextGeneration(from, { count: 4, strength, stream });

it("samples are picked in order, and let go again", () => {
  const both = pick(pick(people, 2), 0);
  expect(pickedOf(both).map(({ code }) => [...code])).toEqual([
    [5, 6],
    [1, 2],
  ]);
  expect(pick(both, 2).picked).toEqual([0]);
});

it("children follow the picked ones, take after one of them, and have other ids", () => {
  const next = breed(pick(people, 1));
  expect(next).toMatchObject({ generation: 2, seed: 1, picked: [] });
  expect(next.parents.map(({ id }) => id)).toEqual([1]);
  expect(next.all.map(({ id, label, code }) => [id, label, ...code])).toEqual(
    [3, 4, 5, 6].map((id) => [id, "b", 3, 4]),
  );
  expect(pickedOf(pick(next, 1)).map(({ id }) => id)).toEqual([1]);
});

it("the same picks are bred to the same children, and nobody to none", () => {
  const picked = pick(pick(people, 0), 1);
  expect(breed(picked, 0.5)).toEqual(breed(picked, 0.5));
  expect(breed(people)).toBe(people);
});

it("one that joins is picked, and the oldest that nobody picked make room", () => {
  let crowd = pick(people, 2);
  for (let i = 0; i < MOST; i++) crowd = joined(crowd, { code: Float32Array.of(i, i), label: "a" });
  expect(crowd.all[0]?.code[0]).toBe(MOST - 1);
  expect(crowd.all.map(({ id }) => id)).toContain(2);
  expect(crowd.all.map(({ id }) => id)).not.toContain(0);
});
