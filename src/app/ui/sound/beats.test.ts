import { describe, expect, it } from "vitest";
import type { WavesView } from "../../../schema/view.ts";
import { defaultPattern, NO_STEPS, padOfKey, padsOf, padView, rowsOf, stepSeconds, takeOf, toggled } from "./beats.ts";

/** Two values each: the sample's number, twice. */
function view(count: number, labels?: readonly string[]): WavesView {
  const values = Float32Array.from({ length: 2 * count }, (_, i) => Math.floor(i / 2) / 100);
  return { kind: "waves", rate: 8000, length: 2, count, values, ...(labels ? { labels } : {}) };
}

describe("pads", () => {
  it("are the labels, in the order of the data, where samples have several", () => {
    const pads = padsOf(view(4, ["hat", "kick", "hat", "snare"]), ["kick", "snare", "clap", "hat"]);
    expect(pads.map(({ id, takes }) => [id, takes])).toEqual([
      ["kick", [1]],
      ["snare", [3]],
      ["hat", [0, 2]],
    ]);
  });

  it("are the samples where all have one label or none, eight at most", () => {
    expect(padsOf(view(3, ["kick", "kick", "kick"]), ["kick", "snare"]).map(({ label }) => label)).toEqual([
      null,
      null,
      null,
    ]);
    const pads = padsOf(view(20), []);
    expect(pads).toHaveLength(8);
    expect(pads[3]?.takes).toEqual([3, 11, 19]);
  });

  it("take turns among their samples", () => {
    const [hat] = padsOf(view(3, ["hat", "kick", "hat"]), ["hat", "kick"]);
    expect([0, 1, 2].map((take) => takeOf(hat as never, take))).toEqual([0, 2, 0]);
  });

  it("sound like the samples that they are", () => {
    const all = view(4, ["hat", "kick", "hat", "snare"]);
    const made = padView(all, padsOf(all, ["kick", "snare", "hat"]), 1);
    expect(made.count).toBe(3);
    expect([...made.values].map((value) => Math.round(100 * value))).toEqual([1, 1, 3, 3, 2, 2]);
  });
});

describe("the beat", () => {
  const pads = (...ids: string[]) => ids.map((id) => ({ id, label: id, takes: [0] }));

  it("has a backbeat for drums: the snare on two and four, the hat on every eighth", () => {
    const { snare, hat, kick } = defaultPattern(pads("kick", "snare", "hat"));
    expect(snare?.map(Number)).toEqual([0, 0, 1, 0, 0, 0, 1, 0]);
    expect(hat?.every((on) => on)).toBe(true);
    expect(kick?.[0]).toBe(true);
  });

  it("goes up and down for notes, one at a time", () => {
    const notes = defaultPattern(pads("c", "d", "e", "f", "g"));
    for (let step = 0; step < 8; step++) {
      expect(Object.values(notes).filter((row) => row[step])).toHaveLength(1);
    }
  });

  it("gives every row of what has no labels something to do, as far as four go", () => {
    const rows = rowsOf(padsOf(view(16), []));
    expect(rows).toHaveLength(6);
    expect(Object.values(defaultPattern(rows)).map((row) => row.some((on) => on))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("has single steps put on and off, also of rows that it did not have", () => {
    const once = toggled({}, "tom", 3);
    expect(once.tom?.map(Number)).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
    expect(toggled(once, "tom", 3).tom).toEqual(NO_STEPS);
  });

  it("is two seconds a bar at 120 beats a minute", () => {
    expect(8 * stepSeconds(120)).toBe(2);
  });
});

it("is played by the digits and by the row of letters, wherever they lie on the keyboard", () => {
  expect(["Digit1", "Digit8", "Numpad3", "KeyA", "KeyS", "KeyK"].map(padOfKey)).toEqual([0, 7, 2, 0, 1, 7]);
  expect(["Digit9", "Digit0", "KeyL", "Space", "Tab"].map(padOfKey)).toEqual([null, null, null, null, null]);
});
