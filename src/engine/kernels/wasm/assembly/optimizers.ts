// Each optimizer as one pass over weights, gradient and slots, all in place. `scale` is where the gradient's scale lies, or 0.
import { add, load4, mul, muladd, splat, store4, sub } from "./lanes";

@inline
function scaleAt(scale: usize): v128 {
  return splat(scale ? load<f32>(scale) : 1.0);
}

export function sgdUpdate(weights: usize, gradient: usize, count: i32, scale: usize, learningRate: f32): void {
  const step = mul(scaleAt(scale), splat(learningRate));
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    store4(weights + at, sub(load4(weights + at, rest), mul(load4(gradient + at, rest), step)), rest);
  }
}

export function momentumUpdate(
  weights: usize, gradient: usize, velocity: usize, count: i32, scale: usize, learningRate: f32, momentum: f32,
): void {
  const factor = scaleAt(scale);
  const step = splat(learningRate);
  const kept = splat(momentum);
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const v = muladd(load4(velocity + at, rest), kept, mul(load4(gradient + at, rest), factor));
    store4(velocity + at, v, rest);
    store4(weights + at, sub(load4(weights + at, rest), mul(v, step)), rest);
  }
}

export function rmsPropUpdate(
  weights: usize, gradient: usize, meanSquare: usize, count: i32, scale: usize,
  learningRate: f32, decay: f32, fresh: f32, epsilon: f32,
): void {
  const factor = scaleAt(scale);
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const g = mul(load4(gradient + at, rest), factor);
    const s = muladd(load4(meanSquare + at, rest), splat(decay), mul(mul(g, g), splat(fresh)));
    store4(meanSquare + at, s, rest);
    const change = f32x4.div(mul(g, splat(learningRate)), add(f32x4.sqrt(s), splat(epsilon)));
    store4(weights + at, sub(load4(weights + at, rest), change), rest);
  }
}

/** `fresh1`, `fresh2`: 1 − β; `correction1`, `correction2`: 1 / (1 − β^step); `kept`: 1 − learningRate · weightDecay. */
export function adamUpdate(
  weights: usize, gradient: usize, first: usize, second: usize, count: i32, scale: usize, learningRate: f32,
  beta1: f32, fresh1: f32, correction1: f32, beta2: f32, fresh2: f32, correction2: f32, epsilon: f32, kept: f32,
): void {
  const factor = scaleAt(scale);
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const g = mul(load4(gradient + at, rest), factor);
    const m = muladd(load4(first + at, rest), splat(beta1), mul(g, splat(fresh1)));
    const v = muladd(load4(second + at, rest), splat(beta2), mul(mul(g, g), splat(fresh2)));
    store4(first + at, m, rest);
    store4(second + at, v, rest);
    const spread = add(f32x4.sqrt(mul(v, splat(correction2))), splat(epsilon));
    const change = f32x4.div(mul(m, splat(learningRate * correction1)), spread);
    store4(weights + at, sub(mul(load4(weights + at, rest), splat(kept)), change), rest);
  }
}
