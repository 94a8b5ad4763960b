import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { principalComponents, reconstructionError } from "../../core/pca.ts";
import { validationExamples } from "../../domains/examples/batches.ts";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";

const read = async (path: string) => new Uint8Array(readFileSync(join("public", path)));
const all = await load({ characters: "all" }, read, () => {});
const fonts: Record<"name" | "package" | "licence" | "copyright", string>[] = JSON.parse(
  readFileSync("public/data/glyphs-fonts.json", "utf8"),
);
const SIZE = 28 * 28;

/** Every picture by its name, e.g. `"A · Inter"`. */
const pictures = new Map<string, Float32Array>();
for (const part of [all.train, all.validation]) {
  const { values } = validationExamples(part, part.count);
  part.names?.forEach((name, i) => {
    pictures.set(name, values.subarray(i * SIZE, (i + 1) * SIZE));
  });
}

/** The first and last rows and columns that hold ink. */
function inkOf(picture: Float32Array) {
  const inked = [...picture.keys()].filter((i) => (picture[i] as number) > 0);
  const [rows, columns] = [inked.map((i) => Math.floor(i / 28)), inked.map((i) => i % 28)];
  return {
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

describe("glyphs", () => {
  it("are the frozen file", () => {
    const digest = createHash("sha256").update(readFileSync("public/data/glyphs.bin")).digest("hex");
    expect(digest).toBe("0cceb2ecc4e2b00a2e450b930202ff869773ffc14ae21e6e0f60dba8de2780ed");
    expect(statSync("public/data/glyphs.bin").size).toBeLessThan(2e6);
  });

  it("are 62 characters of each of 75 fonts, 28 × 28", () => {
    expect(fonts.length).toBe(75);
    expect(all.facts.counts).toEqual({ train: 4185, validation: 465 });
    expect(all.shape).toEqual([28, 28, 1]);
    expect(all.facts.labels.join("")).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    expect(pictures.size).toBe(4650);
    for (const { name } of fonts) {
      for (const label of all.facts.labels) expect(pictures.has(`${label} · ${name}`)).toBe(true);
    }
  });

  it("come from fonts under open licences, each with its version and copyright line", () => {
    for (const { name, package: source, licence, copyright } of fonts) {
      expect(["OFL-1.1", "Apache-2.0"], name).toContain(licence);
      expect(source, name).toMatch(/^@fontsource\/[a-z0-9-]+ \d+\.\d+\.\d+$/);
      expect(copyright.trim(), name).not.toBe("");
    }
  });

  it("are centred by their ink, at most 24 pixels wide and high", () => {
    for (const [name, picture] of pictures) {
      const { top, bottom, left, right } = inkOf(picture);
      // Ink that is centred between pixels may reach a faint part of a 25th and 26th.
      expect(Math.max(bottom - top, right - left) + 1, name).toBeLessThanOrEqual(26);
      expect(Math.abs(top + bottom - 27), name).toBeLessThanOrEqual(2);
      expect(Math.abs(left + right - 27), name).toBeLessThanOrEqual(2);
    }
  });

  it("keep the proportions of their font: capitals 20 pixels high, small letters smaller", () => {
    const heightOf = (name: string) => {
      const { top, bottom } = inkOf(pictures.get(name) as Float32Array);
      return bottom - top + 1;
    };
    for (const { name } of fonts) {
      expect(Math.abs(heightOf(`H · ${name}`) - 21), name).toBeLessThanOrEqual(2);
    }
    // One hand writes its x with a long stroke.
    const tall = fonts.filter(({ name }) => heightOf(`x · ${name}`) >= heightOf(`X · ${name}`));
    expect(tall.map(({ name }) => name)).toEqual(["Shadows Into Light"]);
  });

  it("can be told apart: no two of a font are the same picture", () => {
    for (const { name } of fonts) {
      const drawn = all.facts.labels.map((label) => String(pictures.get(`${label} · ${name}`)));
      expect(new Set(drawn).size, name).toBe(62);
    }
  });

  it("may be digits alone, on the same sides of the split", async () => {
    const digits = await load({ characters: "digits" }, read, () => {});
    expect(digits.facts.labels.join("")).toBe("0123456789");
    expect(digits.train.count + digits.validation.count).toBe(750);
    expect(digits.validation.names).toEqual(all.validation.names?.filter((name) => /^\d/.test(name)));
  });

  it("leave 27.3 of squared error to 8 principal components on what was held out", () => {
    const principal = principalComponents(validationExamples(all.train, 1e6).values, SIZE, 8);
    const error = reconstructionError(principal, validationExamples(all.validation, 1e6).values);
    expect(error).toBeCloseTo(27.28, 1);
  });

  it("declare every label, and preview characters of each choice", () => {
    const choices = manifest.parameters.characters?.type === "choice" ? manifest.parameters.characters.choices : [];
    expect(manifest.labels).toEqual(all.facts.labels);
    for (const characters of choices) {
      expect(manifest.preview({ characters }).length).toBeGreaterThanOrEqual(6);
      expect(manifest.preview({ characters }).every((label) => all.facts.labels.includes(label))).toBe(true);
    }
  });
});
