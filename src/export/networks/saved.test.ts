import { expect, it } from "vitest";
import { savedNetworks } from "./saved.ts";

const tensor = (name: string) => ({ name, shape: [1], data: Float32Array.of(1) });
const topology = (name: string) => JSON.stringify({ config: { name } });

it("finds the weights of each network in a checkpoint, in order, and neither state nor slots nor other variables", () => {
  const names = ["a/0/d/kernel", "a/1/d/bias", "b/0/e/kernel", "b/1/variable", "a/0/carry", "a/0/d/kernel/mean"];
  const found = savedNetworks([topology("a"), topology("b")], names.map(tensor));
  expect(found.map(({ name, weights }) => [name, ...weights.map((weight) => weight.name)])).toEqual([
    ["a", "d/kernel", "d/bias"],
    ["b", "e/kernel"],
  ]);
});

it("knows no network without a topology", () => {
  expect(savedNetworks([], [tensor("a/0/d/kernel")])).toEqual([]);
});
