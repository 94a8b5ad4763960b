import { setFlagsFromString } from "node:v8";
import { beforeAll, describe, expect, it } from "vitest";
import { exactModule, fusedSpeedup, withFusedProducts } from "./fused.ts";

// Node 20 has the instruction behind a flag.
beforeAll(() => setFlagsFromString("--experimental-wasm-relaxed-simd"));

const [M, N, K] = [5, 9, 37];
const a = Float32Array.from({ length: M * K }, (_, i) => Math.sin(i));
const b = Float32Array.from({ length: K * N }, (_, i) => Math.cos(3 * i));

async function product(binary: Uint8Array<ArrayBuffer>): Promise<Float32Array> {
  const memory = new WebAssembly.Memory({ initial: 4, maximum: 65_536 });
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const floats = new Float32Array(memory.buffer);
  const [atA, atB, atC] = [16_384, 20_480, 24_576];
  floats.set(a, atA);
  floats.set(b, atB);
  const run = instance.exports.product as (...values: number[]) => void;
  run(4 * atA, K, 0, 4 * atB, N, 0, 0, 0, 4 * atC, N, M, N, K, 0, 0, 0, 4 * 32_768);
  return floats.slice(atC, atC + M * N);
}

describe("products of one multiply-add", () => {
  it("stand in a module of the same length, in the inner loops of the two products", () => {
    const [exact, fused] = [exactModule(), withFusedProducts(exactModule())];
    expect(fused.length).toBe(exact.length);
    expect(WebAssembly.validate(fused)).toBe(true);
    const rewritten = [...exact.keys()].filter((at) => exact[at] === 0xe6 && fused[at] !== 0xe6).length;
    // Four rows of two vectors: the product, and three loops over windows.
    expect(rewritten).toBeGreaterThanOrEqual(4 * 8);
  });

  it("give what the exact ones give but for the last bits, and round less", async () => {
    const [exact, fused] = [await product(exactModule()), await product(withFusedProducts(exactModule()))];
    const errorOf = (found: Float32Array) => {
      let error = 0;
      for (let m = 0; m < M; m++) {
        for (let n = 0; n < N; n++) {
          let sum = 0;
          for (let k = 0; k < K; k++) sum += (a[m * K + k] as number) * (b[k * N + n] as number);
          error += Math.abs(sum - (found[m * N + n] as number));
        }
      }
      return error / (M * N);
    };
    expect([...fused]).not.toEqual([...exact]);
    expect(errorOf(fused)).toBeLessThan(2e-6);
    expect(errorOf(fused)).toBeLessThan(errorOf(exact));
  });

  it("are timed against the exact ones by any clock", async () => {
    let ms = 0;
    expect(await fusedSpeedup(() => ms++)).toBe(1);
  });
});
