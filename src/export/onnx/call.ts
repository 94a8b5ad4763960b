import { InklingError } from "../../core/errors.ts";
import type { NamedArray } from "../safetensors/contract.ts";
import type { Size, Value } from "./contract.ts";
import type { Graph } from "./graph.ts";

/** One use of a layer in a network, to be written as operators. */
export interface Call {
  readonly graph: Graph;
  readonly name: string;
  readonly className: string;
  /** As it was saved, in snake case. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Value[];
  /** What the layer learned, by the weight's own name: `kernel`. */
  readonly weight: (name: string) => NamedArray;
}

export type Convert = (call: Call) => Value;

/** Throws `onnxLayer` {name, layer}: this is written as nothing rather than as something else. */
export function refuse({ name, className }: Pick<Call, "name" | "className">, setting?: string): never {
  throw new InklingError("onnxLayer", { name, layer: setting ? `${className}, ${setting}` : className });
}

/** Refuses a layer whose settings are others than these; one that was not saved is taken to be so. */
export function expectSettings(call: Call, expected: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(expected)) {
    const found = call.config[key];
    if (found !== undefined && found !== null && found !== value) refuse(call, `${key} ${String(found)}`);
  }
}

export const inputOf = (call: Call): Value => (call.inputs.length === 1 ? (call.inputs[0] as Value) : refuse(call));

export const numberOf = (call: Call, key: string): number => {
  const value = call.config[key];
  return typeof value === "number" ? value : refuse(call, `${key} ${String(value)}`);
};

/** One number for both of two axes, or one for each. */
export function numbersOf(call: Call, key: string, count: number, absent?: number): number[] {
  const value = call.config[key] ?? absent;
  const all = Array.isArray(value) ? value : Array.from({ length: count }, () => value);
  const whole = all.length === count && all.every((each) => typeof each === "number");
  return whole ? all : refuse(call, `${key} ${String(value)}`);
}

/** A size that no data has to be known for. */
export const known = (call: Call, size: Size | undefined): number =>
  typeof size === "number" ? size : refuse(call, "unknown size");

/** An axis of `rank`, counted from the front. */
export const axisOf = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** The weight as a tensor of the file, in the layer's own layout. */
export const tensorOf = ({ graph, weight }: Call, name: string): string => {
  const { name: whole, shape, data } = weight(name);
  return graph.tensor(whole, shape, data);
};

/** Rows of numbers with their axes in another order, as {@link Graph.transpose} does. */
export function reordered(
  { shape, data }: NamedArray,
  order: readonly number[],
): { shape: number[]; data: Float32Array } {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const made = order.map((axis) => shape[axis] as number);
  const steps = order.map((axis) => strides[axis] as number);
  const out = new Float32Array(data.length);
  const place = made.map(() => 0);
  for (let i = 0, from = 0; i < out.length; i++) {
    out[i] = Number(data[from]);
    for (let axis = made.length - 1; axis >= 0; axis--) {
      place[axis] = (place[axis] as number) + 1;
      from += steps[axis] as number;
      if ((place[axis] as number) < (made[axis] as number)) break;
      from -= (steps[axis] as number) * (made[axis] as number);
      place[axis] = 0;
    }
  }
  return { shape: made, data: out };
}
