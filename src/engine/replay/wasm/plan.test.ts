import { expect, it } from "vitest";
import { type MemoryEvent, planMemory } from "./plan.ts";

const take = (bytes: number, constant = false): MemoryEvent => ({ kind: "taken", bytes, constant });
const free = (piece: number): MemoryEvent => ({ kind: "freed", piece });

it("lays pieces over each other that are never in use at the same time, and others apart", () => {
  const { offsets, bytes } = planMemory([take(64), free(0), take(64), take(64), free(1), free(2)]);
  expect(offsets[0]).toBe(offsets[1]);
  expect(offsets[2]).not.toBe(offsets[1]);
  expect(bytes).toBe(128);
});

it("gives nobody the place of a constant, nor of what outlives the step", () => {
  const { offsets } = planMemory([take(64), free(0), take(64, true), free(1), take(64), take(64), free(3)]);
  const [first, constant, outliving, last] = offsets;
  expect([first, outliving]).not.toContain(constant);
  expect([constant, outliving]).not.toContain(last);
});

it("has every piece begin at a line of the cache and end before the next", () => {
  const events = [take(1), take(65), take(0), free(1), take(100)];
  const { offsets, bytes } = planMemory(events);
  expect(offsets.every((offset) => offset % 64 === 0)).toBe(true);
  const sizes = [1, 65, 0, 100].map((size) => Math.max(64, Math.ceil(size / 64) * 64));
  const inUse = [0, 2, 3].map((piece) => [offsets[piece] as number, sizes[piece] as number] as const);
  for (const [i, [at, size]] of inUse.entries()) {
    for (const [j, [other, otherSize]] of inUse.entries()) {
      if (i !== j) expect(at + size <= other || other + otherSize <= at).toBe(true);
    }
    expect(at + size).toBeLessThanOrEqual(bytes);
  }
});
