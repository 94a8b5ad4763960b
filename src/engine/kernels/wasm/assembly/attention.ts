// Attention without the matrix of all weights: rows of queries in blocks, each head apart; the backward pass makes the
// weights of a block again from the logarithms of their totals (Dao et al. 2022).
import { exp4, log } from "./functions";
import { add, load4, mul, splat, store4, sub, total } from "./lanes";
import { pack, packedBytes, product, productPacked, productScratch } from "./product";

/** Queries at once. */
const ROWS: i32 = 32;

/** Bytes that `attentionForward` needs beside its tensors. `keys` of `depth` numbers a head. */
export function attentionForwardScratch(keys: i32, depth: i32): usize {
  return packedBytes(depth, keys) + packedBytes(keys, depth) + (<usize>(ROWS * keys) << 2);
}

/** Bytes that `attentionBackward` needs. */
export function attentionBackwardScratch(keys: i32, depth: i32): usize {
  const room = productScratch(keys, depth, ROWS, true) + packedBytes(keys, depth);
  return packedBytes(depth, keys) * 2 + (<usize>(ROWS * keys) << 3) + room + (ROWS << 2);
}

/** weights[0 … count) ← e^(scale · x − most), zeros up to `width`; answers their sum. */
@inline
function weigh(weights: usize, count: i32, width: i32, scale: f32, most: f32): f32 {
  let sums = splat(0.0);
  const ahead = splat(most);
  const factor = splat(scale);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = weights + (<usize>i << 2);
    const w = exp4(sub(mul(v128.load(at), factor), ahead));
    v128.store(at, w);
    sums = add(sums, w);
  }
  let sum = total(sums);
  for (; i < count; i++) {
    const at = weights + (<usize>i << 2);
    const w = f32x4.extract_lane(exp4(splat(load<f32>(at) * scale - most)), 0);
    store<f32>(at, w);
    sum += w;
  }
  memory.fill(weights + (<usize>count << 2), 0, <usize>(width - count) << 2);
  return sum;
}

@inline
function greatest(x: usize, count: i32): f32 {
  let most = splat(-Infinity);
  let i = 0;
  for (; i + 4 <= count; i += 4) most = f32x4.max(most, v128.load(x + (<usize>i << 2)));
  let top: f32 = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  for (; i < count; i++) top = max(top, load<f32>(x + (<usize>i << 2)));
  return top;
}

/** How many keys the block of queries from `first` on sees. */
@inline
function reach(first: i32, rows: i32, keys: i32, causal: bool): i32 {
  return causal ? min(keys, first + rows) : keys;
}

/**
 * out ← softmax(scale · q·kᵀ) · v of each head. q, out [batch, queries, heads · depth], k, v [batch, keys, heads · depth];
 * logTotals [batch, heads, queries] ← ln Σ e^(scale · q·k).
 */
export function attentionForward(
  q: usize, k: usize, v: usize, out: usize, logTotals: usize, batch: i32, queries: i32, keys: i32, heads: i32, depth: i32,
  scale: f32, causal: bool, scratch: usize,
): void {
  const C = heads * depth;
  const packedKeys = scratch;
  const packedValues = packedKeys + packedBytes(depth, keys);
  const weights = packedValues + packedBytes(keys, depth);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const head = <usize>(h * depth) << 2;
      const queriesAt = q + (<usize>(b * queries * C) << 2) + head;
      const keysAt = k + (<usize>(b * keys * C) << 2) + head;
      const valuesAt = v + (<usize>(b * keys * C) << 2) + head;
      const outAt = out + (<usize>(b * queries * C) << 2) + head;
      pack(keysAt, 1, C, depth, keys, packedKeys);
      if (!causal) pack(valuesAt, C, 1, keys, depth, packedValues);
      for (let first = 0; first < queries; first += ROWS) {
        const rows = min(ROWS, queries - first);
        const seen = reach(first, rows, keys, causal);
        const offset = <usize>(first * C) << 2;
        productPacked(queriesAt + offset, C, 1, packedKeys, 0, 0, weights, seen, rows, seen, depth, 0, 0, 0);
        for (let r = 0; r < rows; r++) {
          const row = weights + (<usize>(r * seen) << 2);
          const count = causal ? min(seen, first + r + 1) : seen;
          const most = greatest(row, count) * scale;
          const sum = weigh(row, count, seen, scale, most);
          const inverse = splat(<f32>1.0 / sum);
          for (let i = 0; i < count; i += 4) {
            const at = row + (<usize>i << 2);
            store4(at, mul(load4(at, count - i), inverse), count - i);
          }
          store<f32>(logTotals + (<usize>((b * heads + h) * queries + first + r) << 2), most + <f32>log(sum));
        }
        if (causal) pack(valuesAt, C, 1, seen, depth, packedValues);
        productPacked(weights, seen, 1, packedValues, 0, 0, outAt + offset, C, rows, depth, seen, 0, 0, 0);
      }
    }
  }
}

/** dq, dk, dv ← the gradients, given dOut and what the forward pass gave. */
export function attentionBackward(
  q: usize, k: usize, v: usize, out: usize, logTotals: usize, dOut: usize, dq: usize, dk: usize, dv: usize,
  batch: i32, queries: i32, keys: i32, heads: i32, depth: i32, scale: f32, causal: bool, scratch: usize,
): void {
  const C = heads * depth;
  const packedKeys = scratch;
  const packedValues = packedKeys + packedBytes(depth, keys);
  const weights = packedValues + packedBytes(depth, keys);
  const slopes = weights + (<usize>(ROWS * keys) << 2);
  const room = slopes + (<usize>(ROWS * keys) << 2);
  memory.fill(dk, 0, <usize>(batch * keys * C) << 2);
  memory.fill(dv, 0, <usize>(batch * keys * C) << 2);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const ofQueries = (<usize>(b * queries * C + h * depth)) << 2;
      const ofKeys = (<usize>(b * keys * C + h * depth)) << 2;
      pack(k + ofKeys, 1, C, depth, keys, packedKeys);
      pack(v + ofKeys, 1, C, depth, keys, packedValues);
      for (let first = 0; first < queries; first += ROWS) {
        const rows = min(ROWS, queries - first);
        const seen = reach(first, rows, keys, causal);
        const offset = ofQueries + (<usize>(first * C) << 2);
        productPacked(q + offset, C, 1, packedKeys, 0, 0, weights, seen, rows, seen, depth, 0, 0, 0);
        productPacked(dOut + offset, C, 1, packedValues, 0, 0, slopes, seen, rows, seen, depth, 0, 0, 0);
        for (let r = 0; r < rows; r++) {
          const at = offset + (<usize>(r * C) << 2);
          const row = weights + (<usize>(r * seen) << 2);
          const slope = slopes + (<usize>(r * seen) << 2);
          const count = causal ? min(seen, first + r + 1) : seen;
          weigh(row, count, seen, scale, load<f32>(logTotals + (<usize>((b * heads + h) * queries + first + r) << 2)));
          const mean = splat(dot(dOut + at, out + at, depth));
          const factor = splat(scale);
          for (let i = 0; i < seen; i += 4) {
            const place = <usize>i << 2;
            const s = mul(sub(load4(slope + place, seen - i), mean), factor);
            store4(slope + place, mul(load4(row + place, seen - i), s), seen - i);
          }
        }
        product(weights, seen, true, dOut + offset, C, false, dv + ofKeys, C, dv + ofKeys, C, seen, depth, rows, 0, 0, 0, room);
        product(slopes, seen, true, q + offset, C, false, dk + ofKeys, C, dk + ofKeys, C, seen, depth, rows, 0, 0, 0, room);
        product(slopes, seen, false, k + ofKeys, C, false, 0, 0, dq + offset, C, rows, depth, seen, 0, 0, 0, room);
      }
    }
  }
}

function dot(a: usize, b: usize, count: i32): f32 {
  let sum = splat(0.0);
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i << 2;
    let p = mul(load4(a + at, count - i), load4(b + at, count - i));
    sum = add(sum, p);
  }
  return total(sum);
}
