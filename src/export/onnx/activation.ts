import { type Call, refuse } from "./call.ts";

/** Those that are an operator of their own, place by place. */
const OPERATORS: Readonly<Record<string, string>> = {
  relu: "Relu",
  tanh: "Tanh",
  sigmoid: "Sigmoid",
  elu: "Elu",
  softplus: "Softplus",
};

/** An activation by Keras' name. */
export function activated(call: Call, input: string, activation: unknown): string {
  const { graph } = call;
  if (activation === undefined || activation === null || activation === "linear") return input;
  if (activation === "softmax") return graph.one("Softmax", [input], { axis: { i: -1 } });
  const operator = Object.hasOwn(OPERATORS, String(activation)) ? OPERATORS[String(activation)] : undefined;
  return operator ? graph.elementwise(operator, [input]) : refuse(call, `activation ${String(activation)}`);
}

const CUBIC = 0.044715;

/** ½ x (1 + tanh √(2/π) (x + 0.044715 x³)). */
export function gelu({ graph }: Call, x: string): string {
  const { elementwise, number } = graph;
  const cube = elementwise("Mul", [elementwise("Mul", [x, x]), x]);
  const inner = elementwise("Add", [x, elementwise("Mul", [cube, number(CUBIC)])]);
  const bent = elementwise("Tanh", [elementwise("Mul", [inner, number(Math.sqrt(2 / Math.PI))])]);
  const share = elementwise("Mul", [elementwise("Add", [bent, number(1)]), number(0.5)]);
  return elementwise("Mul", [x, share]);
}
