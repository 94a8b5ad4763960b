// The matrix product: blocks of 4 × 8 in registers, the right side packed into panels of 8 columns and blocks of
// DEPTH rows, so that a panel (16 KiB) stays in the first cache while the left side streams by.
import { activate } from "./functions";
import { add, load4, muladd, splat, store4 } from "./lanes";

const DEPTH: i32 = 512;

/** Bytes of a packed right side of K × N. */
export function packedBytes(K: i32, N: i32): usize {
  return ((<usize>K) * (<usize>((N + 7) >> 3))) << 5;
}

/** Packs the right side; element (k, n) lies at b + 4 · (k · rowStep + n · columnStep). */
export function pack(b: usize, rowStep: i32, columnStep: i32, K: i32, N: i32, packed: usize): void {
  for (let k0 = 0; k0 < K; k0 += DEPTH) {
    const depth = min(DEPTH, K - k0);
    for (let n0 = 0; n0 < N; n0 += 8) {
      const from = b + (((<usize>k0) * rowStep + (<usize>n0) * columnStep) << 2);
      const width = min(8, N - n0);
      if (columnStep == 1) packRows(from, rowStep, depth, width, packed);
      else packColumns(from, rowStep, columnStep, depth, width, packed);
      packed += (<usize>depth) << 5;
    }
  }
}

/** As `pack`, each panel of 8 columns in its whole depth. */
export function packPanels(b: usize, rowStep: i32, columnStep: i32, K: i32, N: i32, packed: usize): void {
  for (let n = 0; n < N; n += 8) {
    const from = b + ((<usize>n * columnStep) << 2);
    if (columnStep == 1) packRows(from, rowStep, K, min(8, N - n), packed);
    else packColumns(from, rowStep, columnStep, K, min(8, N - n), packed);
    packed += <usize>K << 5;
  }
}

function packRows(from: usize, rowStep: i32, depth: i32, width: i32, packed: usize): void {
  const step = (<usize>rowStep) << 2;
  if (width == 8) {
    for (let k = 0; k < depth; k++) {
      v128.store(packed, v128.load(from));
      v128.store(packed, v128.load(from, 16), 16);
      from += step;
      packed += 32;
    }
    return;
  }
  for (let k = 0; k < depth; k++) {
    v128.store(packed, load4(from, width));
    v128.store(packed, width > 4 ? load4(from + 16, width - 4) : splat(0.0), 16);
    from += step;
    packed += 32;
  }
}

export function packColumns(from: usize, rowStep: i32, columnStep: i32, depth: i32, width: i32, packed: usize): void {
  if (width < 8) memory.fill(packed, 0, (<usize>depth) << 5);
  const down = (<usize>rowStep) << 2;
  const right = (<usize>columnStep) << 2;
  let n = 0;
  if (rowStep == 1) {
    // Four columns that are contiguous downwards: turn 4 × 4 blocks in registers.
    for (; n + 4 <= width; n += 4) {
      const c0 = from + <usize>n * right;
      const c1 = c0 + right;
      const c2 = c1 + right;
      const c3 = c2 + right;
      let to = packed + ((<usize>n) << 2);
      let k = 0;
      for (; k + 4 <= depth; k += 4) {
        const offset = (<usize>k) << 2;
        const r0 = v128.load(c0 + offset);
        const r1 = v128.load(c1 + offset);
        const r2 = v128.load(c2 + offset);
        const r3 = v128.load(c3 + offset);
        const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
        const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
        const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
        const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        v128.store(to, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
        v128.store(to, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7), 32);
        v128.store(to, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5), 64);
        v128.store(to, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7), 96);
        to += 128;
      }
      for (; k < depth; k++) {
        const offset = (<usize>k) << 2;
        store<f32>(to, load<f32>(c0 + offset));
        store<f32>(to, load<f32>(c1 + offset), 4);
        store<f32>(to, load<f32>(c2 + offset), 8);
        store<f32>(to, load<f32>(c3 + offset), 12);
        to += 32;
      }
    }
  }
  for (; n < width; n++) {
    let source = from + <usize>n * right;
    let to = packed + ((<usize>n) << 2);
    for (let k = 0; k < depth; k++) {
      store<f32>(to, load<f32>(source));
      source += down;
      to += 32;
    }
  }
}

/** Rows of the left side that stay in the second cache, with what they give, while all panels pass. */
@inline
function rowsAtOnce(depth: i32): i32 {
  return max(16, (24576 / depth) & ~3);
}

/**
 * c ← activation(start + a · b + bias) with b packed. Element (m, k) of a lies at a + 4 · (m · rowStep + k · columnStep);
 * rows of start and c lie startStep and cStep apart. start and bias may be 0, for none.
 */
export function productPacked(
  a: usize, rowStep: i32, columnStep: i32, packed: usize,
  start: usize, startStep: i32, c: usize, cStep: i32,
  M: i32, N: i32, K: i32, bias: usize, activation: i32, slope: f32,
): void {
  for (let k0 = 0; k0 < K; k0 += DEPTH) {
    const depth = min(DEPTH, K - k0);
    const last = k0 + depth == K;
    const from = a + (((<usize>k0) * columnStep) << 2);
    const rows = rowsAtOnce(depth);
    for (let m0 = 0; m0 < M; m0 += rows) {
      let panel = packed;
      for (let n0 = 0; n0 < N; n0 += 8) {
        const offset = (<usize>n0) << 2;
        const width = min(8, N - n0);
        for (let m = m0; m < min(M, m0 + rows); m += 4) {
          block(
            from + (((<usize>m) * rowStep) << 2), (<usize>rowStep) << 2, (<usize>columnStep) << 2, panel, depth,
            start ? start + (((<usize>m) * startStep) << 2) + offset : 0, (<usize>startStep) << 2,
            c + (((<usize>m) * cStep) << 2) + offset, (<usize>cStep) << 2,
            min(4, M - m), width, last && bias ? bias + offset : 0, last ? activation : 0, slope,
          );
        }
        panel += (<usize>depth) << 5;
      }
    }
    packed += packedBytes(depth, N);
    start = c;
    startStep = cStep;
  }
}

/** One block of up to 4 × 8; rows beyond the last repeat it and are not stored. */
function block(
  a: usize, rowBytes: usize, columnBytes: usize, b: usize, depth: i32,
  start: usize, startBytes: usize, c: usize, cBytes: usize,
  height: i32, width: i32, bias: usize, activation: i32, slope: f32,
): void {
  let a0 = a;
  let a1 = height > 1 ? a0 + rowBytes : a0;
  let a2 = height > 2 ? a1 + rowBytes : a1;
  let a3 = height > 3 ? a2 + rowBytes : a2;
  let c00 = splat(0.0), c01 = splat(0.0);
  let c10 = splat(0.0), c11 = splat(0.0);
  let c20 = splat(0.0), c21 = splat(0.0);
  let c30 = splat(0.0), c31 = splat(0.0);
  if (start) {
    const rest = width - 4;
    const s1 = height > 1 ? start + startBytes : start;
    const s2 = height > 2 ? s1 + startBytes : s1;
    const s3 = height > 3 ? s2 + startBytes : s2;
    c00 = load4(start, width); c10 = load4(s1, width); c20 = load4(s2, width); c30 = load4(s3, width);
    if (rest > 0) {
      c01 = load4(start + 16, rest); c11 = load4(s1 + 16, rest); c21 = load4(s2 + 16, rest); c31 = load4(s3 + 16, rest);
    }
  }
  const end = b + ((<usize>depth) << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = muladd(x, b0, c00); c01 = muladd(x, b1, c01);
    x = v128.load32_splat(a1);
    c10 = muladd(x, b0, c10); c11 = muladd(x, b1, c11);
    x = v128.load32_splat(a2);
    c20 = muladd(x, b0, c20); c21 = muladd(x, b1, c21);
    x = v128.load32_splat(a3);
    c30 = muladd(x, b0, c30); c31 = muladd(x, b1, c31);
    a0 += columnBytes; a1 += columnBytes; a2 += columnBytes; a3 += columnBytes;
    b += 32;
  }
  if (bias) {
    const left = load4(bias, width);
    c00 = add(c00, left); c10 = add(c10, left); c20 = add(c20, left); c30 = add(c30, left);
    if (width > 4) {
      const right = load4(bias + 16, width - 4);
      c01 = add(c01, right); c11 = add(c11, right); c21 = add(c21, right); c31 = add(c31, right);
    }
  }
  if (activation) {
    c00 = activate(c00, activation, slope); c01 = activate(c01, activation, slope);
    c10 = activate(c10, activation, slope); c11 = activate(c11, activation, slope);
    c20 = activate(c20, activation, slope); c21 = activate(c21, activation, slope);
    c30 = activate(c30, activation, slope); c31 = activate(c31, activation, slope);
  }
  storeRow(c, c00, c01, width);
  if (height > 1) storeRow(c + cBytes, c10, c11, width);
  if (height > 2) storeRow(c + 2 * cBytes, c20, c21, width);
  if (height > 3) storeRow(c + 3 * cBytes, c30, c31, width);
}

@inline
export function storeRow(c: usize, left: v128, right: v128, width: i32): void {
  if (width == 8) {
    v128.store(c, left);
    v128.store(c, right, 16);
  } else {
    store4(c, left, width);
    if (width > 4) store4(c + 16, right, width - 4);
  }
}

/** Bytes that `product` needs beside its operands. */
export function productScratch(M: i32, N: i32, K: i32, transposeA: bool): usize {
  return packedBytes(K, N) + (transposeA ? ((<usize>((M + 3) >> 2)) * K) << 4 : 0);
}

/**
 * c ← activation(start + a · b + bias), row-major; `aStep` and so on are the lengths of stored rows. `a` is stored [K, M] if
 * transposeA, `b` [N, K] if transposeB. start (which may be c) and bias may be 0.
 */
export function product(
  a: usize, aStep: i32, transposeA: bool, b: usize, bStep: i32, transposeB: bool,
  start: usize, startStep: i32, c: usize, cStep: i32,
  M: i32, N: i32, K: i32, bias: usize, activation: i32, slope: f32, scratch: usize,
): void {
  const packed = scratch;
  pack(b, transposeB ? 1 : bStep, transposeB ? bStep : 1, K, N, packed);
  if (!transposeA) {
    productPacked(a, aStep, 1, packed, start, startStep, c, cStep, M, N, K, bias, activation, slope);
    return;
  }
  // Columns of a lie apart: gather four at a time, side by side.
  const blocks = packed + packedBytes(K, N);
  let to = blocks;
  for (let m = 0; m < M; m += 4) {
    const count = min(4, M - m);
    let from = a + ((<usize>m) << 2);
    for (let k = 0; k < K; k++) {
      v128.store(to, load4(from, count));
      from += (<usize>aStep) << 2;
      to += 16;
    }
  }
  const blockBytes = (<usize>K) << 4;
  productBlocks(blocks, blockBytes, packed, start, startStep, c, cStep, M, N, K, bias, activation, slope);
}

/** As productPacked, with the left side in blocks of four rows, element (m, k) at 4 · k + m % 4 of block m / 4. */
function productBlocks(
  blocks: usize, blockBytes: usize, packed: usize,
  start: usize, startStep: i32, c: usize, cStep: i32,
  M: i32, N: i32, K: i32, bias: usize, activation: i32, slope: f32,
): void {
  for (let k0 = 0; k0 < K; k0 += DEPTH) {
    const depth = min(DEPTH, K - k0);
    const last = k0 + depth == K;
    const rows = rowsAtOnce(depth);
    for (let m0 = 0; m0 < M; m0 += rows) {
      let panel = packed;
      for (let n0 = 0; n0 < N; n0 += 8) {
        const offset = (<usize>n0) << 2;
        const width = min(8, N - n0);
        let from = blocks + ((<usize>k0) << 4) + <usize>(m0 >> 2) * blockBytes;
        for (let m = m0; m < min(M, m0 + rows); m += 4) {
          block(
            from, 4, 16, panel, depth,
            start ? start + (((<usize>m) * startStep) << 2) + offset : 0, (<usize>startStep) << 2,
            c + (((<usize>m) * cStep) << 2) + offset, (<usize>cStep) << 2,
            min(4, M - m), width, last && bias ? bias + offset : 0, last ? activation : 0, slope,
          );
          from += blockBytes;
        }
        panel += (<usize>depth) << 5;
      }
    }
    packed += packedBytes(depth, N);
    start = c;
    startStep = cStep;
  }
}

/** `batch` products of matrices that lie one behind the other. */
export function productBatch(
  a: usize, transposeA: bool, b: usize, transposeB: bool, c: usize, batch: i32,
  M: i32, N: i32, K: i32, bias: usize, activation: i32, slope: f32, scratch: usize,
): void {
  for (let i = 0; i < batch; i++) {
    product(
      a, transposeA ? M : K, transposeA, b, transposeB ? K : N, transposeB,
      0, 0, c, N, M, N, K, bias, activation, slope, scratch,
    );
    a += ((<usize>M) * K) << 2;
    b += ((<usize>K) * N) << 2;
    c += ((<usize>M) * N) << 2;
  }
}
