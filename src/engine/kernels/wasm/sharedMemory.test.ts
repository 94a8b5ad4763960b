import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { moduleBase64 } from "./module.generated.ts";
import { isShared, withSharedMemory } from "./sharedMemory.ts";

const place = "../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";
const stock = () => readFile(fileURLToPath(new URL(place, import.meta.url)));
const ours = Uint8Array.from(Buffer.from(moduleBase64, "base64"));

/** A module with nothing but this memory section. */
const withMemory = (...section: number[]) => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, ...section);

describe("a module made to share its memory", () => {
  it("differs from TensorFlow.js' own in one bit", async () => {
    const before = new Uint8Array(await stock());
    const after = withSharedMemory(before);
    const changed = [...after.keys()].filter((at) => after[at] !== before[at]);
    expect(changed.map((at) => [before[at], after[at]])).toEqual([[1, 3]]);
  });

  it("is TensorFlow.js' own with memory that is shared", async () => {
    const module = await WebAssembly.compile(withSharedMemory(new Uint8Array(await stock())));
    const asks: WebAssembly.ModuleImports = {};
    for (const { name } of WebAssembly.Module.imports(module)) asks[name] = () => 0;
    const imports = Object.fromEntries(WebAssembly.Module.imports(module).map(({ module }) => [module, asks]));
    const { exports } = await WebAssembly.instantiate(module, imports);
    expect(isShared(exports.memory as WebAssembly.Memory)).toBe(true);
  });

  it("is ours on memory that several instances write to", async () => {
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true });
    const module = await WebAssembly.compile(withSharedMemory(ours));
    const copier = async () => {
      const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
      return exports.copyRows as (...values: number[]) => void;
    };
    const [one, other] = [await copier(), await copier()];
    const floats = new Float32Array(memory.buffer);
    floats.set([1, 2, 3], 16);
    one(64, 3, 128, 3, 1, 3);
    other(128, 3, 192, 3, 1, 3);
    expect([...floats.subarray(48, 51)]).toEqual([1, 2, 3]);
  });

  it("is refused without a memory, with one of no greatest size, and when it ends too early", () => {
    expect(() => withSharedMemory(withMemory())).toThrow("no memory");
    expect(() => withSharedMemory(withMemory(5, 3, 1, 0, 1))).toThrow("no greatest size");
    expect(() => withSharedMemory(withMemory(5))).toThrow("ends too early");
  });
});
