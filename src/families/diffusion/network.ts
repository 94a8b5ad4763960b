/**
 * A denoiser that is told how much noise there is, and which label or caption (Ho et al. 2020).
 *
 *     t ─ waves ─┐
 *     label or caption ─ vector ─ layers ─┐
 *     x_t ────────────────────────────── denoiser ─ prediction
 *
 * B examples of any shape, W waves, L width of the condition's vector, T numbers that the denoiser is told.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { captionTable } from "../../domains/captions.ts";
import { conditionNode } from "../../domains/conditions.ts";
import type { Denoiser, WholeDomain } from "../../domains/contract.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import { gelu } from "../../engine/kernels/gelu/index.ts";
import { Embedding, normalOf } from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { variablesOf } from "../../engine/networks/block.ts";
import { dense } from "../../engine/networks/dense.ts";
import { geluLayers } from "../../engine/networks/gelu.ts";
import { TOLD, tableRows, WAVES } from "./sizes.manifest.ts";

/** What it is asked to denoise by. */
export interface Condition {
  /** [B]. */
  readonly times: tf.Tensor;
  /** int32 [B] labels or [B, W] words of captions, where the model is conditioned; a number beyond the last stands for none. */
  readonly known?: tf.Tensor | undefined;
  /** [B], 1 where that is told and 0 where it is kept back; told to all where it is left out. */
  readonly told?: tf.Tensor | undefined;
}

export interface DenoisingNetwork {
  /** (x_t, waves of the time, [label or words]) → prediction: what is saved. */
  readonly model: tf.LayersModel;
  /** Every weight with the node of the model graph that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  /** x_t [B, …] → [B, …]. Differentiable; call inside a tidy. */
  readonly predict: (noisy: tf.Tensor, condition: Condition, tap?: Tap) => tf.Tensor;
}

const identity: Tap = (_, value) => value;

/** The slowest and the fastest wave, in radians over all of time. */
const SLOWEST = 1;
const FASTEST = 100;

/** Sines and cosines of times at as many frequencies, each a step higher: [B] → [B, W]. Vaswani et al. 2017. */
export function wavesOf(times: tf.Tensor): tf.Tensor {
  const half = WAVES / 2;
  const frequencies = Array.from({ length: half }, (_, i) => SLOWEST * (FASTEST / SLOWEST) ** (i / (half - 1)));
  const angles = tf.mul(times.reshape([-1, 1]), tf.tensor2d([frequencies]));
  return tf.concat([tf.sin(angles), tf.cos(angles)], 1);
}

/** What the denoiser knows of a condition. */
interface ConditionTable {
  readonly layers: readonly tf.layers.Layer[];
  readonly inputs: readonly tf.SymbolicTensor[];
  readonly vector: tf.SymbolicTensor;
  /** [B, L], that of nothing where `told` is 0. */
  readonly vectorOf: (known: tf.Tensor, told?: tf.Tensor) => tf.Tensor;
}

/** A table of labels has one more row for none; a caption without words is zeros. */
function tableOf(sizes: NetworkSizes, stream: RandomStream): ConditionTable | null {
  const { labels: count, words, labelWidth } = sizes;
  if (words > 0) {
    const captions = captionTable(sizes, { name: "caption", input: "words", stream });
    return {
      ...captions,
      vectorOf: (known, told) => {
        const own = captions.vectorOf(known);
        return told ? tf.mul(told.reshape([-1, 1]), own) : own;
      },
    };
  }
  if (count === 0) return null;
  const initializer = normalOf(stream, 1);
  const table = new Embedding({
    name: "label",
    inputDim: tableRows(sizes),
    outputDim: labelWidth,
    stream,
    initializer,
  });
  const label = tf.input({ shape: [1], dtype: "int32", name: "labelNumber" });
  return {
    layers: [table],
    inputs: [label],
    vector: tf.layers.flatten({ name: "labelVector" }).apply(table.apply(label)) as tf.SymbolicTensor,
    vectorOf: (known, told) => {
      const own = table.call(known);
      if (!told) return own;
      const none = table.call(tf.tensor1d([count], "int32")); // [1, L]
      return tf.add(none, tf.mul(told.reshape([-1, 1]), tf.sub(own, none)));
    },
  };
}

export function buildDenoiser(
  sizes: NetworkSizes,
  denoiser: Denoiser,
  weights: RandomStream,
  name: string,
): DenoisingNetwork {
  const { shape } = sizes;
  const stream = (key: number) => substream(weights, key);
  const first = dense({ name: "time1", units: TOLD, stream: stream(1) });
  const second = dense({ name: "time2", units: TOLD, stream: stream(2) });
  const table = tableOf(sizes, stream(3));

  const x = tf.input({ shape: [...shape], name: "noisy" });
  const waves = tf.input({ shape: [WAVES], name: "waves" });
  const given = table
    ? (tf.layers.concatenate({ name: "given" }).apply([waves, table.vector]) as tf.SymbolicTensor)
    : waves;
  const curved = (below: tf.SymbolicTensor, layer: tf.layers.Layer) =>
    geluLayers(layer.apply(below) as tf.SymbolicTensor, `${layer.name}Gelu`);
  const model = tf.model({
    name,
    inputs: [x, waves, ...(table?.inputs ?? [])],
    outputs: denoiser.connect(x, [first.layer, second.layer].reduce(curved, given)),
  });

  const places: readonly (readonly [string, readonly tf.layers.Layer[]])[] = [
    [conditionNode(sizes), table?.layers ?? []],
    ["time", [first.layer, second.layer]],
    ["network", denoiser.layers.hidden],
    ["prediction", denoiser.layers.output],
  ];
  return {
    model,
    nodes: new Map(
      places.flatMap(([node, layers]) =>
        layers.flatMap((layer) => variablesOf(layer).map((variable) => [variable, node] as const)),
      ),
    ),
    predict: (noisy, { times, known, told }, tap = identity) => {
      const row = wavesOf(times);
      const both = table && known ? tf.concat([row, tap(conditionNode(sizes), table.vectorOf(known, told))], 1) : row; // [B, W + L]
      const all = tap("time", gelu(second.apply(gelu(first.apply(both))))); // [B, T]
      return denoiser.apply(noisy, all, tap);
    },
  };
}

/** The denoiser that trains and, of the same first weights, the one that averages it. */
export function buildNetworks(sizes: NetworkSizes, { networks }: WholeDomain, weights: RandomStream) {
  const make = networks.denoiser;
  if (!make) throw new Error("a domain without a denoiser cannot be diffused");
  const stream = (key: number) => substream(weights, key);
  const build = (name: string) =>
    buildDenoiser(sizes, make(sizes, { name: "denoiser", key: 100, stream }), weights, name);
  return { trained: build("denoiser"), average: build("average") };
}
