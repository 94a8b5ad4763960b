import { DTYPES, type Dtype, METADATA, type NamedArray, type Numbers, PREFIX } from "./contract.ts";

/** What transformers asks of every file. */
const FORMAT = { format: "pt" };

const dtypeOf = (data: Numbers): Dtype =>
  (Object.keys(DTYPES) as Dtype[]).find((dtype) => data instanceof DTYPES[dtype].array) as Dtype;

const byteLength = ({ data }: NamedArray) => data.length * DTYPES[dtypeOf(data)].bytes;

/**
 * The file of these tensors, as the reference writer lays it out: larger numbers first, then by name, the header padded with
 * spaces to a multiple of eight bytes. Throws `RangeError` where a shape does not hold its numbers, or a name comes twice.
 */
export function writeSafetensors(
  tensors: readonly NamedArray[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const sorted = tensors.toSorted((a, b) => {
    const larger = DTYPES[dtypeOf(b.data)].bytes - DTYPES[dtypeOf(a.data)].bytes;
    return larger || (a.name < b.name ? -1 : 1);
  });
  const entries: [string, unknown][] = [[METADATA, { ...FORMAT, ...metadata }]];
  const names = new Set([METADATA]);
  let end = 0;
  for (const tensor of sorted) {
    const { name, shape, data } = tensor;
    if (names.has(name)) throw new RangeError(`two tensors are called ${name}`);
    if (shape.reduce((size, side) => size * side, 1) !== data.length) {
      throw new RangeError(`${name} has ${data.length} numbers for [${shape}]`);
    }
    names.add(name);
    const start = end;
    end += byteLength(tensor);
    entries.push([name, { dtype: dtypeOf(data), shape, data_offsets: [start, end] }]);
  }
  // Entry by entry, for an object would put names that are whole numbers first.
  const text = `{${entries.map(([name, about]) => `${JSON.stringify(name)}:${JSON.stringify(about)}`).join(",")}}`;
  const header = new TextEncoder().encode(text);
  const length = Math.ceil(header.length / PREFIX) * PREFIX;
  const file = new Uint8Array(PREFIX + length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(header, PREFIX);
  file.fill(0x20, PREFIX + header.length, PREFIX + length);
  let at = PREFIX + length;
  for (const tensor of sorted) {
    const bytes = byteLength(tensor);
    file.set(new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, bytes), at);
    at += bytes;
  }
  return file;
}
