import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedContent, parseContent } from "../schema/content.ts";
import { contentOf, contentValue } from "./content.ts";
import { sha256 } from "./sha256.ts";

const nothing = async (): Promise<Uint8Array> => {
  throw new Error("nothing is kept here");
};
const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const noise = (length: number) =>
  Uint8Array.from({ length }, (_, i) => Math.floor(Math.sin(i * 12.9898) * 43758.5453) & 255);

describe("content that was brought", () => {
  it("travels in its own value while it is small", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const value = await contentValue(Uint8Array.from(bytes), "any");
        expect(value).toMatch(/^~[\w-]+$/);
        expect(parseContent(value)?.kind).toBe("packed");
        expect([...(await contentOf(value, nothing))]).toEqual([...bytes]);
      }),
      { numRuns: 50, seed: 12 },
    );
  });

  it("travels up to eight kilobytes, however little it packs, and is named beyond", async () => {
    expect(await contentValue(noise(8192), "noise")).toMatch(/^~/);
    const large = noise(8193);
    const value = await contentValue(large, "class\u0000 list\n.txt");
    expect(parseContent(value)).toEqual({
      kind: "named",
      digest: createHash("sha256").update(large).digest("hex"),
      bytes: 8193,
      name: "class list .txt",
    });
    expect(await contentOf(value, async () => large)).toEqual(large);
    await expect(contentOf(value, async () => noise(8192))).rejects.toMatchObject({ code: "contentUnreadable" });
    await expect(contentOf(value, async () => large.with(7, 0))).rejects.toMatchObject({ code: "contentUnreadable" });
  });

  it("is refused where it is damaged, and nothing is made of what is no value", async () => {
    const value = await contentValue(bytesOf("a few names\n"), "");
    await expect(contentOf(value.slice(0, -6), nothing)).rejects.toMatchObject({ code: "contentUnreadable" });
    await expect(contentOf("", nothing)).rejects.toMatchObject({ code: "contentUnreadable" });
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await expect(contentOf(text, nothing)).rejects.toBeDefined();
      }),
      { numRuns: 100, seed: 12 },
    );
  });

  it("has a name that can be read back, whatever it is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(1e8), (name, bytes) => {
        const parsed = parseContent(namedContent("0".repeat(64), bytes, name));
        expect(parsed).toMatchObject({ kind: "named", bytes });
      }),
      { seed: 12 },
    );
  });
});

describe("the digest", () => {
  it("is SHA-256 for every length around a block", () => {
    for (const length of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 1000]) {
      const bytes = noise(length);
      expect(sha256(bytes), `${length}`).toBe(createHash("sha256").update(bytes).digest("hex"));
    }
  });
});
