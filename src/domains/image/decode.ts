import { InklingError } from "../../core/errors.ts";
import type { FileReader } from "../dataset.ts";

/** Pictures of one size. */
export interface Sprite {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Bytes 0 … 255, picture by picture, row by row, channels last. */
  readonly values: Uint8Array;
}

const HEADER = 9;

/**
 * Reads a sprite: a zlib stream of `count` (uint32, little-endian), `height`, `width`, `channels`, `levels` − 1,
 * `predicted` (one byte each) and one byte a value, 0 … levels − 1. Where `predicted` is 1, a byte is the difference from
 * Paeth's predictor (left, above and above left in the same picture and channel), modulo `levels`. It needs neither a
 * canvas nor a package, so a Worker and Node.js read it alike.
 * Throws `dataUnreadable` with the path when the file is anything else, cut short or damaged.
 */
export async function readSprite(path: string, read: FileReader): Promise<Sprite> {
  const packed = await read(path);
  let bytes: Uint8Array;
  try {
    bytes = await inflated(packed);
  } catch (cause) {
    throw new InklingError("dataUnreadable", { path, reason: "altered" }, { cause });
  }
  const sprite = bytes.length < HEADER ? null : unpacked(bytes);
  if (sprite === null) throw new InklingError("dataUnreadable", { path, reason: "altered" });
  return sprite;
}

async function inflated(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** `null` where the header does not describe the bytes after it. */
function unpacked(bytes: Uint8Array): Sprite | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const count = view.getUint32(0, true);
  const [height, width, channels, last, predicted] = [4, 5, 6, 7, 8].map((at) => view.getUint8(at)) as Header;
  const size = height * width * channels;
  if ((channels !== 1 && channels !== 3) || size === 0 || last === 0 || count * size !== bytes.length - HEADER)
    return null;

  const values = bytes.slice(HEADER);
  if (predicted === 1) undoPrediction(values, { size, stride: width * channels, channels, levels: last + 1 });
  for (let i = 0; i < values.length; i++) values[i] = Math.round(((values[i] as number) * 255) / last);
  return { count, height, width, channels, values };
}

type Header = [height: number, width: number, channels: number, last: number, predicted: number];

function undoPrediction(
  values: Uint8Array,
  { size, stride, channels, levels }: { size: number; stride: number; channels: number; levels: number },
): void {
  for (let start = 0; start < values.length; start += size) {
    for (let i = 0; i < size; i++) {
      const at = start + i;
      const hasLeft = i % stride >= channels;
      const hasUp = i >= stride;
      const left = hasLeft ? (values[at - channels] as number) : 0;
      const up = hasUp ? (values[at - stride] as number) : 0;
      const corner = hasLeft && hasUp ? (values[at - stride - channels] as number) : 0;
      values[at] = ((values[at] as number) + paeth(left, up, corner)) % levels;
    }
  }
}

/** Of the three neighbours, the closest to left + up − corner. Paeth 1991; PNG specification, 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
