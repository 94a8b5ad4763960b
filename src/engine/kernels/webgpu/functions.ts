/** WGSL of what its built-ins do too loosely: they may overflow, or be off by 2⁻¹¹. */
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";

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

/** WGSL of each activation of `value`. */
export const activations: Readonly<Record<Activation, string>> = {
  linear: "value",
  relu: "max(value, 0.0)",
  leakyRelu: `select(${LEAKY_SLOPE} * value, value, value > 0.0)`,
  tanh: "tangent(value)",
  sigmoid: "sigmoid(value)",
  elu: "select(exp(min(value, 0.0)) - 1.0, value, value > 0.0)",
};
