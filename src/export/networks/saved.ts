import type { NamedArray } from "../safetensors/contract.ts";

/** A network as TensorFlow.js saves it. */
export interface SavedNetwork {
  readonly name: string;
  /** What `LayersModel.toJSON` gives: layers, and what each reads, in Keras' own form. */
  readonly topology: string;
  /** In the network's order, called `layer/weight`; float32. */
  readonly weights: readonly NamedArray[];
}

const CHECKPOINT_NAME = /^([^/]+)\/(\d+)\/(.+\/.+)$/;

/**
 * The networks of these topologies, with their weights out of a checkpoint. There each is called `network/place/layer/weight`,
 * in order, before all that is no weight of a network: carried state, an optimizer's slots.
 */
export function savedNetworks(topologies: readonly string[], tensors: readonly NamedArray[]): readonly SavedNetwork[] {
  const networks = topologies.map((topology) => {
    const { config } = JSON.parse(topology) as { config: { name: string } };
    return { name: config.name, topology, weights: [] as NamedArray[] };
  });
  const byName = new Map(networks.map(({ name, weights }) => [name, weights]));
  for (const tensor of tensors) {
    const [, network = "", place, name = ""] = CHECKPOINT_NAME.exec(tensor.name) ?? [];
    const own = byName.get(network);
    if (own?.length === Number(place)) own.push({ ...tensor, name });
  }
  return networks;
}
