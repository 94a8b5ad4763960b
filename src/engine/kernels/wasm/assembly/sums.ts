import { add, load4, mul, splat, store4, total } from "./lanes";

/** out[c] ← Σ over rows of x[r, c]; rows lie `xStep` floats apart. */
export function columnSums(x: usize, xStep: i32, rows: i32, columns: i32, out: usize): void {
  const step = (<usize>xStep) << 2;
  memory.fill(out, 0, (<usize>columns) << 2);
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    for (let c = 0; c < columns; c += 4) {
      const offset = (<usize>c) << 2;
      const count = columns - c;
      const from = x + offset;
      const upper = add(load4(from, count), load4(from + step, count));
      const lower = add(load4(from + 2 * step, count), load4(from + 3 * step, count));
      store4(out + offset, add(load4(out + offset, count), add(upper, lower)), count);
    }
    x += 4 * step;
  }
  for (; r < rows; r++) {
    for (let c = 0; c < columns; c += 4) {
      const offset = (<usize>c) << 2;
      store4(out + offset, add(load4(out + offset, columns - c), load4(x + offset, columns - c)), columns - c);
    }
    x += step;
  }
}

/** Σ x² over `count` floats; summed in double precision from runs of 1,024. */
export function squareSum(x: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < count; i += 1024) {
    const end = min(count, i + 1024);
    let run = splat(0.0);
    for (let k = i; k < end; k += 4) {
      const v = load4(x + ((<usize>k) << 2), end - k);
      run = add(run, mul(v, v));
    }
    sum += <f64>total(run);
  }
  return sum;
}
