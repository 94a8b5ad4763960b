import * as check from "../check.ts";

/**
 * Values with arrays of numbers in them, as JSON beside the bytes of those arrays. In the JSON an array is
 * `{"$array": "Float32Array", "at": 16, "length": 3}`, and a number that JSON does not know `{"$number": "NaN"}`.
 */

const ARRAYS = {
  Float32Array,
  Float64Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Int32Array,
  Uint32Array,
};
type ArrayName = keyof typeof ARRAYS;

const NUMBERS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** Arrays begin where any of them may. */
const ALIGNMENT = 8;
const DEEPEST = 40;

export interface Encoded {
  readonly json: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function encode(value: unknown): Encoded {
  const arrays: { readonly at: number; readonly data: ArrayBufferView }[] = [];
  let end = 0;
  const put = (data: ArrayBufferView & { readonly length: number }) => {
    const at = end;
    arrays.push({ at, data });
    end = Math.ceil((at + data.byteLength) / ALIGNMENT) * ALIGNMENT;
    return { $array: data.constructor.name, at, length: data.length };
  };
  const plain = (each: unknown): unknown => {
    if (typeof each === "number" && !Number.isFinite(each)) return { $number: String(each) };
    if (typeof each !== "object" || each === null) return each;
    const name = (Object.keys(ARRAYS) as ArrayName[]).find((known) => each instanceof ARRAYS[known]);
    if (name) return put(each as Float32Array);
    if (Array.isArray(each)) return each.map(plain);
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, plain(inner)]));
  };
  const json = JSON.stringify(plain(value));
  const bytes = new Uint8Array(end);
  for (const { at, data } of arrays) bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
  return { json, bytes };
}

/** The value again, each array in memory of its own. Throws `Unreadable` where it was not written by `encode`. */
export function decode({ json, bytes }: { readonly json: string; readonly bytes: Uint8Array }): unknown {
  const array = (about: Readonly<Record<string, unknown>>) => {
    const Numbers = ARRAYS[check.oneOf(about.$array as string, "array", Object.keys(ARRAYS)) as ArrayName];
    const at = check.count(about.at, "array");
    const size = check.count(about.length, "array", bytes.length) * Numbers.BYTES_PER_ELEMENT;
    if (at + size > bytes.length) throw new check.Unreadable("array");
    return new Numbers(new Uint8Array(bytes.subarray(at, at + size)).buffer);
  };
  const whole = (each: unknown, depth: number): unknown => {
    if (typeof each !== "object" || each === null) return each;
    if (depth > DEEPEST) throw new check.Unreadable("depth");
    if (Array.isArray(each)) return each.map((inner) => whole(inner, depth + 1));
    const fields = each as Readonly<Record<string, unknown>>;
    if (Object.hasOwn(fields, "$array")) return array(fields);
    if (Object.hasOwn(fields, "$number"))
      return NUMBERS[check.oneOf(fields.$number as string, "number", Object.keys(NUMBERS))];
    return Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, whole(inner, depth + 1)]));
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new check.Unreadable("json");
  }
  return whole(parsed, 0);
}
