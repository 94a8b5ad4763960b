// Products of windows, which are read where they lie in the padded images.
import { activate } from "./functions";
import { add, load4, muladd, splat } from "./lanes";
import { storeRow } from "./product";
import { runFloats, runs } from "./windows";

/** c ← activation(windows · packed + bias); the windows begin at a + windows[m] and their rows go to c + places[m]. */
export function windowsTimesPanels(
  a: usize, windows: usize, M: i32, offsets: usize, packed: usize, K: i32,
  c: usize, places: usize, N: i32, bias: usize, activation: i32, slope: f32,
): void {
  for (let n = 0; n < N; n += 8) {
    const from = bias ? bias + (<usize>n << 2) : 0;
    for (let m = 0; m < M; m += 4) {
      const at = <usize>m << 2;
      windowBlock(a, windows + at, offsets, packed, c, places + at, min(4, M - m), min(8, N - n), from, activation, slope);
    }
    packed += <usize>K << 5;
    c += 32;
  }
}

/** One block of up to 4 × 8: four windows, run by run; windows beyond the last repeat it and are not stored. */
function windowBlock(
  a: usize, windows: usize, offsets: usize, b: usize, c: usize, places: usize,
  rows: i32, columns: i32, bias: usize, activation: i32, slope: f32,
): void {
  const w0 = a + load<u32>(windows);
  const w1 = rows > 1 ? a + load<u32>(windows, 4) : w0;
  const w2 = rows > 2 ? a + load<u32>(windows, 8) : w1;
  const w3 = rows > 3 ? a + load<u32>(windows, 12) : w2;
  let c00 = splat(0.0), c01 = splat(0.0);
  if (bias) {
    c00 = load4(bias, columns);
    if (columns > 4) c01 = load4(bias + 16, columns - 4);
  }
  let c10 = c00, c11 = c01;
  let c20 = c00, c21 = c01;
  let c30 = c00, c31 = c01;
  const runBytes = <usize>runFloats << 5;
  for (let run = 0; run < runs; run++) {
    const offset = <usize>load<i32>(offsets);
    offsets += 4;
    let a0 = w0 + offset;
    let a1 = w1 + offset;
    let a2 = w2 + offset;
    let a3 = w3 + offset;
    const end = b + runBytes;
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
      a0 += 4; a1 += 4; a2 += 4; a3 += 4;
      b += 32;
    }
  }
  if (activation) {
    c00 = activate(c00, activation, slope); c01 = activate(c01, activation, slope);
    c10 = activate(c10, activation, slope); c11 = activate(c11, activation, slope);
    c20 = activate(c20, activation, slope); c21 = activate(c21, activation, slope);
    c30 = activate(c30, activation, slope); c31 = activate(c31, activation, slope);
  }
  storeRow(c + load<u32>(places), c00, c01, columns);
  if (rows > 1) storeRow(c + load<u32>(places, 4), c10, c11, columns);
  if (rows > 2) storeRow(c + load<u32>(places, 8), c20, c21, columns);
  if (rows > 3) storeRow(c + load<u32>(places, 12), c30, c31, columns);
}

/** c ← (c if start) + windowsᵀ · packed: c [runs · runFloats, N], four of its rows at once, which lie `cStep` floats apart. */
export function windowsTransposedTimesPanels(
  a: usize, windows: usize, M: i32, offsets: usize, packed: usize, c: usize, cStep: i32, N: i32, start: bool,
): void {
  const step = <usize>cStep << 2;
  for (let n = 0; n < N; n += 8) {
    let to = c + (<usize>n << 2);
    for (let run = 0; run < runs; run++) {
      const from = a + <usize>load<i32>(offsets + (<usize>run << 2));
      for (let k = 0; k < runFloats; k += 4) {
        const rows = min(4, runFloats - k);
        transposedBlock(from + (<usize>k << 2), windows, M, packed, to, step, rows, min(8, N - n), start);
        to += <usize>rows * step;
      }
    }
    packed += <usize>M << 5;
  }
}

/** One block of up to 4 × 8: the same four floats of all windows. Floats beyond the last are read but not stored. */
function transposedBlock(
  a: usize, windows: usize, M: i32, b: usize, c: usize, step: usize, rows: i32, columns: i32, start: bool,
): void {
  let c00 = splat(0.0), c01 = splat(0.0);
  let c10 = splat(0.0), c11 = splat(0.0);
  let c20 = splat(0.0), c21 = splat(0.0);
  let c30 = splat(0.0), c31 = splat(0.0);
  const end = b + (<usize>M << 5);
  while (b < end) {
    const from = a + load<u32>(windows);
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(from);
    c00 = muladd(x, b0, c00); c01 = muladd(x, b1, c01);
    x = v128.load32_splat(from, 4);
    c10 = muladd(x, b0, c10); c11 = muladd(x, b1, c11);
    x = v128.load32_splat(from, 8);
    c20 = muladd(x, b0, c20); c21 = muladd(x, b1, c21);
    x = v128.load32_splat(from, 12);
    c30 = muladd(x, b0, c30); c31 = muladd(x, b1, c31);
    windows += 4;
    b += 32;
  }
  putRow(c, c00, c01, columns, start);
  if (rows > 1) putRow(c + step, c10, c11, columns, start);
  if (rows > 2) putRow(c + 2 * step, c20, c21, columns, start);
  if (rows > 3) putRow(c + 3 * step, c30, c31, columns, start);
}

@inline
function putRow(c: usize, first: v128, second: v128, columns: i32, start: bool): void {
  if (start) {
    first = add(first, load4(c, columns));
    if (columns > 4) second = add(second, load4(c + 16, columns - 4));
  }
  storeRow(c, first, second, columns);
}
