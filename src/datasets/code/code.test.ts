import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";

const frozen = readFileSync("public/data/code.txt", "utf8");
const { facts, train, validation } = await load(
  {},
  async () => new TextEncoder().encode(frozen),
  () => {},
);

describe("code", () => {
  it("is frozen: an old link means the same for ever", () => {
    expect(createHash("sha256").update(frozen).digest("hex")).toBe(
      "7b67aef9285f69ce53ae16722e26aa755b7378943329fbf35ffdfdf010566fc1",
    );
  });

  it("is printable ASCII and newlines, which is what the committed script makes of today's source too", () => {
    const folder = mkdtempSync(join(tmpdir(), "code-"));
    try {
      execFileSync(process.execPath, ["src/datasets/code/make.mjs", folder]);
      const made = readFileSync(join(folder, "code.txt"), "utf8");
      for (const text of [frozen, made]) {
        expect(text).toMatch(/^[\n -~]{40000,}$/);
        expect(text).toContain("export function threefry2x32(");
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is one long text whose last tenth is held out", () => {
    expect(facts.counts).toEqual({ train: 1, validation: 1 });
    expect(facts.labels).toEqual([]);
    const share = validation.tokens.length / (train.tokens.length + validation.tokens.length);
    expect(share).toBeGreaterThan(0.098);
    expect(share).toBeLessThanOrEqual(0.1);
    if (facts.domain.kind !== "tokens") throw new Error("not tokens");
    expect(facts.domain.vocabulary.length).toBeLessThanOrEqual(96);
  });

  it("previews lines that stand in it", () => {
    const lines = new Set(frozen.split("\n"));
    expect(manifest.preview({}).filter((line) => !lines.has(line))).toEqual([]);
  });
});
