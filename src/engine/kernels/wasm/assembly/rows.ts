import { add, load4, store4 } from "./lanes";

/** Copies rows of `width` elements of 4 bytes; they lie `fromStep` and `toStep` elements apart. */
export function copyRows(from: usize, fromStep: i32, to: usize, toStep: i32, rows: i32, width: i32): void {
  if (rows == 1 || (fromStep == width && toStep == width)) {
    memory.copy(to, from, (<usize>width * rows) << 2);
    return;
  }
  const down = <usize>fromStep << 2;
  const on = <usize>toStep << 2;
  for (let r = 0; r < rows; r++) {
    if (width > 64) memory.copy(to, from, <usize>width << 2);
    else {
      for (let c = 0; c < width; c += 4) {
        const offset = <usize>c << 2;
        store4(to + offset, load4(from + offset, width - c), width - c);
      }
    }
    from += down;
    to += on;
  }
}

/** The place of the first index outside 0 … rows−1, or −1. */
export function firstOutside(indices: usize, count: i32, rows: i32): i32 {
  for (let i = 0; i < count; i++) {
    if (load<u32>(indices + ((<usize>i) << 2)) >= <u32>rows) return i;
  }
  return -1;
}

/** out[o, i, :] ← x[o, indices[i], :] for `outer` slabs of `rows` rows of `width` floats; indices must be inside. */
export function gatherRows(x: usize, indices: usize, out: usize, outer: i32, rows: i32, count: i32, width: i32): void {
  const bytes = (<usize>width) << 2;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < count; i++) {
      const from = x + <usize>load<i32>(indices + ((<usize>i) << 2)) * bytes;
      if (width == 1) store<f32>(out, load<f32>(from));
      else memory.copy(out, from, bytes);
      out += bytes;
    }
    x += <usize>rows * bytes;
  }
}

/** out[indices[i], :] += x[i, :] from zeros, for `rows` rows of `width` floats; indices outside are left out. */
export function scatterAddRows(x: usize, indices: usize, out: usize, rows: i32, count: i32, width: i32): void {
  const bytes = (<usize>width) << 2;
  memory.fill(out, 0, <usize>rows * bytes);
  for (let i = 0; i < count; i++) {
    const row = load<i32>(indices + ((<usize>i) << 2));
    if (row >= 0 && row < rows) {
      const to = out + <usize>row * bytes;
      for (let c = 0; c < width; c += 4) {
        const offset = (<usize>c) << 2;
        store4(to + offset, add(load4(to + offset, width - c), load4(x + offset, width - c)), width - c);
      }
    }
    x += bytes;
  }
}

/** out [columns, rows] ← xᵀ of x [rows, columns], in 4 × 4 blocks; elements are 4 bytes of any kind. */
export function transpose(x: usize, rows: i32, columns: i32, out: usize): void {
  const right = (<usize>columns) << 2;
  const down = (<usize>rows) << 2;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let from = x + <usize>r * right;
    let to = out + ((<usize>r) << 2);
    let c = 0;
    for (; c + 4 <= columns; c += 4) {
      const r0 = v128.load(from);
      const r1 = v128.load(from + right);
      const r2 = v128.load(from + 2 * right);
      const r3 = v128.load(from + 3 * right);
      const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
      v128.store(to + down, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7));
      v128.store(to + 2 * down, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5));
      v128.store(to + 3 * down, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7));
      from += 16;
      to += 4 * down;
    }
    for (; c < columns; c++) {
      store<u32>(to, load<u32>(from));
      store<u32>(to + 4, load<u32>(from + right));
      store<u32>(to + 8, load<u32>(from + 2 * right));
      store<u32>(to + 12, load<u32>(from + 3 * right));
      from += 4;
      to += down;
    }
  }
  for (; r < rows; r++) {
    let from = x + <usize>r * right;
    let to = out + ((<usize>r) << 2);
    for (let c = 0; c < columns; c++) {
      store<u32>(to, load<u32>(from));
      from += 4;
      to += down;
    }
  }
}
