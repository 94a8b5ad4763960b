import { expect, it } from "vitest";
import { finishTunes } from "../../own/midi/importer.ts";
import { load } from "./load.ts";

const TUNES = Array.from("CDEFGABcdefg", (first) => `④${first}2E2F2G2|${first}8`);
const neverRead = () => Promise.reject(new Error("nothing is read"));

it("tunes that were brought are a dataset that travels in its own link, judged by the rules of melodies", async () => {
  const { value } = await finishTunes({ tunes: TUNES, refused: {} }, "12 tunes");
  expect(value.startsWith("~")).toBe(true);
  const dataset = await load({ content: value }, neverRead, () => {});
  expect(dataset.facts.counts).toEqual({ train: 11, validation: 1 });
  expect(TUNES.every(dataset.has)).toBe(true);
  expect(dataset.facts.rules).toEqual(["samples.bars", "samples.key"]);
  expect(dataset.facts.examples).toEqual(TUNES.slice(0, 4));
});

it("content without notes is no melody", async () => {
  const { value } = await finishTunes({ tunes: ["xyz", ""], refused: {} }, "nothing");
  await expect(load({ content: value }, neverRead, () => {})).rejects.toMatchObject({ code: "contentUnreadable" });
});
