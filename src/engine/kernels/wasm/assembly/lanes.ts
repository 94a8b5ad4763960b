// Vectors of up to four floats, so that one loop body serves whole vectors and the ragged end.

@inline
export function load4(pointer: usize, count: i32): v128 {
  return count >= 4 ? v128.load(pointer) : loadPart(pointer, count);
}

function loadPart(pointer: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(pointer);
  const two = v128.load64_zero(pointer);
  return count == 2 ? two : v128.load32_lane(pointer, two, 2, 8);
}

@inline
export function store4(pointer: usize, value: v128, count: i32): void {
  if (count >= 4) v128.store(pointer, value);
  else storePart(pointer, value, count);
}

function storePart(pointer: usize, value: v128, count: i32): void {
  if (count == 1) {
    v128.store32_lane(pointer, value, 0);
    return;
  }
  v128.store64_lane(pointer, value, 0);
  if (count == 3) v128.store32_lane(pointer, value, 2, 8);
}

@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

@inline
export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

@inline
export function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** a · b + c. */
@inline
export function muladd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of the four lanes. */
@inline
export function total(value: v128): f32 {
  return (
    f32x4.extract_lane(value, 0) +
    f32x4.extract_lane(value, 1) +
    (f32x4.extract_lane(value, 2) + f32x4.extract_lane(value, 3))
  );
}
