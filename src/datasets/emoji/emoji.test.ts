import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";
import { words } from "./words/en.ts";

const read = async (path: string) => new Uint8Array(readFileSync(join("public", path)));
const all = await load({ group: "all" }, read, () => {});
const SIZE = 32 * 32 * 3;
const parts = [all.train, all.validation];
const names = parts.flatMap((part) => part.names ?? []);
const pictureOf = (name: string): Uint8Array => {
  const part = parts.find((candidate) => candidate.names?.includes(name));
  const index = part?.names?.indexOf(name) ?? -1;
  return part?.values.subarray(index * SIZE, (index + 1) * SIZE) as Uint8Array;
};
/** The mean colour of the middle 8 × 8 pixels. */
const middleOf = (name: string) => {
  const picture = pictureOf(name);
  const sums = [0, 0, 0];
  for (let y = 12; y < 20; y++) {
    for (let x = 12; x < 20; x++) {
      for (const c of [0, 1, 2]) sums[c] = (sums[c] as number) + (picture[3 * (32 * y + x) + c] as number) / 64;
    }
  }
  return sums as [number, number, number];
};

describe("emoji", () => {
  it("are the frozen file", () => {
    const digest = createHash("sha256").update(readFileSync("public/data/emoji.bin")).digest("hex");
    expect(digest).toBe("93f4532519a156224c452db6cbebfa7019dce55d3d397fdd19f2eff65d67c73d");
    expect(statSync("public/data/emoji.bin").size).toBeLessThan(2e6);
  });

  it("are 1,643 pictures of 32 × 32 in colour, in eight groups", () => {
    expect(all.facts.counts).toEqual({ train: 1479, validation: 164 });
    expect(all.shape).toEqual([32, 32, 3]);
    const perGroup = all.facts.labels.map((_, label) =>
      parts.reduce((sum, part) => sum + (part.labels?.filter((number) => number === label).length ?? 0), 0),
    );
    expect(Object.fromEntries(all.facts.labels.map((id, i) => [id, perGroup[i]]))).toEqual({
      smileys: 171,
      people: 387,
      animals: 160,
      food: 131,
      travel: 219,
      activities: 85,
      objects: 266,
      symbols: 224,
    });
  });

  it("have no skin tones, no flags and no two pictures or names alike", () => {
    expect(names.filter((name) => /[\u{1f3fb}-\u{1f3ff}]/u.test(name))).toEqual([]);
    expect(names.filter((name) => /\p{Regional_Indicator}|🏴|🏳/u.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(1643);
    const drawn = parts.flatMap((part) =>
      Array.from({ length: part.count }, (_, i) => String(part.values.subarray(i * SIZE, (i + 1) * SIZE))),
    );
    expect(new Set(drawn).size).toBe(1643);
  });

  it("show what their names say", () => {
    const [red, green, blue] = ["🔴 red circle", "🟢 green circle", "🔵 blue circle"].map(middleOf) as [
      [number, number, number],
      [number, number, number],
      [number, number, number],
    ];
    expect(red[0]).toBeGreaterThan(2 * Math.max(red[1], red[2]));
    expect(green[1]).toBeGreaterThan(1.2 * Math.max(green[0], green[2]));
    expect(blue[2]).toBeGreaterThan(1.2 * Math.max(blue[0], blue[1]));
    const [, , strawberry] = [0, 0, middleOf("🍓 strawberry")] as const;
    expect(strawberry[0]).toBeGreaterThan(1.5 * strawberry[1]);
  });

  it("stand on white, none of them blank", () => {
    let whiteCorners = 0;
    for (const part of parts) {
      for (let i = 0; i < part.count; i++) {
        const picture = part.values.subarray(i * SIZE, (i + 1) * SIZE);
        expect(picture.some((value) => value < 220)).toBe(true);
        whiteCorners += Number(picture.subarray(0, 3).every((value) => value === 255));
      }
    }
    expect(whiteCorners / 1643).toBeGreaterThan(0.9);
  });

  it("may be one group alone, on the same sides of the split", async () => {
    const food = await load({ group: "food" }, read, () => {});
    expect(food.facts.labels).toEqual(["food"]);
    expect(food.train.count + food.validation.count).toBe(131);
    expect(food.validation.names?.every((name) => all.validation.names?.includes(name))).toBe(true);
    expect(food.train.labels?.every((label) => label === 0)).toBe(true);
  });

  it("preview emoji that stand in the group, and have a word for every group", async () => {
    const choices = manifest.parameters.group?.type === "choice" ? manifest.parameters.group.choices : [];
    expect(choices).toEqual(["all", ...all.facts.labels]);
    expect(manifest.labels).toEqual(all.facts.labels);
    expect(Object.keys(words.labels)).toEqual(all.facts.labels);
    for (const group of choices) {
      const own = await load({ group }, read, () => {});
      const characters = [own.train, own.validation].flatMap(
        (part) => part.names?.map((name) => name.split(" ")[0]) ?? [],
      );
      expect(manifest.preview({ group }).length).toBeGreaterThanOrEqual(6);
      for (const character of manifest.preview({ group })) expect(characters, group).toContain(character);
    }
  });
});
