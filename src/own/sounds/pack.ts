/** Sounds of one length as bytes: `IKS1`, the rate, the length, how many, labels, then a label and the µ-law levels of each. */
import { InklingError } from "../../core/errors.ts";

export interface SoundPack {
  readonly rateHz: number;
  /** Samples of each. */
  readonly length: number;
  /** Names of the labels in the order of their numbers; empty where there are none. */
  readonly labels: readonly string[];
  /** The label number of each; empty where there are none. */
  readonly labelOf: Uint8Array;
  /** `length` levels each; see `core/signal/mulaw.ts`. */
  readonly levels: Uint8Array;
}

const MAGIC = [0x49, 0x4b, 0x53, 0x31];
const HEAD = 20;
/** As the drums of this project are: what is trained on one can be trained on the other. */
export const RATE_HZ = 8000;
export const LENGTH = 2560;
export const LEAST_SOUNDS = 16;
/** From so many on a model learns more than to copy. */
export const ENOUGH_SOUNDS = 100;
export const MOST_SOUNDS = 3000;
export const MOST_LABELS = 64;

export function packSounds({ rateHz, length, labels, labelOf, levels }: SoundPack): Uint8Array<ArrayBuffer> {
  const names = new TextEncoder().encode(JSON.stringify(labels));
  const bytes = new Uint8Array(HEAD + names.length + labelOf.length + levels.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, rateHz);
  view.setUint32(8, length);
  view.setUint32(12, levels.length / length);
  view.setUint32(16, names.length);
  bytes.set(names, HEAD);
  bytes.set(labelOf, HEAD + names.length);
  bytes.set(levels, HEAD + names.length + labelOf.length);
  return bytes;
}

/** Throws `contentUnreadable` of bytes that are no such sounds. */
export function unpackSounds(bytes: Uint8Array): SoundPack {
  try {
    return read(bytes);
  } catch {
    throw new InklingError("contentUnreadable");
  }
}

function read(bytes: Uint8Array): SoundPack {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const require = (condition: boolean): void => {
    if (!condition) throw new RangeError("no sounds");
  };
  require(MAGIC.every((byte, i) => bytes[i] === byte));
  const [rateHz, length, count, size] = [4, 8, 12, 16].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ];
  require(rateHz === RATE_HZ && length === LENGTH && count >= LEAST_SOUNDS && count <= MOST_SOUNDS);
  const labels: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, HEAD + size)));
  require(Array.isArray(labels) && labels.length <= MOST_LABELS && labels.every((label) => typeof label === "string"));
  const names = labels as readonly string[];
  const labelled = names.length > 0 ? count : 0;
  require(bytes.length === HEAD + size + labelled + count * length);
  const labelOf = bytes.slice(HEAD + size, HEAD + size + labelled);
  require(labelOf.every((label) => label < names.length));
  return { rateHz, length, labels: names, labelOf, levels: bytes.slice(HEAD + size + labelled) };
}
