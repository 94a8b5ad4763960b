import { expect, it } from "vitest";
import { SeriesStore } from "../../../core/series/store.ts";
import { csvHead, csvRows } from "./csv.ts";

const csv = (store: SeriesStore, thinned: boolean) =>
  [csvHead(store.ids, thinned), ...Array.from(store.parts(), (part) => csvRows(store.ids, thinned, part))]
    .join("")
    .split("\r\n");

it("writes one row a step and leaves a cell empty where a series has no value", () => {
  const store = SeriesStore.of({
    loss: { steps: [1, 2, 3], values: [3.5, 3.25, 3] },
    "validation.loss": { steps: [2, 4], values: [3.375, 2.5] },
  });
  expect(csv(store, false)).toEqual(["step,loss,validation.loss", "1,3.5,", "2,3.25,3.375", "3,3,", "4,,2.5", ""]);
});

it("writes as few digits as give the value back", () => {
  const store = SeriesStore.of({ loss: { steps: [1, 2, 3, 4], values: [1 / 3, 0.1, 1e-7, 16_777_216] } });
  const values = csv(store, false)
    .slice(1, -1)
    .map((row) => row.split(",")[1]);
  expect(values).toEqual(["0.33333334", "0.1", "1e-7", "16777216"]);
});

it("says how many steps a row averages where the run is longer than what is held exactly", () => {
  const store = new SeriesStore();
  const block = 2 ** 16;
  for (let start = 0; start < 2 ** 20 + block; start += block) {
    const steps = Uint32Array.from({ length: block }, (_, i) => start + i);
    store.append(["loss"], steps, Float32Array.from(steps));
  }
  const parts = [...store.parts()];
  const rows = (part: (typeof parts)[number] | undefined) => (part ? csvRows(store.ids, true, part).split("\r\n") : []);
  expect(csvHead(store.ids, true)).toBe("step,stepsAveraged,loss\r\n");
  expect(rows(parts[0]).slice(0, 2)).toEqual(["63,64,31.5", "127,64,95.5"]);
  const last = 2 ** 20 + block - 1;
  expect(rows(parts.at(-1)).at(-2)).toBe(`${last},1,${last}`);
});
