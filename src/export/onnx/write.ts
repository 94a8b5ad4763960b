import { InklingError } from "../../core/errors.ts";
import { type Origin, SOFTWARE } from "../media/origin.ts";
import type { SavedNetwork } from "../networks/saved.ts";
import type { NamedArray } from "../safetensors/contract.ts";
import { type Call, refuse } from "./call.ts";
import { type ElementType, IR_VERSION, OPSET, type Size, TYPES, type Value } from "./contract.ts";
import { createGraph } from "./graph.ts";
import { LAYERS } from "./layers.ts";
import { encodeModel, type ValueInfo } from "./messages.ts";
import { inputOf, type Place, type SavedLayer, topologyOf } from "./topology.ts";

/** What goes into a network, or comes out of it. */
export interface Port {
  readonly name: string;
  readonly dtype: ElementType;
  /** Sizes that the data has are called by what they count. */
  readonly shape: readonly (number | "batch" | "time")[];
}

export interface OnnxFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

const named = (shape: readonly Size[]): Port["shape"] =>
  shape.map((size, axis) => size ?? (axis === 0 ? "batch" : "time"));

const infoOf = ({ name, dtype, shape }: Port): ValueInfo => ({
  name,
  type: {
    tensorType: {
      elemType: TYPES[dtype],
      shape: { dim: shape.map((size) => (typeof size === "number" ? { dimValue: size } : { dimParam: size })) },
    },
  },
});

/** A layer's weights, by their own names; all of a network's must be asked for. */
function weightsOf(network: SavedNetwork) {
  const left = new Map(network.weights.map((weight) => [weight.name, weight]));
  const asked = new Set<NamedArray>();
  return {
    of:
      ({ name, className }: SavedLayer) =>
      (weight: string): NamedArray => {
        const found = left.get(`${name}/${weight}`) ?? refuse({ name, className }, `no ${weight}`);
        asked.add(found);
        return found;
      },
    check: () => {
      const over = network.weights.find((weight) => !asked.has(weight));
      if (over) throw new InklingError("onnxLayer", { name: over.name, layer: network.name });
    },
  };
}

/**
 * A network as an ONNX file: inputs and outputs are called after their layers, and the batch is as large as what is given, as
 * is the time where the network has no length of its own. Throws `onnxLayer` {name, layer} where a layer is not known, or not
 * with its settings.
 */
export function writeOnnx(network: SavedNetwork, { model, link }: Origin): OnnxFile {
  const topology = topologyOf(network);
  const graph = createGraph();
  const weights = weightsOf(network);
  const values = new Map<string, Value>();
  const keyOf = ([layer, use, output]: Place) => `${layer} ${use} ${output}`;
  const valueAt = (place: Place) => values.get(keyOf(place));

  const inputs = topology.inputs.map(([name]): Port => {
    const layer = topology.layers.find((each) => each.name === name) as SavedLayer;
    const { shape, dtype } = inputOf(layer);
    if (dtype !== "float32" && dtype !== "int32") return refuse(layer, `of ${dtype}`);
    values.set(keyOf([name, 0, 0]), { name, shape });
    return { name, dtype, shape: named(shape) };
  });

  /** Writes a use of a layer; false where what it reads is not there yet. */
  function place(layer: SavedLayer, use: number): boolean {
    const read = (layer.uses[use] ?? []).map(valueAt);
    if (read.some((value) => value === undefined)) return false;
    const { name, className, config } = layer;
    const convert = Object.hasOwn(LAYERS, className) ? LAYERS[className] : undefined;
    if (!convert) return refuse(layer);
    graph.enter(use === 0 ? name : `${name}.${use}`);
    const call: Call = { graph, name, className, config, inputs: read as Value[], weight: weights.of(layer) };
    values.set(keyOf([name, use, 0]), convert(call));
    return true;
  }

  // Layers come in order, but for those that are used again further on.
  let open = topology.layers.flatMap((layer) => layer.uses.map((_, use) => ({ layer, use })));
  while (open.length > 0) {
    const waiting = open.filter(({ layer, use }) => !place(layer, use));
    const [stuck] = waiting;
    if (stuck && waiting.length === open.length) refuse(stuck.layer, "no input");
    open = waiting;
  }
  weights.check();

  const renamed = new Map<string, string>();
  const outputs = topology.outputs.map((place): Port => {
    const { name, shape } = valueAt(place) as Value;
    const [own] = place;
    graph.enter(own);
    // What is an input or comes out twice cannot be called by another name.
    const isInput = inputs.some((input) => input.name === name);
    renamed.set(isInput || renamed.has(name) ? graph.one("Identity", [name]) : name, own);
    return { name: own, dtype: "float32", shape: named(shape) };
  });
  const bytes = encodeModel({
    irVersion: IR_VERSION,
    producerName: SOFTWARE,
    docString: `${network.name}: ${model}. Made with ${SOFTWARE}: ${link}`,
    graph: {
      name: network.name,
      ...graph.finish(renamed),
      input: inputs.map(infoOf),
      output: outputs.map(infoOf),
    },
    opsetImport: [{ domain: "", version: OPSET }],
    metadataProps: [
      { key: "software", value: SOFTWARE },
      { key: "model", value: model },
      { key: "link", value: link },
    ],
  });
  return { bytes, inputs, outputs };
}
