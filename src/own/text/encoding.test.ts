import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText, isBinary, tellEncoding } from "./encoding.ts";

/** By an independent encoder. */
const encoded = (text: string, encoding: string): Uint8Array =>
  new Uint8Array(execFileSync("iconv", ["-f", "UTF-8", "-t", encoding], { input: text }));

const SIMPLIFIED = "王小明\n李雪\n张伟\n陈静\n欧阳雨桐\n赵子轩\n";
const TRADITIONAL = "王小明\n陳淑芬\n張志偉\n林美惠\n歐陽雨桐\n";
const JAPANESE = "さくら\n山田太郎\n佐藤ひなた\nハルト\n";

describe("the encoding of a text", () => {
  it("is told from a few short lines", () => {
    for (const [text, encoding, name] of [
      [SIMPLIFIED, "GB18030", "gb18030"],
      [TRADITIONAL, "BIG5", "big5"],
      [JAPANESE, "SHIFT_JIS", "shift_jis"],
      [SIMPLIFIED, "UTF-8", "utf-8"],
      ["Zoë\nRenée\nJürgen\nFrançois\n", "WINDOWS-1252", "windows-1252"],
      ["Anna\nBéla\n", "UTF-16LE", "utf-16le"],
      [TRADITIONAL, "UTF-16BE", "utf-16be"],
    ] as const) {
      const bytes = encoded(text, encoding);
      expect(tellEncoding(bytes).encoding, `${encoding} ${text}`).toBe(name);
      expect(decodeText(bytes, tellEncoding(bytes).encoding)).toBe(text);
      expect(isBinary(bytes), encoding).toBe(false);
    }
  });

  it("is what a mark says, and the mark is no part of the text", () => {
    for (const encoding of ["UTF-8", "UTF-16LE", "UTF-16BE"]) {
      const bytes = encoded(`\ufeffمحمد\r\nफ़ातिमा\r`, encoding);
      const told = tellEncoding(bytes);
      expect(told).toEqual({ encoding: encoding.toLowerCase(), sure: true });
      expect(decodeText(bytes, told.encoding)).toBe("محمد\nफ़ातिमा\n");
    }
  });

  it("is UTF-8 for whatever is written in it, cut in the middle of a character too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }), (text) => {
        fc.pre(!text.includes("\0"));
        expect(tellEncoding(new TextEncoder().encode(text)).encoding).toBe("utf-8");
      }),
      { seed: 12 },
    );
    expect(tellEncoding(new TextEncoder().encode("é李".repeat(20_000))).encoding).toBe("utf-8");
  });

  it("is told of any bytes without an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof decodeText(bytes, tellEncoding(bytes).encoding)).toBe("string");
        expect(typeof isBinary(bytes)).toBe("boolean");
      }),
      { seed: 12 },
    );
  });
});

describe("what is no text", () => {
  it("is known by its first bytes or by what it is full of", () => {
    for (const start of ["PK\u0003\u0004docx", "%PDF-1.7", "GIF89a"]) {
      expect(isBinary(new TextEncoder().encode(start)), start).toBe(true);
    }
    expect(isBinary(Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) & 255))).toBe(true);
    expect(isBinary(new TextEncoder().encode("a,b\n\t1;2\r\n"))).toBe(false);
  });
});
