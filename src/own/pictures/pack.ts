/** Pictures of one size as bytes: `IKP1`, side, channels, how many, labels, then a label and the pixels of each. */
import { InklingError } from "../../core/errors.ts";

export interface PicturePack {
  readonly side: number;
  readonly channels: 1 | 3;
  /** Names of the labels in the order of their numbers; empty where there are none. */
  readonly labels: readonly string[];
  /** The label number of each; empty where there are none. */
  readonly labelOf: Uint8Array;
  /** side × side × channels bytes each, row by row, channels last. */
  readonly pixels: Uint8Array;
}

const MAGIC = [0x49, 0x4b, 0x50, 0x31];
const HEAD = 12;
export const SIDES = [16, 28, 32] as const;
export const LEAST_PICTURES = 16;
export const MOST_PICTURES = 4000;
export const MOST_LABELS = 64;

export const sizeOf = ({ side, channels }: Pick<PicturePack, "side" | "channels">): number => side * side * channels;

export function packPictures(pack: PicturePack): Uint8Array<ArrayBuffer> {
  const { side, channels, labels, labelOf, pixels } = pack;
  const names = new TextEncoder().encode(JSON.stringify(labels));
  const count = pixels.length / sizeOf(pack);
  const bytes = new Uint8Array(HEAD + names.length + labelOf.length + pixels.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint8(4, side);
  view.setUint8(5, channels);
  view.setUint16(6, names.length);
  view.setUint32(8, count);
  bytes.set(names, HEAD);
  bytes.set(labelOf, HEAD + names.length);
  bytes.set(pixels, HEAD + names.length + labelOf.length);
  return bytes;
}

/** Throws `contentUnreadable` of bytes that are no such pictures. */
export function unpackPictures(bytes: Uint8Array): PicturePack {
  try {
    return read(bytes);
  } catch {
    throw new InklingError("contentUnreadable");
  }
}

function read(bytes: Uint8Array): PicturePack {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const require = (condition: boolean): void => {
    if (!condition) throw new RangeError("no pictures");
  };
  require(MAGIC.every((byte, i) => bytes[i] === byte));
  const [side, channels, length, count] = [view.getUint8(4), view.getUint8(5), view.getUint16(6), view.getUint32(8)];
  require(SIDES.some((known) => known === side) && (channels === 1 || channels === 3));
  require(count >= LEAST_PICTURES && count <= MOST_PICTURES);
  const labels: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, HEAD + length)));
  require(Array.isArray(labels) && labels.length <= MOST_LABELS && labels.every((label) => typeof label === "string"));
  const names = labels as readonly string[];
  const labelled = names.length > 0 ? count : 0;
  const size = sizeOf({ side, channels: channels as 1 | 3 });
  require(bytes.length === HEAD + length + labelled + count * size);
  const labelOf = bytes.slice(HEAD + length, HEAD + length + labelled);
  require(labelOf.every((label) => label < names.length));
  return { side, channels: channels as 1 | 3, labels: names, labelOf, pixels: bytes.slice(HEAD + length + labelled) };
}
