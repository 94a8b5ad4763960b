// Threefry-2x32 as in src/core/random.ts, whose words these are.
import { log } from "./functions";

@inline
function round(x0: i32, x1: i32, rotation: i32): i32 {
  return rotl<i32>(x1, rotation) ^ x0;
}

/** Word 0 in the lower and word 1 in the upper half. */
function threefry(key0: i32, key1: i32, counter: i32): u64 {
  const key2 = key0 ^ key1 ^ 0x1bd11bda;
  let x0 = counter + key0;
  let x1 = key1;
  x0 += x1; x1 = round(x0, x1, 13); x0 += x1; x1 = round(x0, x1, 15);
  x0 += x1; x1 = round(x0, x1, 26); x0 += x1; x1 = round(x0, x1, 6);
  x0 += key1; x1 += key2 + 1;
  x0 += x1; x1 = round(x0, x1, 17); x0 += x1; x1 = round(x0, x1, 29);
  x0 += x1; x1 = round(x0, x1, 16); x0 += x1; x1 = round(x0, x1, 24);
  x0 += key2; x1 += key0 + 2;
  x0 += x1; x1 = round(x0, x1, 13); x0 += x1; x1 = round(x0, x1, 15);
  x0 += x1; x1 = round(x0, x1, 26); x0 += x1; x1 = round(x0, x1, 6);
  x0 += key0; x1 += key1 + 3;
  x0 += x1; x1 = round(x0, x1, 17); x0 += x1; x1 = round(x0, x1, 29);
  x0 += x1; x1 = round(x0, x1, 16); x0 += x1; x1 = round(x0, x1, 24);
  x0 += key1; x1 += key2 + 4;
  x0 += x1; x1 = round(x0, x1, 13); x0 += x1; x1 = round(x0, x1, 15);
  x0 += x1; x1 = round(x0, x1, 26); x0 += x1; x1 = round(x0, x1, 6);
  x0 += key2; x1 += key0 + 5;
  return (<u64>(<u32>x1) << 32) | <u64>(<u32>x0);
}

@inline
function unit(word: u32): f32 {
  return <f32>(word >> 8) * <f32>5.9604644775390625e-8;
}

/** `count` uniforms in [0, 1), bit for bit those of randomUniforms. */
export function uniforms(key0: i32, key1: i32, count: i32, out: usize): void {
  for (let i = 0; i < count; i += 2) {
    const words = threefry(key0, key1, i >> 1);
    const at = out + ((<usize>i) << 2);
    store<f32>(at, unit(<u32>words));
    if (i + 1 < count) store<f32>(at, unit(<u32>(words >> 32)), 4);
  }
}

/** sin of −π/4 … π/4. */
@inline
function smallSine(x: f64): f64 {
  const s = x * x;
  return x * (1.0 + s * (-1.0 / 6 + s * (1.0 / 120 + s * (-1.0 / 5040 + s * (1.0 / 362880 - s * (1.0 / 39916800))))));
}

/** cos of −π/4 … π/4. */
@inline
function smallCosine(x: f64): f64 {
  const s = x * x;
  return 1.0 + s * (-0.5 + s * (1.0 / 24 + s * (-1.0 / 720 + s * (1.0 / 40320 - s * (1.0 / 3628800)))));
}

/** `count` standard normals, those of randomNormals to about 1e-7. */
export function normals(key0: i32, key1: i32, count: i32, out: usize): void {
  for (let i = 0; i < count; i += 2) {
    const words = threefry(key0, key1, i >> 1);
    const radius = sqrt<f64>(-2.0 * log(<f32>((<u32>words >> 8) + 1) * <f32>5.9604644775390625e-8));
    // The angle in quarter turns from the nearest whole one.
    const turns = 4.0 * <f64>unit(<u32>(words >> 32));
    const quarter = nearest<f64>(turns);
    const angle = (turns - quarter) * 1.5707963267948966;
    const s = smallSine(angle);
    const c = smallCosine(angle);
    const which = <i32>quarter & 3;
    const cosine = which == 0 ? c : which == 1 ? -s : which == 2 ? -c : s;
    const sine = which == 0 ? s : which == 1 ? c : which == 2 ? -s : -c;
    const at = out + ((<usize>i) << 2);
    store<f32>(at, <f32>(radius * cosine));
    if (i + 1 < count) store<f32>(at, <f32>(radius * sine), 4);
  }
}
