import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InklingError } from "../../core/errors.ts";
import { words as english } from "../words/en.ts";
import { words as chinese } from "../words/zh.ts";
import { DTYPES, type Dtype, type NamedArray, PREFIX } from "./contract.ts";
import { readSafetensors } from "./read.ts";
import { writeSafetensors } from "./write.ts";

const weights: NamedArray = { name: "readout.weight", shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-30, 6) };
const tokens: NamedArray = { name: "tokens", shape: [3], data: Int32Array.of(7, -1, 2 ** 31 - 1) };
const pixels: NamedArray = { name: "像素", shape: [5], data: Uint8Array.of(0, 1, 127, 128, 255) };
const step: NamedArray = { name: "step", shape: [], data: BigInt64Array.of(2n ** 40n) };
const nothing: NamedArray = { name: "0", shape: [4, 0], data: new Float32Array(0) };
const all = [pixels, weights, nothing, tokens, step];

const headerOf = (file: Uint8Array) => {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  return new TextDecoder().decode(file.subarray(PREFIX, PREFIX + length));
};

/** A file of this header, as it stands, before these bytes. */
function fileOf(header: string, body: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(PREFIX + text.length + body.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, PREFIX);
  file.set(body, PREFIX + text.length);
  return file;
}

function faultOf(file: Uint8Array): InklingError | null {
  try {
    readSafetensors(file);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(InklingError);
    return error as InklingError;
  }
}

it("reads what lies anywhere in other bytes, as the buffers of Node do", () => {
  const file = writeSafetensors(all);
  const around = Buffer.alloc(file.length + 24);
  around.set(file, 13);
  expect(readSafetensors(around.subarray(13, 13 + file.length))).toEqual(readSafetensors(file));
});

describe("a safetensors file", () => {
  it("gives back what was written, single numbers and empty tensors too", () => {
    const { tensors, metadata } = readSafetensors(writeSafetensors(all, { step: "12" }));
    const byName = (a: NamedArray, b: NamedArray) => (a.name < b.name ? -1 : 1);
    expect(tensors.toSorted(byName)).toEqual(all.toSorted(byName));
    expect(metadata).toEqual({ format: "pt", step: "12" });
  });

  it("has a header that is padded with spaces, with the largest numbers first and then in order of name", () => {
    const header = headerOf(writeSafetensors(all));
    expect(new TextEncoder().encode(header).length % 8).toBe(0);
    expect(header).toMatch(/^\{.*\} *$/);
    const names = all.map(({ name }) => [header.indexOf(JSON.stringify(name)), name] as const);
    expect(names.toSorted(([a], [b]) => a - b).map(([, name]) => name)).toEqual([
      ...["step", "0", "readout.weight", "tokens", "像素"],
    ]);
  });

  it("is not written where a name comes twice or a shape does not fit", () => {
    expect(() => writeSafetensors([tokens, tokens])).toThrow(RangeError);
    expect(() => writeSafetensors([{ ...tokens, shape: [4] }])).toThrow(RangeError);
  });

  it("is read into memory of its own, wherever the file lies in a buffer", () => {
    const file = writeSafetensors([weights]);
    const moved = new Uint8Array(file.length + 3);
    moved.set(file, 3);
    const { tensors } = readSafetensors(moved.subarray(3));
    moved.fill(0);
    expect(tensors).toEqual([weights]);
  });

  it("may hold half floats of either kind", () => {
    const half = Uint8Array.of(0x00, 0x3c, 0x01, 0x00, 0x00, 0xc2);
    const header = (dtype: string) => `{"h":{"dtype":"${dtype}","shape":[3],"data_offsets":[0,6]}}`;
    expect(readSafetensors(fileOf(header("F16"), half)).tensors[0]?.data).toEqual(Float32Array.of(1, 2 ** -24, -3));
    const brain = Uint8Array.of(0x80, 0x3f, 0x00, 0xc0, 0x28, 0x42);
    expect(readSafetensors(fileOf(header("BF16"), brain)).tensors[0]?.data).toEqual(Float32Array.of(1, -2, 42));
  });

  it("comes back whatever its tensors are", () => {
    const array = fc.constantFrom(...(Object.keys(DTYPES) as Dtype[])).chain((dtype) =>
      fc
        .tuple(fc.array(fc.nat(3), { maxLength: 3 }), fc.string({ maxLength: 9 }), fc.nat())
        .map(([shape, name, seed]) => {
          const { array: Numbers } = DTYPES[dtype];
          const data = new Numbers(shape.reduce((size, side) => size * side, 1));
          for (let i = 0; i < data.length; i++) {
            data[i] = (data instanceof BigInt64Array ? BigInt(seed + i) : (seed + i) % 100) as never;
          }
          return { name, shape, data };
        }),
    );
    const tensors = fc.uniqueArray(array, { selector: ({ name }) => name, maxLength: 5 });
    fc.assert(
      fc.property(tensors, (written) => {
        fc.pre(!written.some(({ name }) => name === "__metadata__"));
        const { tensors: read } = readSafetensors(writeSafetensors(written));
        expect(new Map(read.map((tensor) => [tensor.name, tensor]))).toEqual(
          new Map(written.map((tensor) => [tensor.name, tensor])),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe("a file that is no good", () => {
  const body = new Uint8Array(16);
  const tensor = (name: string, start: number, end: number, more = "") =>
    `"${name}":{"dtype":"F32","shape":[${(end - start) / 4}],"data_offsets":[${start},${end}]${more}}`;
  const long = new Uint8Array(PREFIX + 2);
  new DataView(long.buffer).setBigUint64(0, 99_000_000n, true);
  const notFinite = new Uint8Array(Float32Array.of(1, Number.NaN, 2, 3).buffer);

  it.each([
    ["an empty file", new Uint8Array(0), "safetensorsCut"],
    ["a file that ends in its header", writeSafetensors(all).subarray(0, 60), "safetensorsCut"],
    ["a file that ends in a tensor", writeSafetensors([weights]).subarray(0, -1), "safetensorsCut"],
    ["a header that would be 99 MB long", long, "safetensorsHeader"],
    ["a picture", fileOf("\u0089PNG", body), "safetensorsHeader"],
    ["a list for a header", fileOf("[]", body), "safetensorsHeader"],
    ["a header that begins with a space", fileOf(` {${tensor("a", 0, 16)}}`, body), "safetensorsHeader"],
    ["metadata of numbers", fileOf(`{"__metadata__":{"step":1},${tensor("a", 0, 16)}}`, body), "safetensorsHeader"],
    ["tensors that overlap", fileOf(`{${tensor("a", 0, 12)},${tensor("b", 8, 16)}}`, body), "safetensorsLayout"],
    ["a hole", fileOf(`{${tensor("a", 0, 8)},${tensor("b", 12, 16)}}`, body), "safetensorsLayout"],
    ["bytes after the last tensor", fileOf(`{${tensor("a", 0, 12)}}`, body), "safetensorsLayout"],
    ["a name that comes twice", fileOf(`{${tensor("a", 0, 8)},${tensor("\\u0061", 8, 16)}}`, body), "safetensorsTwice"],
    ["a shape given twice", fileOf(`{${tensor("a", 0, 16, ',"shape":[4]')}}`, body), "safetensorsTwice"],
    [
      "a shape of another size",
      fileOf(`{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}}`, body),
      "safetensorsTensor",
    ],
    [
      "a shape below zero",
      fileOf(`{"a":{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}}`, body),
      "safetensorsTensor",
    ],
    [
      "a shape beyond all numbers",
      fileOf(`{"a":{"dtype":"F32","shape":[1e300,1e300],"data_offsets":[0,16]}}`, body),
      "safetensorsTensor",
    ],
    [
      "a dtype that nobody has",
      fileOf(`{"a":{"dtype":"toString","shape":[4],"data_offsets":[0,16]}}`, body),
      "safetensorsDtype",
    ],
    ["a number that is none", fileOf(`{${tensor("a", 0, 16)}}`, notFinite), "safetensorsNumbers"],
  ])("%s is refused with a sentence", (_, file, code) => {
    expect(faultOf(file)?.code).toBe(code);
    for (const words of [english, chinese]) expect(words[code as keyof typeof english]).toMatch(/[.。]$/);
  });

  it("is refused with a sentence or read whole, however it was changed, in memory of its own size", () => {
    const good = writeSafetensors(all, { step: "3" });
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const cut = fc.oneof(
      { weight: 3, arbitrary: fc.constant(good.length) },
      { weight: 1, arbitrary: fc.nat(good.length) },
    );
    let refused = 0;
    fc.assert(
      fc.property(changes, cut, (changed, length) => {
        const file = good.slice();
        for (const [at, byte] of changed) file[at] = byte;
        try {
          const { tensors } = readSafetensors(file.subarray(0, length));
          expect(tensors.reduce((sum, { data }) => sum + data.byteLength, 0)).toBeLessThanOrEqual(2 * length);
        } catch (error) {
          refused++;
          expect(Object.keys(english)).toContain((error as InklingError).code);
        }
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});

/** The format in fifteen lines of another language; says each tensor's name, shape and sum. */
const READER = `
import json, struct, sys
from array import array
file = open(sys.argv[1], "rb").read()
(length,) = struct.unpack("<Q", file[:8])
header = json.loads(file[8 : 8 + length])
assert header.pop("__metadata__")["format"] == "pt" and length % 8 == 0
codes = {"F64": "d", "F32": "f", "I64": "q", "I32": "i", "U8": "B"}
result = {}
for name, about in header.items():
    start, end = about["data_offsets"]
    numbers = array(codes[about["dtype"]], file[8 + length + start : 8 + length + end])
    result[name] = [about["shape"], sum(numbers)]
print(json.dumps(result))
`;
const python = spawnSync("python3", ["--version"]).status === 0;

it.skipIf(!python)(`is read by an independent reader${python ? "" : " (skipped: there is no python3 here)"}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "safetensors-"));
  try {
    writeFileSync(join(folder, "file"), writeSafetensors(all));
    const { stdout, stderr } = spawnSync("python3", ["-c", READER, join(folder, "file")], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      "readout.weight": [[2, 3], expect.closeTo(8.5, 6)],
      tokens: [[3], 7 - 1 + 2 ** 31 - 1],
      像素: [[5], 511],
      step: [[], 2 ** 40],
      "0": [[4, 0], 0],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
