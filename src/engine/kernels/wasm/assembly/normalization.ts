// Layer, group and batch normalization are one: x is [batch, pixels, groups · depth], and each group of channels of each
// member of the batch gets mean 0 and variance 1, then each channel its gain and offset. Layer: one pixel, one group. Batch: one
// member, groups of one channel.
import { add, load4, mul, muladd, splat, store4, sub, total } from "./lanes";

/** Bytes that both passes need beside their tensors: four numbers a channel. */
export function normalizationScratch(channels: i32): usize {
  return <usize>channels << 4;
}

/** The same for one pixel and one group: a row is read in registers, not summed channel by channel. */
function layerForward(
  x: usize, gain: usize, offset: usize, y: usize, mean: usize, inverse: usize, rows: i32, C: i32, epsilon: f32,
): void {
  const row = <usize>C << 2;
  const share: f32 = <f32>1.0 / <f32>C;
  for (let r = 0; r < rows; r++) {
    const m = sumOf(x, C) * share;
    const centre = splat(m);
    let squares = splat(0.0);
    let c = 0;
    for (; c + 4 <= C; c += 4) {
      const away = sub(v128.load(x + (<usize>c << 2)), centre);
      squares = muladd(away, away, squares);
    }
    let variance = total(squares);
    for (; c < C; c++) {
      const away = load<f32>(x + (<usize>c << 2)) - m;
      variance += away * away;
    }
    const i: f32 = <f32>1.0 / sqrt<f32>(variance * share + epsilon);
    const scale = splat(i);
    for (c = 0; c < C; c += 4) {
      const at = <usize>c << 2;
      const normal = mul(sub(load4(x + at, C - c), centre), scale);
      store4(y + at, muladd(normal, load4(gain + at, C - c), load4(offset + at, C - c)), C - c);
    }
    store<f32>(mean, m);
    store<f32>(inverse, i);
    x += row;
    y += row;
    mean += 4;
    inverse += 4;
  }
}

/** The same for one pixel and one group. */
function layerBackward(
  x: usize, gain: usize, mean: usize, inverse: usize, dy: usize, dx: usize, dGain: usize, dOffset: usize, rows: i32, C: i32,
): void {
  const row = <usize>C << 2;
  const share: f32 = <f32>1.0 / <f32>C;
  for (let r = 0; r < rows; r++) {
    const centre = splat(load<f32>(mean));
    const scale = splat(load<f32>(inverse));
    let plain = splat(0.0);
    let along = splat(0.0);
    for (let c = 0; c < C; c += 4) {
      const at = <usize>c << 2;
      const rest = C - c;
      // Beyond the last channel the slope is zero, and so is what comes of it.
      const slope = load4(dy + at, rest);
      const normal = mul(sub(load4(x + at, rest), centre), scale);
      const passed = mul(slope, normal);
      const factor = load4(gain + at, rest);
      store4(dOffset + at, add(load4(dOffset + at, rest), slope), rest);
      store4(dGain + at, add(load4(dGain + at, rest), passed), rest);
      plain = muladd(slope, factor, plain);
      along = muladd(passed, factor, along);
    }
    const meanPlain = splat(total(plain) * share);
    const meanAlong = splat(total(along) * share);
    for (let c = 0; c < C; c += 4) {
      const at = <usize>c << 2;
      const rest = C - c;
      const normal = mul(sub(load4(x + at, rest), centre), scale);
      const reached = sub(mul(load4(dy + at, rest), load4(gain + at, rest)), meanPlain);
      store4(dx + at, mul(scale, sub(reached, mul(normal, meanAlong))), rest);
    }
    x += row;
    dy += row;
    dx += row;
    mean += 4;
    inverse += 4;
  }
}

/** y ← gain · (x − mean) / √(variance + epsilon) + offset; mean, inverse [batch · groups] ← each mean and 1 / √(…). */
export function normalizationForward(
  x: usize, gain: usize, offset: usize, y: usize, mean: usize, inverse: usize,
  batch: i32, pixels: i32, groups: i32, depth: i32, epsilon: f32, scratch: usize,
): void {
  const C = groups * depth;
  if (pixels == 1 && groups == 1) {
    layerForward(x, gain, offset, y, mean, inverse, batch, C, epsilon);
    return;
  }
  const row = <usize>C << 2;
  const centre = scratch;
  const sums = centre + row;
  const scale = sums + row;
  const shift = scale + row;
  const share: f32 = <f32>1.0 / <f32>(pixels * depth);
  for (let b = 0; b < batch; b++) {
    memory.fill(sums, 0, row);
    for (let p = 0; p < pixels; p++) {
      const from = x + <usize>p * row;
      for (let c = 0; c < C; c += 4) {
        const at = <usize>c << 2;
        store4(sums + at, add(load4(sums + at, C - c), load4(from + at, C - c)), C - c);
      }
    }
    for (let g = 0; g < groups; g++) {
      const at = <usize>(g * depth) << 2;
      const m = sumOf(sums + at, depth) * share;
      store<f32>(mean + (<usize>g << 2), m);
      fillWith(centre + at, m, depth);
    }
    memory.fill(sums, 0, row);
    for (let p = 0; p < pixels; p++) {
      const from = x + <usize>p * row;
      for (let c = 0; c < C; c += 4) {
        const at = <usize>c << 2;
        const away = sub(load4(from + at, C - c), load4(centre + at, C - c));
        store4(sums + at, muladd(away, away, load4(sums + at, C - c)), C - c);
      }
    }
    for (let g = 0; g < groups; g++) {
      const at = <usize>(g * depth) << 2;
      const i: f32 = <f32>1.0 / sqrt<f32>(sumOf(sums + at, depth) * share + epsilon);
      store<f32>(inverse + (<usize>g << 2), i);
      fillWith(scale + at, i, depth);
    }
    for (let c = 0; c < C; c += 4) {
      const at = <usize>c << 2;
      const s = mul(load4(scale + at, C - c), load4(gain + at, C - c));
      store4(scale + at, s, C - c);
      store4(shift + at, load4(offset + at, C - c), C - c);
    }
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < C; c += 4) {
        const at = <usize>c << 2;
        const away = sub(load4(x + at, C - c), load4(centre + at, C - c));
        store4(y + at, muladd(away, load4(scale + at, C - c), load4(shift + at, C - c)), C - c);
      }
      x += row;
      y += row;
    }
    mean += <usize>groups << 2;
    inverse += <usize>groups << 2;
  }
}

/** dx, dGain, dOffset ← the gradients, given dy and what the forward pass gave. */
export function normalizationBackward(
  x: usize, gain: usize, mean: usize, inverse: usize, dy: usize, dx: usize, dGain: usize, dOffset: usize,
  batch: i32, pixels: i32, groups: i32, depth: i32, scratch: usize,
): void {
  const C = groups * depth;
  const row = <usize>C << 2;
  const centre = scratch;
  const scale = centre + row;
  const plain = scale + row; // Σ dy, then the mean of what reaches the normalized values
  const along = plain + row; // Σ dy · normalized, then its mean over the group
  const share: f32 = <f32>1.0 / <f32>(pixels * depth);
  memory.fill(dGain, 0, row);
  memory.fill(dOffset, 0, row);
  if (pixels == 1 && groups == 1) {
    layerBackward(x, gain, mean, inverse, dy, dx, dGain, dOffset, batch, C);
    return;
  }
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < groups; g++) {
      const at = <usize>(g * depth) << 2;
      fillWith(centre + at, load<f32>(mean + (<usize>g << 2)), depth);
      fillWith(scale + at, load<f32>(inverse + (<usize>g << 2)), depth);
    }
    memory.fill(plain, 0, row * 2);
    for (let p = 0; p < pixels; p++) {
      const from = x + <usize>p * row;
      const slope = dy + <usize>p * row;
      for (let c = 0; c < C; c += 4) {
        const at = <usize>c << 2;
        const rest = C - c;
        const g = load4(slope + at, rest);
        const normal = mul(sub(load4(from + at, rest), load4(centre + at, rest)), load4(scale + at, rest));
        store4(plain + at, add(load4(plain + at, rest), g), rest);
        store4(along + at, muladd(g, normal, load4(along + at, rest)), rest);
      }
    }
    for (let c = 0; c < C; c += 4) {
      const at = <usize>c << 2;
      const rest = C - c;
      const factor = load4(gain + at, rest);
      const a = load4(plain + at, rest);
      const n = load4(along + at, rest);
      store4(dOffset + at, add(load4(dOffset + at, rest), a), rest);
      store4(dGain + at, add(load4(dGain + at, rest), n), rest);
      store4(plain + at, mul(a, factor), rest);
      store4(along + at, mul(n, factor), rest);
    }
    for (let g = 0; g < groups; g++) {
      const at = <usize>(g * depth) << 2;
      fillWith(plain + at, sumOf(plain + at, depth) * share, depth);
      fillWith(along + at, sumOf(along + at, depth) * share, depth);
    }
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < C; c += 4) {
        const at = <usize>c << 2;
        const rest = C - c;
        const s = load4(scale + at, rest);
        const normal = mul(sub(load4(x + at, rest), load4(centre + at, rest)), s);
        const reached = sub(mul(load4(dy + at, rest), load4(gain + at, rest)), load4(plain + at, rest));
        store4(dx + at, mul(s, sub(reached, mul(normal, load4(along + at, rest)))), rest);
      }
      x += row;
      dy += row;
      dx += row;
    }
    mean += <usize>groups << 2;
    inverse += <usize>groups << 2;
  }
}

@inline
function fillWith(to: usize, value: f32, count: i32): void {
  for (let i = 0; i < count; i += 4) store4(to + (<usize>i << 2), splat(value), count - i);
}

/** Lanes beyond the last are zeros. */
@inline
function sumOf(x: usize, count: i32): f32 {
  if (count == 1) return load<f32>(x);
  let sum = splat(0.0);
  for (let i = 0; i < count; i += 4) sum = add(sum, load4(x + (<usize>i << 2), count - i));
  return total(sum);
}
