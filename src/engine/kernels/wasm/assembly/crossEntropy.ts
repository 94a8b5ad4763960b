import { exp4, log } from "./functions";
import { add, load4, mul, splat, store4, sub, total } from "./lanes";

/**
 * losses[n] ← −ln softmax(logits[n, :])[labels[n]]; logTotals[n] ← ln Σ e^logit, for the backward pass.
 * A label that is no class gives NaN.
 */
export function crossEntropyForward(logits: usize, labels: usize, losses: usize, logTotals: usize, N: i32, V: i32): void {
  for (let n = 0; n < N; n++) {
    let greatest = splat(-Infinity);
    let v = 0;
    for (; v + 4 <= V; v += 4) greatest = f32x4.max(greatest, v128.load(logits + ((<usize>v) << 2)));
    let top: f32 = max(
      max(f32x4.extract_lane(greatest, 0), f32x4.extract_lane(greatest, 1)),
      max(f32x4.extract_lane(greatest, 2), f32x4.extract_lane(greatest, 3)),
    );
    for (; v < V; v++) top = max(top, load<f32>(logits + ((<usize>v) << 2)));

    const least = splat(top);
    let sums = splat(0.0);
    for (v = 0; v + 4 <= V; v += 4) sums = add(sums, exp4(sub(v128.load(logits + ((<usize>v) << 2)), least)));
    let sum = total(sums);
    for (; v < V; v++) {
      sum += f32x4.extract_lane(exp4(sub(splat(load<f32>(logits + ((<usize>v) << 2))), least)), 0);
    }

    const logSum = log(sum);
    const offset = (<usize>n) << 2;
    const label = load<u32>(labels + offset);
    const picked: f32 = label < <u32>V ? load<f32>(logits + ((<usize>label) << 2)) : NaN;
    store<f32>(losses + offset, <f32>(logSum - (<f64>picked - <f64>top)));
    store<f32>(logTotals + offset, <f32>logSum + top);
    logits += (<usize>V) << 2;
  }
}

/** out ← (softmax(logits) − one-hot(labels)) · gradient. */
export function crossEntropyBackward(
  logits: usize, labels: usize, logTotals: usize, gradient: usize, out: usize, N: i32, V: i32,
): void {
  for (let n = 0; n < N; n++) {
    const offset = (<usize>n) << 2;
    const dy = load<f32>(gradient + offset);
    const logTotal = splat(load<f32>(logTotals + offset));
    const scale = splat(dy);
    for (let v = 0; v < V; v += 4) {
      const at = (<usize>v) << 2;
      store4(out + at, mul(exp4(sub(load4(logits + at, V - v), logTotal)), scale), V - v);
    }
    const label = load<u32>(labels + offset);
    if (label < <u32>V) {
      const at = out + ((<usize>label) << 2);
      store<f32>(at, load<f32>(at) - dy);
    }
    logits += (<usize>V) << 2;
    out += (<usize>V) << 2;
  }
}
