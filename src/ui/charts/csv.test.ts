import { expect, it } from "vitest";
import { SeriesStore } from "../../core/series/store.ts";
import { seriesToCsv } from "./csv.ts";

it("writes one row a step and leaves a cell empty where a series has no value", () => {
  const store = SeriesStore.of({
    loss: { steps: [1, 2, 3], values: [3.5, 3.25, 3] },
    "validation.loss": { steps: [2, 4], values: [3.375, 2.5] },
  });
  const csv = seriesToCsv(store.ids, store.parts());
  expect(csv.split("\r\n")).toEqual(["step,loss,validation.loss", "1,3.5,", "2,3.25,3.375", "3,3,", "4,,2.5", ""]);
});
