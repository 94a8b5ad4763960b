import { describe, expect, it } from "vitest";
import type { BrowseRequest, Dataset, ExampleDataset } from "./dataset.ts";
import { domainOf } from "./index.ts";
import { documentDataset } from "./tokens/documents.ts";
import { longTextDataset } from "./tokens/longText.ts";

const browse = (dataset: Dataset, request: BrowseRequest) => domainOf(dataset).browse(dataset, request);

const names = ["Héloïse", "Chloé", "Aino", "Ada", "Ugo", "Ilma", "Olof", "Eero", "Ines", "Bo"];
const dataset = documentDataset(
  "names",
  names.map((text, index) => ({ text, label: index < 2 ? "fr" : "fi" })),
);
const everything = { offset: 0, count: 100 };
const texts = (page: ReturnType<typeof browse>) =>
  page.samples.map((sample) => (sample.kind === "tokens" ? sample.text : ""));

describe("the browser of examples", () => {
  const domain = { kind: "image", height: 1, width: 2, channels: 1 } as const;
  const part = (pixels: number[], labels: number[], names: string[]) => ({
    count: labels.length,
    values: Uint8Array.from(pixels),
    labels: Int32Array.from(labels),
    names,
  });
  const pictures: ExampleDataset = {
    kind: "examples",
    facts: { id: "p", domain, labels: ["day", "night"], counts: { train: 2, validation: 1 }, baselines: [] },
    shape: [1, 2, 1],
    train: part([0, 255, 51, 0], [0, 1], ["Café", "Moon"]),
    validation: part([255, 255], [0], ["Sun"]),
  };

  it("shows pictures in 0..1 with their labels, training part first", () => {
    const page = browse(pictures, everything);
    expect(page.total).toBe(3);
    expect(page.samples).toMatchObject([{ label: "day" }, { label: "night" }, { label: "day" }]);
    expect(page.samples.map((sample) => (sample.kind === "image" ? [...sample.pixels] : []))).toEqual([
      [0, 1],
      [expect.closeTo(0.2, 6), 0],
      [1, 1],
    ]);
  });

  it("keeps to a label, and finds names without regard to case and accents", () => {
    expect(browse(pictures, { label: "day", ...everything }).total).toBe(2);
    expect(browse(pictures, { query: "CAFE", ...everything }).total).toBe(1);
    expect(browse(pictures, { part: "validation", query: "cafe", ...everything }).total).toBe(0);
    expect(browse(pictures, { offset: 2, count: 5 }).samples).toHaveLength(1);
  });

  it("shows points by their coordinates", () => {
    const train = { count: 2, values: Float32Array.of(1, 2, 3, 4) };
    const facts = { ...pictures.facts, domain: { kind: "points" } as const, labels: [] };
    const points: ExampleDataset = { ...pictures, facts, shape: [2], train, validation: { ...train, count: 0 } };
    expect(browse(points, { offset: 1, count: 1 })).toEqual({ total: 2, samples: [{ kind: "points", x: 3, y: 4 }] });
  });
});

describe("the browser of the data", () => {
  it("shows every document once, with its label, training part first", () => {
    const page = browse(dataset, everything);
    expect(page.total).toBe(10);
    expect(texts(page).toSorted()).toEqual(names.toSorted());
    expect(texts(page).slice(0, 9)).toEqual(texts(browse(dataset, { part: "train", ...everything })));
    expect(texts(page).slice(9)).toEqual(texts(browse(dataset, { part: "validation", ...everything })));
    expect(page.samples).toContainEqual({ kind: "tokens", text: "Chloé", label: "fr" });
  });

  it("cuts pages that follow on one another, and counts all of it each time", () => {
    const all = texts(browse(dataset, everything));
    const pages = [0, 4, 8, 12].map((offset) => browse(dataset, { offset, count: 4 }));
    expect(pages.map(({ total }) => total)).toEqual([10, 10, 10, 10]);
    expect(pages.map((page) => page.samples.length)).toEqual([4, 4, 2, 0]);
    expect(pages.flatMap(texts)).toEqual(all);
  });

  it("keeps to a label", () => {
    expect(texts(browse(dataset, { label: "fr", ...everything })).toSorted()).toEqual(["Chloé", "Héloïse"]);
    expect(browse(dataset, { label: "nobody", ...everything })).toEqual({ total: 0, samples: [] });
  });

  it("finds text without regard to case and accents", () => {
    expect(texts(browse(dataset, { query: "LOE", ...everything }))).toEqual(["Chloé"]);
    expect(texts(browse(dataset, { query: "elö", ...everything }))).toEqual(["Héloïse"]);
    expect(browse(dataset, { query: "zz", ...everything }).total).toBe(0);
  });

  it("shows a long text by its passages", () => {
    const text = longTextDataset("text", `one\ntwo\n\nthree\n\n\nfour\n${"five\n".repeat(10)}`);
    const page = browse(text, { part: "train", ...everything });
    expect(texts(page).slice(0, 2)).toEqual(["one\ntwo", "three"]);
    expect(page.total).toBe(3);
    expect(page.samples[0]).toEqual({ kind: "tokens", text: "one\ntwo" });
  });
});
