import { add, load4, mul, muladd, splat, store4, sub } from "./lanes";

/** e^x − 1 for |x| up to half of ln 2; the polynomial of Cephes' expf (Moshier 1992). */
@inline
function expTail4(x: v128): v128 {
  let p = muladd(splat(1.9875691500e-4), x, splat(1.3981999507e-3));
  p = muladd(p, x, splat(8.3334519073e-3));
  p = muladd(p, x, splat(4.1665795894e-2));
  p = muladd(p, x, splat(1.6666665459e-1));
  p = muladd(p, x, splat(5.0000001201e-1));
  return muladd(p, mul(x, x), x);
}

/** e^x − 1, precise near 0 too. */
@inline
export function expm14(x: v128): v128 {
  return v128.bitselect(expTail4(x), sub(exp4(x), splat(1.0)), f32x4.lt(f32x4.abs(x), splat(0.3)));
}

/** x between `least` and `most`; NaN stays NaN. One instruction each, where min and max take several. */
@inline
function held4(x: v128, least: f32, most: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, splat(most)), splat(least));
}

/**
 * e^x of x held between −87.33 and 88.37, where it is a normal float; NaN stays NaN. Relative error below 1e-6.
 * Reduced to |r| ≤ ½ ln 2 in two parts, as in Cephes.
 */
@inline
export function exp4(x: v128): v128 {
  const clamped = held4(x, -87.33, 88.37);
  // Beyond 1.5 · 2²³ floats are whole numbers, so adding it rounds, and its low bits are n + 127: the exponent of 2ⁿ.
  const shifted = add(mul(clamped, splat(1.44269504088896341)), splat(12583039.0));
  const n = sub(shifted, splat(12583039.0));
  let r = sub(clamped, mul(n, splat(0.693359375)));
  r = sub(r, mul(n, splat(-2.12194440e-4)));
  const y = add(expTail4(r), splat(1.0));
  return mul(y, i32x4.shl(shifted, 23));
}

/** 1 / (1 + e^−x); relative error below 1e-6. */
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(splat(1.0), add(splat(1.0), exp4(f32x4.neg(x))));
}

/** Relative error below 1e-6; the rational approximation of Eigen's fast tanh. */
@inline
export function tanh4(x: v128): v128 {
  const t = held4(x, -7.99881172180175781, 7.99881172180175781);
  const s = mul(t, t);
  let p = muladd(splat(-2.76076847742355e-16), s, splat(2.00018790482477e-13));
  p = muladd(p, s, splat(-8.60467152213735e-11));
  p = muladd(p, s, splat(5.12229709037114e-8));
  p = muladd(p, s, splat(1.48572235717979e-5));
  p = muladd(p, s, splat(6.37261928875436e-4));
  p = muladd(p, s, splat(4.89352455891786e-3));
  let q = muladd(splat(1.19825839466702e-6), s, splat(1.18534705686654e-4));
  q = muladd(q, s, splat(2.2684346324390e-3));
  q = muladd(q, s, splat(4.89352518554385e-3));
  return f32x4.div(mul(t, p), q);
}

/** ln x of positive normal floats, to about 1e-7 of max(1, |ln x|); polynomial of Cephes' logf. */
@inline
function log4(x: v128): v128 {
  // The mantissa between √½ and √2, and its exponent.
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23));
  const mantissa = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const f = sub(mantissa, splat(1.0));
  const z = mul(f, f);
  let p = muladd(splat(7.0376836292e-2), f, splat(-1.1514610310e-1));
  p = muladd(p, f, splat(1.1676998740e-1));
  p = muladd(p, f, splat(-1.2420140846e-1));
  p = muladd(p, f, splat(1.4249322787e-1));
  p = muladd(p, f, splat(-1.6668057665e-1));
  p = muladd(p, f, splat(2.0000714765e-1));
  p = muladd(p, f, splat(-2.4999993993e-1));
  p = muladd(p, f, splat(3.3333331174e-1));
  let y = mul(mul(p, f), z);
  y = muladd(exponent, splat(-2.12194440e-4), y);
  y = muladd(z, splat(-0.5), y);
  return muladd(exponent, splat(0.693359375), add(f, y));
}

/** ln x everywhere: −∞ at 0 (and below the normal floats), ∞ at ∞, NaN where x is negative or NaN. */
@inline
function logAnywhere4(x: v128): v128 {
  let y = v128.bitselect(x, log4(x), f32x4.eq(x, splat(Infinity)));
  y = v128.bitselect(splat(-Infinity), y, f32x4.lt(x, splat(1.17549435e-38)));
  return v128.bitselect(y, splat(NaN), f32x4.ge(x, splat(0.0)));
}

/** ln(1 + x), precise near 0 too: what 1 + x lost is put back. */
@inline
export function log1p4(x: v128): v128 {
  const sum = add(x, splat(1.0));
  const lost = f32x4.div(sub(sub(sum, splat(1.0)), x), sum);
  const finite = v128.and(f32x4.lt(sum, splat(Infinity)), f32x4.gt(sum, splat(0.0)));
  return sub(logAnywhere4(sum), v128.and(lost, finite));
}

/** ln x of a positive normal float, to about 1e-12: atanh's series about the nearest power of two. */
export function log(x: f32): f64 {
  const bits = reinterpret<u32>(x);
  let exponent = <i32>(bits >> 23) - 127;
  let mantissa = <f64>reinterpret<f32>((bits & 0x007fffff) | 0x3f800000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const f = (mantissa - 1.0) / (mantissa + 1.0);
  const s = f * f;
  let p = 1.0 / 15.0;
  p = p * s + 1.0 / 13.0;
  p = p * s + 1.0 / 11.0;
  p = p * s + 1.0 / 9.0;
  p = p * s + 1.0 / 7.0;
  p = p * s + 1.0 / 5.0;
  p = p * s + 1.0 / 3.0;
  p = p * s + 1.0;
  return 2.0 * f * p + <f64>exponent * 0.6931471805599453;
}

// The numbers of the activations, as in ../activations.ts.
const LINEAR: i32 = 0;
const RELU: i32 = 1;
const LEAKY_RELU: i32 = 2;
const TANH: i32 = 3;
const SIGMOID: i32 = 4;
const ELU: i32 = 5;

/** An activation by its number; `slope` is that of a leaky one. */
export function activate(x: v128, activation: i32, slope: f32): v128 {
  switch (activation) {
    case RELU:
      return f32x4.pmax(x, splat(0.0));
    case LEAKY_RELU:
      return v128.bitselect(x, mul(x, splat(slope)), f32x4.gt(x, splat(0.0)));
    case TANH:
      return tanh4(x);
    case SIGMOID:
      return sigmoid4(x);
    case ELU:
      return v128.bitselect(x, expm14(x), f32x4.gt(x, splat(0.0)));
    default:
      return x;
  }
}

/** y ← activation(x) over `count` floats. */
export function activateAll(x: usize, y: usize, count: i32, activation: i32, slope: f32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(y + offset, activate(load4(x + offset, count - i), activation, slope), count - i);
  }
}

/** dx ← dy times the slope of the activation where its value is y, over `count` floats. */
export function activationGradient(dy: usize, y: usize, dx: usize, count: i32, activation: i32, slope: f32): void {
  const one = splat(1.0);
  const zero = splat(0.0);
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const value = load4(y + at, rest);
    let factor = one;
    if (activation == RELU) factor = v128.bitselect(one, zero, f32x4.gt(value, zero));
    else if (activation == LEAKY_RELU) factor = v128.bitselect(one, splat(slope), f32x4.gt(value, zero));
    else if (activation == TANH) factor = sub(one, mul(value, value));
    else if (activation == SIGMOID) factor = mul(value, sub(one, value));
    else if (activation == ELU) factor = add(f32x4.pmin(value, zero), one);
    store4(dx + at, mul(load4(dy + at, rest), factor), rest);
  }
}

/** σ(2 √(2/π) (x + 0.044715 x³)), which is ½ (1 + tanh …) without its loss of digits far below zero. */
@inline
function geluShare4(x: v128): v128 {
  return sigmoid4(mul(x, muladd(mul(x, x), splat(0.0713548162726), splat(1.5957691216057308))));
}

/** y ← ½ x (1 + tanh √(2/π) (x + 0.044715 x³)) over `count` floats. */
export function geluForward(x: usize, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const v = load4(x + at, count - i);
    store4(y + at, mul(v, geluShare4(v)), count - i);
  }
}

/** dx ← dy times the slope of the above. */
export function geluBackward(x: usize, dy: usize, dx: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = (<usize>i) << 2;
    const rest = count - i;
    const v = load4(x + at, rest);
    const s = geluShare4(v);
    const inner = muladd(mul(v, v), splat(0.2140644488178), splat(1.5957691216057308));
    const slope = muladd(mul(v, inner), mul(s, sub(splat(1.0), s)), s);
    store4(dx + at, mul(load4(dy + at, rest), slope), rest);
  }
}

/** y ← tanh x over `count` floats. */
export function tanhAll(x: usize, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(y + offset, tanh4(load4(x + offset, count - i)), count - i);
  }
}

/** y ← ln x over `count` floats. */
export function logAll(x: usize, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(y + offset, logAnywhere4(load4(x + offset, count - i)), count - i);
  }
}

/** y ← ln(1 + x) over `count` floats. */
export function log1pAll(x: usize, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    store4(y + offset, log1p4(load4(x + offset, count - i)), count - i);
  }
}

/** y ← ln(1 + e^x) over `count` floats. */
export function softplusAll(x: usize, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    const v = load4(x + offset, count - i);
    const tail = log1p4(exp4(f32x4.neg(f32x4.abs(v))));
    store4(y + offset, add(f32x4.max(v, splat(0.0)), tail), count - i);
  }
}

/** y ← e^x over `count` floats: 0 where it is no normal float, ∞ where it is beyond all. */
export function expAll(x: usize, y: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const offset = (<usize>i) << 2;
    const v = load4(x + offset, count - i);
    // e^x = (e^(x/2))², so that the last half power of two below infinity is reached.
    const large = f32x4.gt(v, splat(88.0));
    const half = exp4(v128.bitselect(mul(v, splat(0.5)), v, large));
    let result = v128.bitselect(mul(half, half), half, large);
    result = v128.bitselect(splat(Infinity), result, f32x4.gt(v, splat(88.722839)));
    result = v128.andnot(result, f32x4.lt(v, splat(-87.33)));
    store4(y + offset, result, count - i);
  }
}
