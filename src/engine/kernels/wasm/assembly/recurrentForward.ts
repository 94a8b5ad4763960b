// A sequence through a recurrent cell: the recurrent kernel is packed once, each step is one product and one pass.
// Tensors are batch-major, so the rows of one time step lie T rows apart.
import { sigmoid4, tanh4 } from "./functions";
import { add, load4, mul, muladd, store4, sub } from "./lanes";
import { pack, packedBytes, productPacked } from "./product";

/** h ← tanh(projected + h·U + b), written to `hidden` [B, T, H]. */
export function simpleForward(
  projected: usize, kernel: usize, bias: usize, initial: usize, hidden: usize,
  B: i32, T: i32, H: i32, scratch: usize,
): void {
  pack(kernel, H, 1, H, H, scratch);
  for (let t = 0; t < T; t++) {
    const at = (<usize>(t * H)) << 2;
    const before = t ? hidden + at - ((<usize>H) << 2) : initial;
    // 3 is tanh.
    productPacked(before, t ? T * H : H, 1, scratch, projected + at, T * H, hidden + at, T * H, B, H, H, bias, 3, 0);
  }
}

/** gates [B, T, 4H] get i, f, c, o after their functions; cells and tanhCells [B, T, H]. */
export function lstmForward(
  projected: usize, kernel: usize, bias: usize, initial: usize, initialCell: usize,
  hidden: usize, gates: usize, cells: usize, tanhCells: usize, B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  pack(kernel, 4 * H, 1, H, 4 * H, scratch);
  for (let t = 0; t < T; t++) {
    const at = <usize>t * width;
    const before = t ? hidden + at - width : initial;
    const step = 4 * T * H;
    productPacked(
      before, t ? T * H : H, 1, scratch, projected + 4 * at, step, gates + 4 * at, step, B, 4 * H, H, bias, 0, 0,
    );
    for (let b = 0; b < B; b++) {
      const row = <usize>(b * T + t) * width;
      const cellBefore = t ? cells + row - width : initialCell + <usize>b * width;
      lstmStep(gates + 4 * row, cellBefore, cells + row, tanhCells + row, hidden + row, H);
    }
  }
}

function lstmStep(gates: usize, cellBefore: usize, cell: usize, tanhCell: usize, hidden: usize, H: i32): void {
  const width = (<usize>H) << 2;
  for (let j = 0; j < H; j += 4) {
    const rest = H - j;
    const i = sigmoid4(load4(gates, rest));
    const f = sigmoid4(load4(gates + width, rest));
    const c = tanh4(load4(gates + 2 * width, rest));
    const o = sigmoid4(load4(gates + 3 * width, rest));
    const next = muladd(f, load4(cellBefore, rest), mul(i, c));
    const bent = tanh4(next);
    store4(gates, i, rest);
    store4(gates + width, f, rest);
    store4(gates + 2 * width, c, rest);
    store4(gates + 3 * width, o, rest);
    store4(cell, next, rest);
    store4(tanhCell, bent, rest);
    store4(hidden, mul(o, bent), rest);
    gates += 16;
    cellBefore += 16;
    cell += 16;
    tanhCell += 16;
    hidden += 16;
  }
}

/** Reset after: gates [B, T, 4H] get z, r, candidate and the candidate's recurrent product. */
export function gruForward(
  projected: usize, kernel: usize, bias: usize, initial: usize, hidden: usize, gates: usize,
  B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  const products = scratch + packedBytes(H, 3 * H); // [B, 3H]
  pack(kernel, 3 * H, 1, H, 3 * H, scratch);
  for (let t = 0; t < T; t++) {
    const at = <usize>t * width;
    const before = t ? hidden + at - width : initial;
    const beforeStep = t ? T * H : H;
    productPacked(before, beforeStep, 1, scratch, 0, 0, products, 3 * H, B, 3 * H, H, bias, 0, 0);
    for (let b = 0; b < B; b++) {
      const row = <usize>(b * T + t) * width;
      gruStep(
        projected + 3 * row, products + 3 * <usize>b * width, before + (<usize>(b * beforeStep) << 2),
        gates + 4 * row, hidden + row, H,
      );
    }
  }
}

function gruStep(x: usize, product: usize, before: usize, gates: usize, hidden: usize, H: i32): void {
  const width = (<usize>H) << 2;
  for (let j = 0; j < H; j += 4) {
    const rest = H - j;
    const z = sigmoid4(add(load4(x, rest), load4(product, rest)));
    const r = sigmoid4(add(load4(x + width, rest), load4(product + width, rest)));
    const recurrent = load4(product + 2 * width, rest);
    const n = tanh4(muladd(r, recurrent, load4(x + 2 * width, rest)));
    store4(gates, z, rest);
    store4(gates + width, r, rest);
    store4(gates + 2 * width, n, rest);
    store4(gates + 3 * width, recurrent, rest);
    store4(hidden, muladd(z, sub(load4(before, rest), n), n), rest);
    x += 16;
    product += 16;
    before += 16;
    gates += 16;
    hidden += 16;
  }
}

/** Reset before: gates [B, T, 3H] get z, r and candidate. */
export function gruBeforeForward(
  projected: usize, kernel: usize, bias: usize, initial: usize, hidden: usize, gates: usize,
  B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  const packedCandidate = scratch + packedBytes(H, 2 * H);
  const resets = packedCandidate + packedBytes(H, H); // r·h, [B, H]
  pack(kernel, 3 * H, 1, H, 2 * H, scratch);
  pack(kernel + 2 * width, 3 * H, 1, H, H, packedCandidate);
  const step = 3 * T * H;
  for (let t = 0; t < T; t++) {
    const at = <usize>t * width;
    const before = t ? hidden + at - width : initial;
    const beforeStep = t ? T * H : H;
    const x = projected + 3 * at;
    const g = gates + 3 * at;
    // 4 is sigmoid, 3 tanh.
    productPacked(before, beforeStep, 1, scratch, x, step, g, step, B, 2 * H, H, bias, 4, 0);
    for (let b = 0; b < B; b++) {
      multiply(
        g + (<usize>(b * step) << 2) + width, before + (<usize>(b * beforeStep) << 2), resets + <usize>b * width, H,
      );
    }
    productPacked(
      resets, H, 1, packedCandidate, x + 2 * width, step, g + 2 * width, step, B, H, H,
      bias ? bias + 2 * width : 0, 3, 0,
    );
    for (let b = 0; b < B; b++) {
      const row = g + (<usize>(b * step) << 2);
      const h = before + (<usize>(b * beforeStep) << 2);
      const out = hidden + at + (<usize>(b * T * H) << 2);
      for (let j = 0; j < H; j += 4) {
        const offset = (<usize>j) << 2;
        const n = load4(row + 2 * width + offset, H - j);
        store4(out + offset, muladd(load4(row + offset, H - j), sub(load4(h + offset, H - j), n), n), H - j);
      }
    }
  }
}

/** out ← a · b, element by element. */
export function multiply(a: usize, b: usize, out: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(out + offset, mul(load4(a + offset, count - i), load4(b + offset, count - i)), count - i);
  }
}

/** Bytes that any of the four needs beside its tensors. */
export function recurrentForwardScratch(B: i32, H: i32): usize {
  return packedBytes(H, 4 * H) + packedBytes(H, H) + ((<usize>(3 * B * H)) << 2);
}

/** final [B, H] ← the last rows of states [B, T, H]. */
export function lastRows(states: usize, final: usize, B: i32, T: i32, H: i32): void {
  const width = (<usize>H) << 2;
  for (let b = 0; b < B; b++) memory.copy(final + <usize>b * width, states + <usize>(b * T + T - 1) * width, width);
}
