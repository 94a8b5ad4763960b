/** What a picture is and how large, from its first bytes: known before anything is decoded. */

export interface PictureHeader {
  readonly type: "png" | "jpeg" | "gif" | "webp";
  readonly width: number;
  readonly height: number;
}

/** Enough of a file for its size, also behind the notes that a camera puts before it. */
export const HEADER_BYTES = 65_536;
/** A side that is longer is not decoded: it would take a gigabyte. */
export const LONGEST_SIDE = 8192;
const MOST_PIXELS = 40_000_000;

/** `null` of what is no picture of these kinds, or is cut before its size. */
export function readHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const is = (text: string, at: number): boolean =>
    bytes.length >= at + text.length && [...text].every((character, i) => bytes[at + i] === character.charCodeAt(0));
  try {
    if (is("\u0089PNG\r\n\u001a\n", 0) && is("IHDR", 12)) {
      return { type: "png", width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (is("GIF87a", 0) || is("GIF89a", 0)) {
      return { type: "gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
    }
    if (is("RIFF", 0) && is("WEBP", 8)) return webp(view, is);
    return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpeg(view) : null;
  } catch {
    // It is cut before its size.
    return null;
  }
}

/** RFC 9649, sections 2.5 to 2.7. */
function webp(view: DataView, is: (text: string, at: number) => boolean): PictureHeader | null {
  if (is("VP8 ", 12)) {
    return { type: "webp", width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (is("VP8L", 12)) {
    const bits = view.getUint32(21, true);
    return { type: "webp", width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!is("VP8X", 12)) return null;
  const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return { type: "webp", width: three(24), height: three(27) };
}

/** The first frame header among the segments. ITU-T T.81, annex B. */
function jpeg(view: DataView): PictureHeader | null {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { type: "jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xff) at++;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

export const isTooLarge = ({ width, height }: PictureHeader): boolean =>
  width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS;
