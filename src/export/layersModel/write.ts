/** The two files that `tf.loadLayersModel` reads. */
import type { Origin } from "../media/origin.ts";
import type { SavedNetwork } from "../networks/saved.ts";

/** Of weights, next to `model.json`. */
const WEIGHTS = "weights.bin";

/** Of layers that stock TensorFlow.js lacks; `layers.mjs` has them. */
const OWN = ["SelfAttention", "Positions", "Gelu", "Alphabet", "TiedReadout", "GatedTanh"];

/** Whether the network can be loaded with `layers.mjs` alone. */
export function needsLayers({ topology }: SavedNetwork): boolean {
  const { config } = JSON.parse(topology) as {
    config: { layers: { class_name: string; config: { reset_after?: boolean; padding?: string } }[] };
  };
  // TensorFlow.js' own GRU has its reset gate before the product, and its convolutions over time are not causal.
  return config.layers.some(
    ({ class_name: kind, config: { reset_after: after, padding } }) =>
      OWN.includes(kind) || after || padding === "causal",
  );
}

/** The files by name. */
export function writeLayersModel(
  { topology, weights }: SavedNetwork,
  origin: Origin,
): Readonly<Record<"model.json" | typeof WEIGHTS, Uint8Array<ArrayBuffer>>> {
  const model = {
    format: "layers-model",
    generatedBy: "TensorFlow.js",
    convertedBy: null,
    modelTopology: JSON.parse(topology) as object,
    userDefinedMetadata: origin,
    weightsManifest: [
      { paths: [WEIGHTS], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: "float32" })) },
    ],
  };
  const bytes = new Uint8Array(weights.reduce((sum, { data }) => sum + data.byteLength, 0));
  let at = 0;
  for (const { data } of weights) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return { "model.json": new TextEncoder().encode(JSON.stringify(model)), [WEIGHTS]: bytes };
}
