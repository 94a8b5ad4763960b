import { InklingError } from "../../core/errors.ts";
import { DTYPES, type Dtype, METADATA, type NamedArray, PREFIX, type Safetensors } from "./contract.ts";
import { repeatedName } from "./repeatedName.ts";

/** The longest header that is read. The format allows 100 MB; that of a model with ten thousand tensors is 1 MB long. */
const LONGEST_HEADER = 8 * 2 ** 20;

/** What is read as 32-bit floats: half floats as IEEE and as brain floats have them. */
const HALVES: Readonly<Record<string, (bits: number) => number>> = {
  F16: (bits) => {
    const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  },
  BF16: (bits) => {
    const word = new DataView(new ArrayBuffer(4));
    word.setUint32(0, bits << 16);
    return word.getFloat32(0);
  },
};

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a file whole, into memory of its own: no more than the file takes, twice over for half floats. Throws, before any
 * tensor is read, `safetensorsCut`, `safetensorsHeader`, `safetensorsTensor` {name}, `safetensorsTwice` {name},
 * `safetensorsDtype` {name, dtype} or `safetensorsLayout` {name}; and `safetensorsNumbers` {name} for a float that is not finite.
 */
export function readSafetensors(file: Uint8Array): Safetensors {
  const { header, body } = open(file);
  const { entries, metadata } = entriesOf(header);
  checkLayout(entries, body.length);
  return { tensors: entries.map((entry) => tensorOf(entry, body)), metadata };
}

function open(file: Uint8Array): { header: string; body: Uint8Array } {
  if (file.length < PREFIX) throw new InklingError("safetensorsCut");
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) throw new InklingError("safetensorsHeader");
  const end = PREFIX + Number(length);
  if (end > file.length) throw new InklingError("safetensorsCut");
  try {
    return {
      header: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file.subarray(PREFIX, end)),
      body: file.subarray(end),
    };
  } catch (cause) {
    throw new InklingError("safetensorsHeader", {}, { cause });
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(header: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = header.startsWith("{") ? JSON.parse(header) : null;
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw new InklingError("safetensorsHeader");
}

function entriesOf(header: string): { entries: readonly Entry[]; metadata: Safetensors["metadata"] } {
  const record = parsed(header);
  const name = repeatedName(header);
  if (name !== null) throw new InklingError("safetensorsTwice", { name });
  const metadata = Object.hasOwn(record, METADATA) ? record[METADATA] : {};
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === "string")) {
    throw new InklingError("safetensorsHeader");
  }
  const entries = Object.entries(record).flatMap(([name, about]) => (name === METADATA ? [] : [entryOf(name, about)]));
  return { entries, metadata: metadata as Safetensors["metadata"] };
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function entryOf(name: string, about: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = isRecord(about) ? about : {};
  const [start, end, ...more] = Array.isArray(offsets) ? offsets : [];
  if (!Array.isArray(shape) || !shape.every(isSize) || !isSize(start) || !isSize(end) || more.length > 0) {
    throw new InklingError("safetensorsTensor", { name });
  }
  const known = String(dtype);
  const bytes = Object.hasOwn(HALVES, known) ? 2 : Object.hasOwn(DTYPES, known) ? DTYPES[known as Dtype].bytes : null;
  if (bytes === null) throw new InklingError("safetensorsDtype", { name, dtype: known.slice(0, 20) });
  if (shape.reduce((size, side) => size * side, bytes) !== end - start) {
    throw new InklingError("safetensorsTensor", { name });
  }
  return { name, dtype: known, shape, start, end };
}

/** Every byte belongs to one tensor. */
function checkLayout(entries: readonly Entry[], length: number): void {
  let reached = 0;
  for (const { name, start, end } of entries.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (end > length) throw new InklingError("safetensorsCut");
    if (start !== reached) throw new InklingError("safetensorsLayout", { name });
    reached = end;
  }
  if (reached !== length) throw new InklingError("safetensorsLayout", { name: "" });
}

function tensorOf({ name, dtype, shape, start, end }: Entry, body: Uint8Array): NamedArray {
  // Tensors begin where they begin: only a copy is aligned for its numbers. (The slice of a Buffer, in Node, is none.)
  const { buffer } = new Uint8Array(body.subarray(start, end));
  const half = HALVES[dtype];
  const data = half ? Float32Array.from(new Uint16Array(buffer), half) : new DTYPES[dtype as Dtype].array(buffer);
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  if (isFloat && !data.every(Number.isFinite)) throw new InklingError("safetensorsNumbers", { name });
  return { name, shape, data };
}
