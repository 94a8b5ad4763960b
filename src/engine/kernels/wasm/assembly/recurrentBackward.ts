// Back through time: each step is one pass and one product with the transposed kernel, packed once. The gradient of the
// kernel is one large product of `previousStates` and what stands here, afterwards. `dh` [B, H] starts as the gradient of the
// final state and ends as that of the first.
import { add, load4, mul, muladd, splat, store4, sub } from "./lanes";
import { pack, packedBytes, productPacked } from "./product";
import { multiply } from "./recurrentForward";

/** y · (1 − y): the slope of a sigmoid of value y. */
@inline
function sigmoidSlope(y: v128): v128 {
  return mul(y, sub(splat(1.0), y));
}

/** 1 − y²: the slope of a tanh of value y. */
@inline
function tanhSlope(y: v128): v128 {
  return sub(splat(1.0), mul(y, y));
}

/** previous [B, T, H] ← the state before each step. */
export function previousStates(hidden: usize, initial: usize, previous: usize, B: i32, T: i32, H: i32): void {
  const width = (<usize>H) << 2;
  for (let b = 0; b < B; b++) {
    const row = <usize>(b * T) * width;
    memory.copy(previous + row, initial + <usize>b * width, width);
    memory.copy(previous + row + width, hidden + row, <usize>(T - 1) * width);
  }
}

/** states [B·T, H] ← r · states, with r the second of the gates [B·T, 3H]. */
export function resetStates(gates: usize, states: usize, rows: i32, H: i32): void {
  const width = (<usize>H) << 2;
  for (let row = 0; row < rows; row++) {
    const at = states + <usize>row * width;
    multiply(gates + (3 * <usize>row + 1) * width, at, at, H);
  }
}

export function simpleBackward(
  kernel: usize, hidden: usize, dHidden: usize, dProjected: usize, dh: usize, B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  pack(kernel, 1, H, H, H, scratch);
  for (let t = T - 1; t >= 0; t--) {
    const at = <usize>t * width;
    for (let b = 0; b < B; b++) {
      const row = at + <usize>(b * T) * width;
      const carried = dh + <usize>b * width;
      for (let j = 0; j < H; j += 4) {
        const o = (<usize>j) << 2;
        const d = add(load4(dHidden + row + o, H - j), load4(carried + o, H - j));
        store4(dProjected + row + o, mul(d, tanhSlope(load4(hidden + row + o, H - j))), H - j);
      }
    }
    productPacked(dProjected + at, T * H, 1, scratch, 0, 0, dh, H, B, H, H, 0, 0, 0);
  }
}

export function lstmBackward(
  kernel: usize, initialCell: usize, gates: usize, cells: usize, tanhCells: usize,
  dHidden: usize, dProjected: usize, dh: usize, dc: usize, B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  pack(kernel, 1, 4 * H, 4 * H, H, scratch);
  for (let t = T - 1; t >= 0; t--) {
    for (let b = 0; b < B; b++) {
      const row = <usize>(b * T + t) * width;
      const batch = <usize>b * width;
      lstmStepBack(
        gates + 4 * row, t ? cells + row - width : initialCell + batch, tanhCells + row,
        dHidden + row, dh + batch, dc + batch, dProjected + 4 * row, H,
      );
    }
    productPacked(dProjected + 4 * <usize>t * width, 4 * T * H, 1, scratch, 0, 0, dh, H, B, H, 4 * H, 0, 0, 0);
  }
}

function lstmStepBack(
  gates: usize, cellBefore: usize, tanhCell: usize, dHidden: usize, dh: usize, dc: usize, dGates: usize, H: i32,
): void {
  const width = (<usize>H) << 2;
  for (let j = 0; j < H; j += 4) {
    const rest = H - j;
    const i = load4(gates, rest);
    const f = load4(gates + width, rest);
    const c = load4(gates + 2 * width, rest);
    const o = load4(gates + 3 * width, rest);
    const bent = load4(tanhCell, rest);
    const d = add(load4(dHidden, rest), load4(dh, rest));
    const dCell = muladd(mul(d, o), tanhSlope(bent), load4(dc, rest));
    store4(dGates, mul(mul(dCell, c), sigmoidSlope(i)), rest);
    store4(dGates + width, mul(mul(dCell, load4(cellBefore, rest)), sigmoidSlope(f)), rest);
    store4(dGates + 2 * width, mul(mul(dCell, i), tanhSlope(c)), rest);
    store4(dGates + 3 * width, mul(mul(d, bent), sigmoidSlope(o)), rest);
    store4(dc, mul(dCell, f), rest);
    gates += 16;
    cellBefore += 16;
    tanhCell += 16;
    dHidden += 16;
    dh += 16;
    dc += 16;
    dGates += 16;
  }
}

/** The recurrent product's gradient, dProducts, differs from the projection's in the candidate, which the reset gate scales. */
export function gruBackward(
  kernel: usize, initial: usize, hidden: usize, gates: usize, dHidden: usize,
  dProjected: usize, dProducts: usize, dh: usize, B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  pack(kernel, 1, 3 * H, 3 * H, H, scratch);
  for (let t = T - 1; t >= 0; t--) {
    for (let b = 0; b < B; b++) {
      const row = <usize>(b * T + t) * width;
      const batch = <usize>b * width;
      gruStepBack(
        gates + 4 * row, t ? hidden + row - width : initial + batch,
        dHidden + row, dh + batch, dProjected + 3 * row, dProducts + 3 * row, H,
      );
    }
    productPacked(dProducts + 3 * <usize>t * width, 3 * T * H, 1, scratch, dh, H, dh, H, B, H, 3 * H, 0, 0, 0);
  }
}

function gruStepBack(
  gates: usize, before: usize, dHidden: usize, dh: usize, dProjected: usize, dProduct: usize, H: i32,
): void {
  const width = (<usize>H) << 2;
  for (let j = 0; j < H; j += 4) {
    const rest = H - j;
    const z = load4(gates, rest);
    const r = load4(gates + width, rest);
    const n = load4(gates + 2 * width, rest);
    const d = add(load4(dHidden, rest), load4(dh, rest));
    const dz = mul(mul(d, sub(load4(before, rest), n)), sigmoidSlope(z));
    const dn = mul(mul(d, sub(splat(1.0), z)), tanhSlope(n));
    const dr = mul(mul(dn, load4(gates + 3 * width, rest)), sigmoidSlope(r));
    store4(dProjected, dz, rest);
    store4(dProjected + width, dr, rest);
    store4(dProjected + 2 * width, dn, rest);
    store4(dProduct, dz, rest);
    store4(dProduct + width, dr, rest);
    store4(dProduct + 2 * width, mul(dn, r), rest);
    store4(dh, mul(d, z), rest);
    gates += 16;
    before += 16;
    dHidden += 16;
    dh += 16;
    dProjected += 16;
    dProduct += 16;
  }
}

export function gruBeforeBackward(
  kernel: usize, initial: usize, hidden: usize, gates: usize, dHidden: usize,
  dProjected: usize, dh: usize, B: i32, T: i32, H: i32, scratch: usize,
): void {
  const width = (<usize>H) << 2;
  const packedGates = scratch;
  const packedCandidate = packedGates + packedBytes(2 * H, H);
  const dResets = packedCandidate + packedBytes(H, H); // [B, H], of r·h
  pack(kernel, 1, 3 * H, 2 * H, H, packedGates);
  pack(kernel + 2 * width, 1, 3 * H, H, H, packedCandidate);
  const step = 3 * T * H;
  for (let t = T - 1; t >= 0; t--) {
    const d = dProjected + 3 * <usize>t * width;
    for (let b = 0; b < B; b++) {
      const row = <usize>(b * T + t) * width;
      const batch = <usize>b * width;
      candidateBack(
        gates + 3 * row, t ? hidden + row - width : initial + batch, dHidden + row, dh + batch, dProjected + 3 * row, H,
      );
    }
    productPacked(d + 2 * width, step, 1, packedCandidate, 0, 0, dResets, H, B, H, H, 0, 0, 0);
    for (let b = 0; b < B; b++) {
      const row = <usize>(b * T + t) * width;
      const batch = <usize>b * width;
      resetBack(
        gates + 3 * row + width, t ? hidden + row - width : initial + batch, dResets + batch,
        dh + batch, dProjected + 3 * row + width, H,
      );
    }
    productPacked(d, step, 1, packedGates, dh, H, dh, H, B, H, 2 * H, 0, 0, 0);
  }
}

function candidateBack(gates: usize, before: usize, dHidden: usize, dh: usize, dProjected: usize, H: i32): void {
  const width = (<usize>H) << 2;
  for (let j = 0; j < H; j += 4) {
    const o = (<usize>j) << 2;
    const rest = H - j;
    const z = load4(gates + o, rest);
    const n = load4(gates + 2 * width + o, rest);
    const d = add(load4(dHidden + o, rest), load4(dh + o, rest));
    store4(dProjected + o, mul(mul(d, sub(load4(before + o, rest), n)), sigmoidSlope(z)), rest);
    store4(dProjected + 2 * width + o, mul(mul(d, sub(splat(1.0), z)), tanhSlope(n)), rest);
    store4(dh + o, mul(d, z), rest);
  }
}

function resetBack(reset: usize, before: usize, dReset: usize, dh: usize, dProjected: usize, H: i32): void {
  for (let j = 0; j < H; j += 4) {
    const o = (<usize>j) << 2;
    const rest = H - j;
    const r = load4(reset + o, rest);
    const d = load4(dReset + o, rest);
    store4(dProjected + o, mul(mul(d, load4(before + o, rest)), sigmoidSlope(r)), rest);
    store4(dh + o, muladd(d, r, load4(dh + o, rest)), rest);
  }
}

/** Bytes that any of the four needs beside its tensors. */
export function recurrentBackwardScratch(B: i32, H: i32): usize {
  return packedBytes(4 * H, H) + packedBytes(H, H) + ((<usize>(B * H)) << 2);
}
