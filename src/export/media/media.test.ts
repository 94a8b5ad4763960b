import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gifWithOrigin } from "./gif.ts";
import { type Origin, TRAINED_ALGORITHMIC_MEDIA } from "./origin.ts";
import { pngWithOrigin } from "./png.ts";

const origin: Origin = {
  model: 'Names <b>&"\u{1F389}"</b> (GRU)',
  link: `https://example.org/#v=1&${"a".repeat(400)}`,
};

/** A grey pixel. */
function png(): Uint8Array {
  const word = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([word(data.length), body, word(crc32(body))]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from([0, 128]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

describe("a PNG", () => {
  it("keeps its chunks, and has those that say that a model made it between the header and the rest", () => {
    const file = Buffer.from(pngWithOrigin(png(), origin));
    const types: string[] = [];
    for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
      types.push(file.toString("latin1", at + 4, at + 8));
    expect(types).toEqual(["IHDR", "iTXt", "iTXt", "iTXt", "IDAT", "IEND"]);
  });

  it("has the check sum of each", () => {
    const file = Buffer.from(pngWithOrigin(png(), origin));
    for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
      const end = at + 8 + file.readUInt32BE(at);
      expect(file.readUInt32BE(end)).toBe(crc32(file.subarray(at + 4, end)));
    }
  });
});

describe("a GIF", () => {
  it("ends as before, after a comment in blocks of at most 255 bytes", () => {
    const file = Buffer.from(gifWithOrigin(GIF, origin));
    expect(file.subarray(0, GIF.length - 1)).toEqual(GIF.subarray(0, -1));
    let at = GIF.length - 1;
    expect([file[at], file[at + 1]]).toEqual([0x21, 0xfe]);
    at += 2;
    const parts: Buffer[] = [];
    for (let length = file[at] as number; length > 0; length = file[at] as number) {
      parts.push(file.subarray(at + 1, at + 1 + length));
      at += 1 + length;
    }
    expect(Buffer.concat(parts).toString()).toContain(TRAINED_ALGORITHMIC_MEDIA);
    expect([...file.subarray(at)]).toEqual([0, 0x3b]);
  });

  it("that was cut is refused", () => {
    expect(() => gifWithOrigin(GIF.subarray(0, 20), origin)).toThrow(RangeError);
  });
});

const hasExiftool = (() => {
  try {
    execFileSync("exiftool", ["-ver"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

// Debian: libimage-exiftool-perl.
describe.skipIf(!hasExiftool)("exiftool", () => {
  it("finds in both what made them, word for word", () => {
    const folder = mkdtempSync(join(tmpdir(), "inkling-media-"));
    try {
      for (const [name, file] of [
        ["a.png", pngWithOrigin(png(), origin)],
        ["a.gif", gifWithOrigin(GIF, origin)],
      ] as const) {
        const path = join(folder, name);
        writeFileSync(path, file);
        const [found] = JSON.parse(
          execFileSync("exiftool", ["-json", "-all", "-validate", path], { encoding: "utf8" }),
        );
        expect(found.Comment, name).toContain(TRAINED_ALGORITHMIC_MEDIA);
        expect(found.Comment, name).toContain(origin.model);
        expect(found.Validate, name).toBe("OK");
        if (name === "a.png") {
          expect(found.DigitalSourceType).toMatch(/trained/i);
          expect(found).toMatchObject({ Description: origin.model, Source: origin.link, CreatorTool: "Inkling" });
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
