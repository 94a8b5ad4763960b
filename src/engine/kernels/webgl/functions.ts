/** GLSL functions of a number or four of them (`V`). */
import { type Activation, LEAKY_SLOPE } from "../matMul/contract.ts";

/** Through exponentials of what is not positive, so that nothing overflows. */
export const activationFunctions = (V = "V") => `
${V} sigmoid(${V} x) { ${V} e = exp(-abs(x)); return mix(e, ${V}(1.0), step(${V}(0.0), x)) / (1.0 + e); }
${V} tangent(${V} x) { ${V} e = exp(-2.0 * abs(x)); return sign(x) * (1.0 - e) / (1.0 + e); }`;

/** 1 where x is above zero, else 0. */
const above = (x: string) => `(1.0 - step(${x}, V(0.0)))`;

/** The activation of `x`. */
export const activationOf: Readonly<Record<Activation, string>> = {
  linear: "x",
  relu: "max(x, V(0.0))",
  leakyRelu: `max(x, ${LEAKY_SLOPE} * x)`,
  tanh: "tangent(x)",
  sigmoid: "sigmoid(x)",
  elu: "max(x, exp(min(x, V(0.0))) - 1.0)",
};

/** The gradient before an activation, from its value `y` and `dy` behind it. */
export const activationGradientOf: Readonly<Record<Activation, string>> = {
  linear: "dy",
  relu: `dy * ${above("y")}`,
  leakyRelu: `dy * mix(V(${LEAKY_SLOPE}), V(1.0), ${above("y")})`,
  tanh: "dy * (1.0 - y * y)",
  sigmoid: "dy * y * (1.0 - y)",
  elu: "dy * (min(y, V(0.0)) + 1.0)",
};

/** What `endingOf` needs before it. */
export const endingDeclarations = `
#define V vec4
${activationFunctions()}`;

/** GLSL that ends `sums`, a block of columns `column` and `column + 1`, in the input `bias` and the activation. */
export function endingOf(biased: boolean, columns: number, activation: Activation): string {
  const right = columns % 2 ? `(column + 1 < ${columns} ? bias(column + 1) : 0.0)` : "bias(column + 1)";
  return `
  ${biased ? `vec2 both = vec2(bias(column), ${right}); sums += both.xyxy;` : ""}
  ${activation === "linear" ? "" : `{ vec4 x = sums; sums = ${activationOf[activation]}; }`}`;
}
