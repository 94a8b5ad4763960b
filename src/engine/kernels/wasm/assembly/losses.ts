// The losses of autoencoders and adversaries, and the reparameterised draw.
import { exp4, expm14, log1p4, sigmoid4 } from "./functions";
import { add, load4, mul, muladd, splat, store4, sub, total } from "./lanes";

/** The first `count` lanes, zeros behind them. */
@inline
function firstLanes(value: v128, count: i32): v128 {
  if (count >= 4) return value;
  return v128.and(value, i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3)));
}

/** losses[b] ← Σ max(l, 0) − l·t + ln(1 + e^−|l|) over row b; `targets` may be 0, then all are `target`. */
export function sigmoidCrossEntropyForward(
  logits: usize, targets: usize, losses: usize, target: f32, rows: i32, columns: i32,
): void {
  const all = splat(target);
  const zero = splat(0.0);
  for (let row = 0; row < rows; row++) {
    let sums = zero;
    for (let c = 0; c < columns; c += 4) {
      const at = (<usize>c) << 2;
      const rest = columns - c;
      const l = load4(logits + at, rest);
      const t = targets ? load4(targets + at, rest) : all;
      const tail = log1p4(exp4(f32x4.neg(f32x4.abs(l))));
      sums = add(sums, firstLanes(add(sub(f32x4.pmax(l, zero), mul(l, t)), tail), rest));
    }
    store<f32>(losses + ((<usize>row) << 2), total(sums));
    logits += (<usize>columns) << 2;
    if (targets) targets += (<usize>columns) << 2;
  }
}

/** out ← (σ(l) − t) · gradient[b]. */
export function sigmoidCrossEntropyBackward(
  logits: usize, targets: usize, gradient: usize, out: usize, target: f32, rows: i32, columns: i32,
): void {
  const all = splat(target);
  for (let row = 0; row < rows; row++) {
    const dy = splat(load<f32>(gradient + ((<usize>row) << 2)));
    for (let c = 0; c < columns; c += 4) {
      const at = (<usize>c) << 2;
      const rest = columns - c;
      const t = targets ? load4(targets + at, rest) : all;
      store4(out + at, mul(sub(sigmoid4(load4(logits + at, rest)), t), dy), rest);
    }
    logits += (<usize>columns) << 2;
    out += (<usize>columns) << 2;
    if (targets) targets += (<usize>columns) << 2;
  }
}

/** out[b] ← ½ Σ (m² + e^v − 1 − v) over row b. */
export function gaussianKlForward(mean: usize, logVariance: usize, out: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    let sums = splat(0.0);
    for (let c = 0; c < columns; c += 4) {
      const at = (<usize>c) << 2;
      const rest = columns - c;
      const m = load4(mean + at, rest);
      const v = load4(logVariance + at, rest);
      sums = add(sums, firstLanes(muladd(m, m, sub(expm14(v), v)), rest));
    }
    store<f32>(out + ((<usize>row) << 2), 0.5 * total(sums));
    mean += (<usize>columns) << 2;
    logVariance += (<usize>columns) << 2;
  }
}

/** ofMean ← m · gradient[b]; ofLogVariance ← ½ (e^v − 1) · gradient[b]. */
export function gaussianKlBackward(
  mean: usize, logVariance: usize, gradient: usize, ofMean: usize, ofLogVariance: usize, rows: i32, columns: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const dy = splat(load<f32>(gradient + ((<usize>row) << 2)));
    const half = mul(dy, splat(0.5));
    for (let c = 0; c < columns; c += 4) {
      const at = (<usize>c) << 2;
      const rest = columns - c;
      store4(ofMean + at, mul(load4(mean + at, rest), dy), rest);
      store4(ofLogVariance + at, mul(expm14(load4(logVariance + at, rest)), half), rest);
    }
    const step = (<usize>columns) << 2;
    mean += step;
    logVariance += step;
    ofMean += step;
    ofLogVariance += step;
  }
}

/** out ← m + e^(v / 2) · noise. */
export function gaussianDrawForward(mean: usize, logVariance: usize, noise: usize, out: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const spread = exp4(mul(load4(logVariance + at, rest), splat(0.5)));
    store4(out + at, muladd(spread, load4(noise + at, rest), load4(mean + at, rest)), rest);
  }
}

/** out ← ½ e^(v / 2) · noise · gradient. */
export function gaussianDrawBackward(logVariance: usize, noise: usize, gradient: usize, out: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const half = mul(exp4(mul(load4(logVariance + at, rest), splat(0.5))), splat(0.5));
    store4(out + at, mul(half, mul(load4(noise + at, rest), load4(gradient + at, rest))), rest);
  }
}
