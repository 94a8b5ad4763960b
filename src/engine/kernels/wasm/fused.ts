/**
 * Our module with the products' multiply and add made one instruction, `f32x4.relaxed_madd` of the relaxed SIMD instructions
 * (WebAssembly 3.0). On processors with two units for fused multiply-add that is up to twice as fast. It rounds once in the
 * place of twice, so the last bits of a product are not those of the exact module.
 */
import { moduleBase64 } from "./module.generated.ts";

/** Which multiply-add the products take: two roundings, the same on every machine, or one. */
export type Arithmetic = "exact" | "fused";

/** Opcodes. `relaxed_madd` takes as many bytes as `add`; what `mul` leaves is filled with no-ops, and nothing else moves. */
const [MUL, ADD, MADD, GET, NOP] = [[0xfd, 0xe6, 0x01], [0xfd, 0xe4, 0x01], [0xfd, 0x85, 0x02], 0x20, 0x01] as const;
const SPAN = MUL.length + 2 + ADD.length;

export const exactModule = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(moduleBase64), (character) => character.charCodeAt(0));

/**
 * The same module, fused wherever `mul; local.get sum; add` stands: a sum that is kept in a variable, which are the inner loops
 * of the products. A variable's number is one byte there, as all functions have fewer than 128 of them.
 */
export function withFusedProducts(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const fused = new Uint8Array(binary);
  for (let at = 0; at + SPAN <= fused.length; at++) {
    if (!stands(fused, at, MUL) || fused[at + 3] !== GET || !stands(fused, at + 5, ADD)) continue;
    fused.set([GET, fused[at + 4] as number, ...MADD, NOP, NOP, NOP], at);
  }
  return fused;
}

const stands = (binary: Uint8Array, at: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, i) => binary[at + i] === byte);

/** Whether this browser has the instruction. */
export const canFuse = (): boolean => WebAssembly.validate(withFusedProducts(exactModule()));

/** A product as the recurrent layers make them: 64 × 256 by 256 × 256. */
const [ROWS, WIDTH, ROUNDS, PRODUCTS] = [64, 256, 4, 3] as const;
const PAGE = 65_536;

/**
 * How many times as fast products are when fused, measured on one core in about 50 ms; `null` where the browser cannot. The best
 * of several rounds, taken in turns: what else the machine does falls on both.
 */
export async function fusedSpeedup(now: () => number): Promise<number | null> {
  if (!canFuse()) return null;
  const exact = await timedProduct(exactModule(), now);
  const fused = await timedProduct(withFusedProducts(exactModule()), now);
  let [exactMs, fusedMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    exactMs = Math.min(exactMs, exact());
    fusedMs = Math.min(fusedMs, fused());
  }
  return fusedMs > 0 ? exactMs / fusedMs : null;
}

async function timedProduct(binary: Uint8Array<ArrayBuffer>, now: () => number): Promise<() => number> {
  const [a, b, c] = [PAGE, PAGE + 4 * ROWS * WIDTH, PAGE + 4 * (ROWS * WIDTH + WIDTH * WIDTH)];
  const room = c + 4 * ROWS * WIDTH;
  const memory = new WebAssembly.Memory({ initial: 2 + Math.ceil((room + 8 * WIDTH * WIDTH) / PAGE), maximum: 65_536 });
  new Float32Array(memory.buffer, PAGE, ROWS * WIDTH + WIDTH * WIDTH).fill(0.5);
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const product = instance.exports.product as (...values: number[]) => void;
  return () => {
    const begun = now();
    for (let i = 0; i < PRODUCTS; i++) {
      product(a, WIDTH, 0, b, WIDTH, 0, 0, 0, c, WIDTH, ROWS, WIDTH, WIDTH, 0, 0, 0, room);
    }
    return now() - begun;
  };
}
