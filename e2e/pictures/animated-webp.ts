/** Joins still WebP pictures of one size into a moving one. https://developers.google.com/speed/webp/docs/riff_container */

/** The bytes of the first chunk of this name, its header and padding included; nothing where there is none. */
function chunkOf(picture: Uint8Array, name: string): Uint8Array | undefined {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  const nameAt = (at: number) => String.fromCharCode(...picture.subarray(at, at + 4));
  for (let at = 12; at + 8 <= picture.length; ) {
    const length = 8 + view.getUint32(at + 4, true);
    const padded = length + (length % 2);
    if (nameAt(at) === name) return picture.subarray(at, at + padded);
    at += padded;
  }
  return undefined;
}

function chunk(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(8 + size + (size % 2));
  bytes.set(new TextEncoder().encode(name));
  new DataView(bytes.buffer).setUint32(4, size, true);
  let at = 8;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Little-endian numbers of `width` bytes each. */
const numbers = (width: number, ...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => Array.from({ length: width }, (_, i) => (value >> (8 * i)) & 255)));

export interface Frames {
  readonly width: number;
  readonly height: number;
  /** Lossy WebP files without transparency. */
  readonly pictures: readonly Uint8Array[];
  /** How long each is shown. */
  readonly milliseconds: readonly number[];
}

/**
 * The moving picture, which plays for ever.
 *
 * @throws Error where a picture is no lossy WebP file.
 */
export function animatedWebp({ width, height, pictures, milliseconds }: Frames): Uint8Array {
  const frames = pictures.map((picture, i) => {
    const data = chunkOf(picture, "VP8 ");
    if (!data) throw new Error(`picture ${i} is no lossy WebP file`);
    const place = numbers(3, 0, 0, width - 1, height - 1, milliseconds[i] ?? 100);
    return chunk("ANMF", place, numbers(1, 0), data);
  });
  const ANIMATION = 2;
  const canvas = chunk("VP8X", numbers(4, ANIMATION), numbers(3, width - 1, height - 1));
  const loop = chunk("ANIM", numbers(4, 0), numbers(2, 0));
  return chunk("RIFF", new TextEncoder().encode("WEBP"), canvas, loop, ...frames);
}
