import { expect, it } from "vitest";
import { nearness } from "./changed-first.ts";

it.each([
  [
    "a test of the changed file itself before all",
    "src/core/mutex.test.ts",
    "src/core/mutex.ts",
    Number.POSITIVE_INFINITY,
  ],
  ["its slow tests too", "src/core/mutex.slow.test.ts", "src/core/mutex.ts", Number.POSITIVE_INFINITY],
  ["a changed test before all", "src/core/mutex.test.ts", "src/core/mutex.test.ts", Number.POSITIVE_INFINITY],
  ["a neighbour by its folders", "src/families/gan/alarms.test.ts", "src/families/gan/model.ts", 3],
  ["a test further down as well", "src/families/gan/testing/a.test.ts", "src/families/gan/model.ts", 3],
  ["a sibling's by those that both lie in", "src/families/vae/model.test.ts", "src/families/gan/model.ts", 2],
  ["one from elsewhere last", ".config/layers.test.ts", "src/families/gan/model.ts", 0],
])("puts %s", (_, test, changed, near) => {
  expect(nearness(test, ["README.md", changed])).toBe(near);
});

it("puts none before another where nothing was changed", () => {
  expect(nearness("src/core/mutex.test.ts", [])).toBe(0);
});
