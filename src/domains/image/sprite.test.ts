import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readJson } from "../readJson.ts";
import { readSprite } from "./decode.ts";
import { pictureDataset } from "./pictures.ts";

const file =
  (...bytes: number[]) =>
  async () =>
    new Uint8Array(deflateSync(Uint8Array.from(bytes)));

describe("a sprite", () => {
  it("is read as count, height, width, channels, levels and the levels themselves", async () => {
    // 2 pictures of 1 × 2 grey values in 4 levels, not predicted: 0 1 · 2 3 are 0, 85, 170 and 255.
    expect(await readSprite("x", file(2, 0, 0, 0, 1, 2, 1, 3, 0, 0, 1, 2, 3))).toEqual({
      count: 2,
      height: 1,
      width: 2,
      channels: 1,
      values: Uint8Array.of(0, 85, 170, 255),
    });
  });

  it("adds Paeth's predictor where it is predicted, anew in each picture", async () => {
    // Levels 1 2 / 3 0. First 1; 2 beside 1 is 1 more; 3 under 1 is 2 more; 0 after left 3, up 2, corner 1: 3 + 2 − 1 = 4 is
    // closest to 3, and 0 − 3 ≡ 1 (mod 4). The second picture begins from nothing.
    const sprite = await readSprite("x", file(2, 0, 0, 0, 2, 2, 1, 3, 1, 1, 1, 2, 1, 1, 1, 2, 1));
    expect([...sprite.values]).toEqual([85, 170, 255, 0, 85, 170, 255, 0]);
  });

  it("predicts each channel from its own", async () => {
    // Two pixels of three channels, 4 levels: 3 2 1 and then the same.
    const sprite = await readSprite("x", file(1, 0, 0, 0, 1, 2, 3, 3, 1, 3, 2, 1, 0, 0, 0));
    expect([...sprite.values]).toEqual([255, 170, 85, 255, 170, 85]);
  });

  it("is refused with its path when it is no sprite, cut short or longer than it says", async () => {
    const whole = await file(2, 0, 0, 0, 1, 2, 1, 3, 0, 0, 1, 2, 3)();
    const html = new TextEncoder().encode("<!doctype html><p>Not found</p>");
    const contents = [html, new Uint8Array(0), whole.slice(0, -3), await file(1, 0)()];
    contents.push(await file(3, 0, 0, 0, 1, 2, 1, 3, 0, 0, 1, 2, 3)());
    contents.push(await file(2, 0, 0, 0, 1, 1, 2, 3, 0, 0, 1, 2, 3)());
    for (const content of contents) {
      await expect(readSprite("data/x.bin", async () => content)).rejects.toMatchObject({
        code: "dataUnreadable",
        values: { path: "data/x.bin" },
      });
    }
  });
});

describe("a JSON file", () => {
  it("is refused with its path when it is none", async () => {
    const text = (content: string) => async () => new TextEncoder().encode(content);
    expect(await readJson("x", text('{"a":[1]}'))).toEqual({ a: [1] });
    for (const content of ["", "{", "<!DOCTYPE html>"]) {
      await expect(readJson("data/x.json", text(content))).rejects.toMatchObject({
        code: "dataUnreadable",
        values: { path: "data/x.json" },
      });
    }
  });
});

describe("a dataset of pictures", () => {
  // Picture i holds the value i alone and is labelled with its last digit.
  const sprite = { count: 200, height: 1, width: 1, channels: 1, values: Uint8Array.from(Array(200).keys()) } as const;
  const dataset = (labels: readonly string[]) =>
    pictureDataset(sprite, {
      id: "set",
      labels,
      labelOf: (index) => String(index % 10),
      nameOf: (index) => `picture ${index}`,
    });
  const all = dataset([..."0123456789"]);

  it("holds out one picture in ten, each with its label and name", () => {
    expect(all.facts.counts).toEqual({ train: 180, validation: 20 });
    expect(all.facts.domain).toEqual({ kind: "image", height: 1, width: 1, channels: 1 });
    expect([...all.train.values, ...all.validation.values].sort((a, b) => a - b)).toEqual([...Array(200).keys()]);
    for (const { values, labels, names } of [all.train, all.validation]) {
      expect([...(labels ?? [])]).toEqual([...values].map((value) => value % 10));
      expect(names).toEqual([...values].map((value) => `picture ${value}`));
    }
    expect([...all.validation.values]).not.toEqual([...Array(20).keys()]);
  });

  it("keeps a picture on its side of the split when fewer labels are kept, and numbers those anew", () => {
    const some = dataset(["7", "3"]);
    expect([...some.validation.values]).toEqual(
      [...all.validation.values].filter((value) => [3, 7].includes(value % 10)),
    );
    expect(some.train.count + some.validation.count).toBe(40);
    expect([...(some.train.labels ?? [])]).toEqual([...some.train.values].map((value) => (value % 10 === 7 ? 0 : 1)));
  });
});
