/** The form in which Keras saves functional networks. */
import { InklingError } from "../../core/errors.ts";
import type { SavedNetwork } from "../networks/saved.ts";
import type { Size } from "./contract.ts";

/** Of which use of which layer an output is. */
export type Place = readonly [layer: string, use: number, output: number];

export interface SavedLayer {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What it reads, of each use. */
  readonly uses: readonly (readonly Place[])[];
}

export interface Topology {
  readonly layers: readonly SavedLayer[];
  readonly inputs: readonly Place[];
  readonly outputs: readonly Place[];
}

interface Saved {
  readonly class_name: string;
  readonly config: {
    readonly layers: readonly {
      readonly name: string;
      readonly class_name: string;
      readonly config: Readonly<Record<string, unknown>>;
      readonly inbound_nodes: readonly (readonly Place[])[];
    }[];
    readonly input_layers: readonly Place[] | Place;
    readonly output_layers: readonly Place[] | Place;
  };
}

/** Of one the list may be left out. */
const listed = (places: readonly Place[] | Place): readonly Place[] =>
  typeof places[0] === "string" ? [places as Place] : (places as readonly Place[]);

/** Throws `onnxLayer` for networks that are no graph of layers. */
export function topologyOf({ name, topology }: SavedNetwork): Topology {
  const { class_name: kind, config } = JSON.parse(topology) as Saved;
  if (kind !== "Model" && kind !== "Functional") throw new InklingError("onnxLayer", { name, layer: kind });
  return {
    layers: config.layers.map(({ name, class_name: className, config, inbound_nodes: nodes }) => ({
      ...{ name, className, config },
      uses: nodes.map((node) => listed(node)),
    })),
    inputs: listed(config.input_layers),
    outputs: listed(config.output_layers),
  };
}

/** Shape and type of an input layer's values. */
export function inputOf({ config }: SavedLayer): { readonly shape: readonly Size[]; readonly dtype: string } {
  return { shape: config.batch_input_shape as Size[], dtype: String(config.dtype ?? "float32") };
}
