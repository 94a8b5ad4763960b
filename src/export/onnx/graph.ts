/** A graph of ONNX operators while it is put together. */
import type { Numbers } from "../safetensors/contract.ts";
import { type ElementType, TYPES } from "./contract.ts";
import { ATTRIBUTE_TYPES, type Attribute, type Node, type Tensor } from "./messages.ts";

/** An operator's setting, by the kind that the format has it in. */
export type Setting = Pick<Attribute, "f"> | Pick<Attribute, "i"> | Pick<Attribute, "s"> | Pick<Attribute, "ints">;
export type Settings = Readonly<Record<string, Setting>>;

export interface Graph {
  /** What is made from now on is called after this. */
  readonly enter: (scope: string) => void;
  /** Adds an operator; the names of its outputs. An input of `""` is left out. */
  readonly add: (operator: string, inputs: readonly string[], settings?: Settings, outputs?: number) => string[];
  /** The same of an operator with one output. */
  readonly one: (operator: string, inputs: readonly string[], settings?: Settings) => string;
  /** Of numbers that go place by place, all of the same shape or {@link Graph.number}s. */
  readonly elementwise: (operator: string, inputs: readonly string[], settings?: Settings) => string;
  /** Reorders axes: axis i of what comes out is axis `order[i]` of what goes in. */
  readonly transpose: (input: string, order: readonly number[]) => string;
  readonly concat: (inputs: readonly string[], axis: number) => string;
  /** A tensor of the file; what is added twice under a name is there once. */
  readonly tensor: (name: string, shape: readonly number[], data: Numbers) => string;
  /** A single float. */
  readonly number: (value: number) => string;
  /** A row of int64, for operators that take sizes and axes. */
  readonly sizes: (values: readonly (number | bigint)[]) => string;
  /** What the values of these names need, the outputs renamed as told. */
  readonly finish: (outputs: ReadonlyMap<string, string>) => {
    readonly node: readonly Node[];
    readonly initializer: readonly Tensor[];
  };
}

const typeOf = (data: Numbers): ElementType => {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof BigInt64Array) return "int64";
  throw new TypeError(`tensors of ${data.constructor.name} are not written`);
};

const attributeOf = ([name, setting]: [string, Setting]): Attribute => {
  const [kind] = Object.keys(setting) as (keyof typeof ATTRIBUTE_TYPES)[];
  return { name, ...setting, type: ATTRIBUTE_TYPES[kind as keyof typeof ATTRIBUTE_TYPES] };
};

interface Transposed {
  readonly input: string;
  readonly order: readonly number[];
}

export function createGraph(): Graph {
  const nodes: Node[] = [];
  const tensors = new Map<string, Tensor>();
  const transposed = new Map<string, Transposed>();
  const numbers = new Set<string>();
  const taken = new Map<string, number>();
  let scope = "";

  function nameFor(operator: string): string {
    const name = `${scope}/${operator}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}${count}`;
  }

  const add: Graph["add"] = (operator, inputs, settings = {}, outputs = 1) => {
    const name = nameFor(operator);
    const output = Array.from({ length: outputs }, (_, i) => (i === 0 ? name : `${name}.${i}`));
    const attribute = Object.entries(settings).map(attributeOf);
    nodes.push({ input: [...inputs], output, name, opType: operator, attribute });
    return output;
  };
  const one: Graph["one"] = (...given) => add(...given)[0] as string;

  const transpose: Graph["transpose"] = (input, order) => {
    const before = transposed.get(input);
    const source = before?.input ?? input;
    const whole = before ? order.map((axis) => before.order[axis] as number) : order;
    if (whole.every((axis, i) => axis === i)) return source;
    const output = one("Transpose", [source], { perm: { ints: whole } });
    transposed.set(output, { input: source, order: whole });
    return output;
  };

  /** The inputs before they were reordered, where all were in the same way: the order may as well follow the operator. */
  function beforeOrder(inputs: readonly string[]): { inputs: string[]; order: readonly number[] } | null {
    const found = inputs.filter((input) => !numbers.has(input)).map((input) => transposed.get(input));
    const [first] = found;
    if (!first || found.some((each) => String(each?.order) !== String(first.order))) return null;
    return { inputs: inputs.map((input) => transposed.get(input)?.input ?? input), order: first.order };
  }

  const tensor: Graph["tensor"] = (name, shape, data) => {
    if (!tensors.has(name)) {
      const rawData = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
      tensors.set(name, { dims: shape, dataType: TYPES[typeOf(data)], name, rawData });
    }
    return name;
  };

  return {
    ...{ add, one, transpose, tensor },
    enter: (name) => {
      scope = name;
    },
    elementwise: (operator, inputs, settings) => {
      const before = beforeOrder(inputs);
      return before ? transpose(one(operator, before.inputs, settings), before.order) : one(operator, inputs, settings);
    },
    concat: (inputs, axis) => {
      const before = beforeOrder(inputs);
      if (!before) return one("Concat", inputs, { axis: { i: axis } });
      return transpose(one("Concat", before.inputs, { axis: { i: before.order[axis] as number } }), before.order);
    },
    number: (value) => {
      const name = tensor(`number/${value}`, [], Float32Array.of(value));
      numbers.add(name);
      return name;
    },
    sizes: (values) => tensor(`sizes/${values.join(",")}`, [values.length], BigInt64Array.from(values.map(BigInt))),
    finish: (outputs) => {
      const needed = new Set(outputs.keys());
      const kept: Node[] = [];
      for (const node of nodes.toReversed()) {
        if (!node.output.some((name) => needed.has(name))) continue;
        for (const name of node.input) needed.add(name);
        kept.push(node);
      }
      const renamed = (names: readonly string[]) => names.map((name) => outputs.get(name) ?? name);
      return {
        node: kept.toReversed().map((node) => ({ ...node, input: renamed(node.input), output: renamed(node.output) })),
        initializer: [...tensors.values()].filter(({ name }) => needed.has(name)),
      };
    },
  };
}
