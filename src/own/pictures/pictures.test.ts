import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { folderOf, unpackArchive } from "./archive.ts";
import { isTooLarge, readHeader } from "./header.ts";
import { LEAST_PICTURES, type PicturePack, packPictures, unpackPictures } from "./pack.ts";

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const png = (width: number, height: number) =>
  Uint8Array.from([0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a, ...u32(13), ...ascii("IHDR"), ...u32(width), ...u32(height)]);

describe("the size of a picture", () => {
  it("is read from its first bytes", () => {
    expect(readHeader(png(20_000, 20_001))).toEqual({ type: "png", width: 20_000, height: 20_001 });
    expect(readHeader(Uint8Array.from([...ascii("GIF89a"), 44, 1, 10, 0]))).toEqual({
      type: "gif",
      width: 300,
      height: 10,
    });
    // A note of a camera before the frame.
    const jpeg = [0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xc2, 0, 17, 8, 1, 44, 2, 88, 3, 0, 0, 0];
    expect(readHeader(Uint8Array.from(jpeg))).toEqual({ type: "jpeg", width: 600, height: 300 });
    const lossless = [...ascii("RIFF"), 0, 0, 0, 0, ...ascii("WEBPVP8L"), 0, 0, 0, 0, 0x2f, 0x2b, 0x41, 0x02, 0];
    expect(readHeader(Uint8Array.from(lossless))).toEqual({ type: "webp", width: 300, height: 10 });
  });

  it("refuses what would take a gigabyte to decode", () => {
    expect(isTooLarge({ type: "png", width: 20_000, height: 20_000 })).toBe(true);
    expect(isTooLarge({ type: "png", width: 8000, height: 8000 })).toBe(true);
    expect(isTooLarge({ type: "jpeg", width: 6000, height: 4000 })).toBe(false);
  });

  it("is none of what is no picture, or is cut, and nothing throws", () => {
    expect(readHeader(new TextEncoder().encode('<svg onload="alert(1)">'))).toBeNull();
    expect(readHeader(png(3, 4).subarray(0, 20))).toBeNull();
    const starts = [[0xff, 0xd8], ascii("RIFF0000WEBPVP8X"), ascii("GIF89a"), [...png(1, 1)].slice(0, 16)];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), (start, rest) => {
        readHeader(Uint8Array.from([...start, ...rest]));
      }),
      { numRuns: 500, seed: 12 },
    );
  });
});

describe("an archive", () => {
  const wanted = (path: string) => path.endsWith(".png");

  it("gives its files with the folder that they lie in", () => {
    const zip = zipSync({ "set/cats/a.png": png(1, 2), "dogs/b.png": png(3, 4), "read.me": ascii("x") as never });
    const { files, problem } = unpackArchive(zip, wanted);
    expect(problem).toBeNull();
    expect(files.map(({ path }) => folderOf(path))).toEqual(["cats", "dogs"]);
    expect(files[0]?.bytes).toEqual(png(1, 2));
    expect(folderOf("../../etc/passwd")).toBe("etc");
    expect(folderOf("..\\..\\a.png")).toBe("");
  });

  it("stops at its budget: thousands of entries, or a few bytes that unpack to many", () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}.png`, new Uint8Array(1)])), {
      level: 0,
    });
    expect(unpackArchive(many, wanted).problem).toBe("tooMany");
    const bomb = zipSync({ "a.png": new Uint8Array(4 * 2 ** 20) });
    expect(bomb.length).toBeLessThan(100_000);
    const { files, problem } = unpackArchive(bomb, wanted, { entries: 10, fileBytes: 2 ** 20, bytes: 4 * 2 ** 20 });
    expect([files, problem]).toEqual([[], "tooLarge"]);
  });

  it("is damaged where it is cut or is none, and nothing throws", () => {
    const zip = zipSync({ "a.png": Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31) & 255) });
    expect(unpackArchive(zip.subarray(0, 60), wanted).problem).toBe("damaged");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(zip.length - 1), fc.nat(255), (noise, at, byte) => {
        unpackArchive(Uint8Array.from(noise), wanted);
        unpackArchive(zip.with(at, byte), wanted);
      }),
      { numRuns: 200, seed: 12 },
    );
  });
});

describe("pictures as bytes", () => {
  const some: PicturePack = {
    ...{ side: 16, channels: 1, labels: ["猫", "dog"] },
    labelOf: Uint8Array.from({ length: LEAST_PICTURES }, (_, i) => i % 2),
    pixels: Uint8Array.from({ length: LEAST_PICTURES * 256 }, (_, i) => i & 255),
  };

  it("come back as they were, with labels and without", () => {
    expect(unpackPictures(packPictures(some))).toEqual(some);
    const bare = { ...some, labels: [], labelOf: new Uint8Array(0) };
    expect(unpackPictures(packPictures(bare))).toEqual(bare);
  });

  it("are refused where a byte is missing, and other bytes are none", () => {
    const bytes = packPictures(some);
    for (const cut of [0, 4, 11, 20, bytes.length - 1]) {
      expect(() => unpackPictures(bytes.subarray(0, cut))).toThrow("contentUnreadable");
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (noise) => {
        expect(() => unpackPictures(Uint8Array.from([...bytes.subarray(0, 4), ...noise]))).toThrow("contentUnreadable");
      }),
      { seed: 12 },
    );
  });
});
