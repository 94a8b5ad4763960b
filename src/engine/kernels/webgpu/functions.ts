/** WGSL of what its built-ins do too loosely: they may overflow, or be off by 2⁻¹¹. */

/** σ(x) and tanh(x) through exponentials of what is not positive, so that nothing overflows. */
export const activationFunctions = `
fn sigmoid(x: f32) -> f32 {
  let e = exp(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}
fn tangent(x: f32) -> f32 {
  let e = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - e) / (1.0 + e);
}
`;
