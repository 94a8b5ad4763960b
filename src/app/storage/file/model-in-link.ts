import { deflateSync, inflateSync } from "fflate";
import { stepIndex } from "../../../core/brands.ts";
import { InklingError } from "../../../core/errors.ts";
import type { Checkpoint } from "../../../worker/api.ts";

/**
 * A small trained model as text for a link: base64url of a raw DEFLATE stream of
 *
 * | bytes | what |
 * |---|---|
 * | 1 | version, 1 |
 * | 1 | bits of a weight, 8 to 5 |
 * | 4 | step, little-endian as all that follows |
 * | 4 | milliseconds of training |
 * | 4 | FNV-1a of the tensors' names and shapes: the set-up that the weights fit |
 * | 4 | FNV-1a of all before and after |
 * | 4 each | float32 for each tensor in the checkpoint's order: of a weight its scale, of an optimizer's slot its mean |
 * | 1 each | int8 for each weight: its value over the scale, in whole levels of ±(2^(bits−1) − 1) |
 *
 * Recurrent state is left out: it begins anew. Weights of fewer bits differ less from each other and pack smaller; the
 * most bits that fit the link are taken.
 */

/** Characters that the model may take of a link; messengers cut links that are much longer. */
export const MOST_CHARACTERS = 8 * 1024;

const VERSION = 1;
const BITS = [8, 7, 6, 5] as const;
const HEADER_BYTES = 18;
/** What a stream may hold at most once it is unpacked, whatever it says. */
const MOST_BYTES = 64 * 1024;

type Tensors = Checkpoint["tensors"];

/** The text, or `null` where the model is too large for a link. */
export function packModel(checkpoint: Checkpoint): string | null {
  for (const bits of BITS) {
    const text = toText(deflateSync(bytesOf(checkpoint, bits), { level: 9 }));
    if (text.length <= MOST_CHARACTERS) return text;
  }
  return null;
}

/**
 * The model in a text, for the set-up whose untrained checkpoint is given. Throws `linkModelDamaged` where the text was
 * altered or cut, `linkModelStrange` where it is of a later version or another set-up's.
 */
export function unpackModel(text: string, untrained: Checkpoint): Checkpoint {
  const bytes = opened(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) > VERSION) throw new InklingError("linkModelStrange", {});
  const bits = view.getUint8(1);
  const whole = checksum(bytes) === view.getUint32(HEADER_BYTES - 4, true);
  if (!whole || !BITS.some((each) => each === bits)) throw new InklingError("linkModelDamaged", {});
  if (view.getUint32(10, true) !== fnv(namesOf(untrained.tensors))) throw new InklingError("linkModelStrange", {});

  const roles = rolesOf(untrained.tensors);
  const levels = levelsOf(bits);
  let at = HEADER_BYTES + 4 * untrained.tensors.length;
  const tensors = untrained.tensors.map(({ name, shape, data }, index) => {
    const figure = view.getFloat32(HEADER_BYTES + 4 * index, true);
    if (roles[index] === "carry") return { name, shape, data: new Float32Array(data.length) };
    if (roles[index] === "slot") return { name, shape, data: new Float32Array(data.length).fill(figure) };
    at += data.length;
    const packed = new Int8Array(bytes.buffer, bytes.byteOffset + at - data.length, data.length);
    return { name, shape, data: Float32Array.from(packed, (level) => (level / levels) * figure) };
  });
  return {
    step: stepIndex(view.getUint32(2, true)),
    elapsedMs: view.getUint32(6, true),
    tensors,
    bytes: untrained.bytes,
  };
}

function bytesOf({ step, elapsedMs, tensors }: Checkpoint, bits: number): Uint8Array {
  const roles = rolesOf(tensors);
  const weights = tensors.filter((_, index) => roles[index] === "weight");
  const count = weights.reduce((sum, { data }) => sum + data.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + 4 * tensors.length + count);
  const view = new DataView(bytes.buffer);
  const levels = levelsOf(bits);
  let at = HEADER_BYTES + 4 * tensors.length;
  for (const [index, { data }] of tensors.entries()) {
    const isWeight = roles[index] === "weight";
    const figure = isWeight ? largest(data) : mean(data);
    view.setFloat32(HEADER_BYTES + 4 * index, figure, true);
    if (!isWeight) continue;
    for (const value of data) view.setInt8(at++, figure === 0 ? 0 : Math.round((value / figure) * levels));
  }
  view.setUint8(0, VERSION);
  view.setUint8(1, bits);
  view.setUint32(2, step, true);
  view.setUint32(6, Math.min(2 ** 32 - 1, Math.round(elapsedMs)), true);
  view.setUint32(10, fnv(namesOf(tensors)), true);
  view.setUint32(HEADER_BYTES - 4, checksum(bytes), true);
  return bytes;
}

function opened(text: string): Uint8Array<ArrayBuffer> {
  try {
    if (!/^[\w-]+$/.test(text)) throw new RangeError("no base64url");
    const packed = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
    // One byte more than there may be: what fills it is too large.
    const bytes = inflateSync(packed, { out: new Uint8Array(MOST_BYTES + 1) });
    if (bytes.length < HEADER_BYTES || bytes.length > MOST_BYTES) throw new RangeError("no model");
    return bytes as Uint8Array<ArrayBuffer>;
  } catch (cause) {
    throw new InklingError("linkModelDamaged", {}, { cause });
  }
}

function toText(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** An optimizer's slot is called after the weight that it belongs to, and recurrent state says what it is. */
function rolesOf(tensors: Tensors): readonly ("weight" | "slot" | "carry")[] {
  const names = new Set(tensors.map(({ name }) => name));
  return tensors.map(({ name }) => {
    if (name.endsWith("/carry")) return "carry";
    return names.has(name.slice(0, name.lastIndexOf("/"))) ? "slot" : "weight";
  });
}

const levelsOf = (bits: number): number => 2 ** (bits - 1) - 1;
const namesOf = (tensors: Tensors): Uint8Array =>
  new TextEncoder().encode(tensors.map(({ name, shape }) => `${name}:${shape.join("x")}`).join("\n"));
const largest = (data: Float32Array): number => data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const mean = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0) / Math.max(1, data.length);

const checksum = (bytes: Uint8Array): number =>
  fnv(bytes.subarray(HEADER_BYTES), fnv(bytes.subarray(0, HEADER_BYTES - 4)));

/** FNV-1a, 32 bits. Fowler, Noll & Vo. */
function fnv(bytes: Uint8Array, start = 0x811c9dc5): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
