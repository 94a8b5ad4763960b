import { commentOf, type Origin, SOFTWARE, xmpOf } from "./origin.ts";

/** Signature and header: what comes after may be in any order. PNG, 3rd edition, 5.6. */
const HEADER_END = 8 + 25;
const utf8 = new TextEncoder();

/** A PNG that says that a model made it, in an XMP packet and for simpler readers in words. */
export function pngWithOrigin(png: Uint8Array, origin: Origin): Uint8Array<ArrayBuffer> {
  const chunks = [
    text("XML:com.adobe.xmp", xmpOf(origin)),
    text("Software", SOFTWARE),
    text("Comment", commentOf(origin)),
  ];
  const file = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, png.length));
  let at = 0;
  for (const part of [png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)]) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** International text: the keyword's end, not compressed, by no method, in no language, with no translation. 11.3.3.4. */
const text = (keyword: string, content: string) => chunk("iTXt", utf8.encode(`${keyword}\0\0\0\0\0${content}`));

/** Length, type, content, and the check sum of the last two. */
function chunk(type: string, content: Uint8Array): Uint8Array {
  const made = new Uint8Array(12 + content.length);
  const fields = new DataView(made.buffer);
  fields.setUint32(0, content.length);
  made.set(utf8.encode(type), 4);
  made.set(content, 8);
  fields.setUint32(8 + content.length, crc32(made.subarray(4, 8 + content.length)));
  return made;
}

/** ISO 3309, as in PNG's annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
