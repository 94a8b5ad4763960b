import * as ort from "onnxruntime-web";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../core/random.ts";
import type { SavedNetwork } from "../networks/saved.ts";
import type { NamedArray } from "../safetensors/contract.ts";
import { reordered } from "./call.ts";
import { createGraph } from "./graph.ts";
import { encodeModel } from "./messages.ts";
import { writeOnnx } from "./write.ts";

const ORIGIN = { model: "vae on points", link: "https://inkling.example/#v=1" };

type Layer = readonly [name: string, kind: string, config: Record<string, unknown>, reads?: readonly string[]];

/** A network whose layers read each other by name; inputs are those that read nothing. */
function network(layers: readonly Layer[], outputs: readonly string[], weights: readonly NamedArray[]): SavedNetwork {
  const topology = {
    class_name: "Model",
    config: {
      name: "net",
      layers: layers.map(([name, kind, config, reads]) => ({
        ...{ name, class_name: kind, config: { name, ...config } },
        inbound_nodes: reads ? [reads.map((from) => [from, 0, 0, {}])] : [],
      })),
      input_layers: layers.filter(([, , , reads]) => !reads).map(([name]) => [name, 0, 0]),
      output_layers: outputs.map((name) => [name, 0, 0]),
    },
  };
  return { name: "net", topology: JSON.stringify(topology), weights };
}

const array = (name: string, shape: readonly number[], data: readonly number[] | Float32Array): NamedArray => ({
  ...{ name, shape, data: Float32Array.from(data) },
});
const input = (name: string, shape: readonly (number | null)[]): Layer => [
  ...([name, "InputLayer", { batch_input_shape: [null, ...shape], dtype: "float32" }] as const),
];
const DENSE = [array("d/kernel", [2, 1], [3, 4]), array("d/bias", [1], [5])];
const dense: Layer = ["d", "Dense", { units: 1, activation: "relu", use_bias: true }, ["x"]];

const thrown = (write: () => unknown) => {
  try {
    write();
  } catch (error) {
    const { code, values } = error as { code: string; values: object };
    return { code, ...values };
  }
  return null;
};

async function run(saved: SavedNetwork, feeds: Readonly<Record<string, ort.Tensor>>) {
  const file = writeOnnx(saved, ORIGIN);
  const session = await ort.InferenceSession.create(file.bytes);
  const found = await session.run(feeds);
  const outputs = Object.entries(found).map(([name, { dims, data }]) => [
    name,
    { dims, data: [...(data as Float32Array)] },
  ]);
  return { file, outputs: Object.fromEntries(outputs) as Record<string, { dims: number[]; data: number[] }> };
}

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

describe("the bytes of a model", () => {
  it("are tags, lengths and varints as protocol buffers have them", () => {
    const bytes = encodeModel({
      ...{ irVersion: 8, producerName: "I", docString: "" },
      graph: {
        ...{ name: "g", input: [], output: [] },
        node: [
          {
            ...{ input: ["x"], output: ["y"], name: "", opType: "Neg" },
            attribute: [{ name: "a", i: -1, type: 2 }],
          },
        ],
        initializer: [{ dims: [2], dataType: 6, name: "w", rawData: Uint8Array.of(1, 2) }],
      },
      opsetImport: [{ domain: "", version: 17 }],
      metadataProps: [{ key: "k", value: "v" }],
    });
    const attribute = [0x0a, 1, 0x61, 0x18, ...Array(9).fill(0xff), 1, 0xa0, 1, 2];
    const node = [
      0x0a,
      1,
      0x78,
      0x12,
      1,
      0x79,
      0x1a,
      0,
      0x22,
      3,
      0x4e,
      0x65,
      0x67,
      0x2a,
      attribute.length,
      ...attribute,
    ];
    const tensor = [0x08, 2, 0x10, 6, 0x42, 1, 0x77, 0x4a, 2, 1, 2];
    const graph = [0x0a, node.length, ...node, 0x12, 1, 0x67, 0x2a, tensor.length, ...tensor];
    expect([...bytes]).toEqual([
      ...[0x08, 8, 0x12, 1, 0x49, 0x32, 0, 0x3a, graph.length, ...graph],
      ...[0x42, 4, 0x0a, 0, 0x10, 17, 0x72, 6, 0x0a, 1, 0x6b, 0x12, 1, 0x76],
    ]);
  });
});

describe("a graph", () => {
  it("undoes no reordering that it has just made, and lets one follow what goes place by place", () => {
    const graph = createGraph();
    graph.enter("l");
    const there = graph.transpose("x", [0, 3, 1, 2]);
    expect(graph.transpose(there, [0, 2, 3, 1])).toBe("x");
    const scaled = graph.elementwise("Mul", [there, graph.number(2)]);
    const sum = graph.elementwise("Add", [scaled, there]);
    const { node, initializer } = graph.finish(new Map([[graph.transpose(sum, [0, 2, 3, 1]), "out"]]));
    expect(node.map(({ opType, input, output }) => [opType, ...input, ...output])).toEqual([
      ["Mul", "x", "number/2", "l/Mul"],
      ["Add", "l/Mul", "x", "out"],
    ]);
    expect(initializer.map(({ name }) => name)).toEqual(["number/2"]);
  });

  it("has weights in another order of axes", () => {
    expect(reordered(array("w", [2, 3], [1, 2, 3, 4, 5, 6]), [1, 0])).toEqual({
      shape: [3, 2],
      data: Float32Array.of(1, 4, 2, 5, 3, 6),
    });
  });
});

describe("a network as ONNX", () => {
  it("computes what its layers do, for any batch, and says what made it", async () => {
    const { file, outputs } = await run(network([input("x", [2]), dense], ["d"], DENSE), {
      x: new ort.Tensor("float32", [1, 2, -9, 1, 0, 0], [3, 2]),
    });
    expect(outputs.d?.dims).toEqual([3, 1]);
    expect(outputs.d?.data).toEqual([16, 0, 5]);
    expect(file.inputs).toEqual([{ name: "x", dtype: "float32", shape: ["batch", 2] }]);
    expect(file.outputs).toEqual([{ name: "d", dtype: "float32", shape: ["batch", 1] }]);
    const text = new TextDecoder().decode(file.bytes);
    expect(text).toContain("net: vae on points. Made with Inkling: https://inkling.example/#v=1");
  });

  it("reads a sequence backwards from a state", async () => {
    // One unit without input weights: h ← tanh(h + x), from the last x on.
    const weights = [
      array("r/kernel", [1, 1], [1]),
      array("r/recurrent_kernel", [1, 1], [1]),
      array("r/bias", [1], [0]),
    ];
    const config = { units: 1, activation: "tanh", use_bias: true, go_backwards: true, return_sequences: true };
    const layers: Layer[] = [input("x", [null, 1]), input("h", [1]), ["r", "SimpleRNN", config, ["x", "h"]]];
    const { outputs } = await run(network(layers, ["r"], weights), {
      x: new ort.Tensor("float32", [0.3, 0.2], [1, 2, 1]),
      h: new ort.Tensor("float32", [0.1], [1, 1]),
    });
    const first = Math.tanh(0.1 + 0.2);
    const [a, b] = (outputs.r as { data: number[] }).data;
    expect(a).toBeCloseTo(first, 6);
    expect(b).toBeCloseTo(Math.tanh(first + 0.3), 6);
  });

  it("goes over a text of unknown length causally", async () => {
    const weights = [array("c/kernel", [2, 1, 1], [10, 1]), array("c/bias", [1], [0])];
    const config = { filters: 1, kernel_size: [2], strides: [1], padding: "causal", dilation_rate: [2] };
    const layers: Layer[] = [input("x", [null, 1]), ["c", "Conv1D", { ...config, activation: "linear" }, ["x"]]];
    const { outputs } = await run(network(layers, ["c"], weights), {
      x: new ort.Tensor("float32", [1, 2, 3, 4], [1, 4, 1]),
    });
    expect(outputs.c?.data).toEqual([1, 2, 13, 24]);
  });

  it("is none where a layer is not known, or not with its settings, or weights belong nowhere", () => {
    const write = (layers: readonly Layer[], weights: readonly NamedArray[] = []) =>
      thrown(() => writeOnnx(network([input("x", [2]), ...layers], [layers.at(-1)?.[0] as string], weights), ORIGIN));
    expect(write([["n", "BatchNormalization", {}, ["x"]]])).toEqual({
      ...{ code: "onnxLayer", name: "n", layer: "BatchNormalization" },
    });
    expect(write([["toString", "toString", {}, ["x"]]])).toEqual({
      ...{ code: "onnxLayer", name: "toString", layer: "toString" },
    });
    expect(write([["d", "Dense", { units: 1, activation: "swish" }, ["x"]]], DENSE)).toEqual({
      ...{ code: "onnxLayer", name: "d", layer: "Dense, activation swish" },
    });
    expect(write([dense], DENSE.slice(1))).toEqual({ code: "onnxLayer", name: "d", layer: "Dense, no kernel" });
    expect(write([dense], [...DENSE, array("e/kernel", [1], [1])])).toEqual({
      ...{ code: "onnxLayer", name: "e/kernel", layer: "net" },
    });
    expect(write([["c", "Dense", {}, ["missing"]]])).toEqual({
      code: "onnxLayer",
      name: "c",
      layer: "Dense, no input",
    });
  });

  it("is none where a recurrent layer ends in something else than tanh", () => {
    const weights = ["kernel", "recurrent_kernel"].map((name) =>
      array(`g/${name}`, [1, 3], randomNormals(randomStream(1, name), 3)),
    );
    const config = { units: 1, activation: "relu", recurrent_activation: "sigmoid", return_sequences: true };
    const layers: Layer[] = [input("x", [null, 1]), ["g", "GRU", config, ["x"]]];
    expect(thrown(() => writeOnnx(network(layers, ["g"], weights), ORIGIN))).toEqual({
      ...{ code: "onnxLayer", name: "g", layer: "GRU, activation relu" },
    });
  });
});
