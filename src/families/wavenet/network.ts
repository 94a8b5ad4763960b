/**
 * WaveNet over characters: dilated causal convolutions with gates, residual and skip (van den Oord et al. 2016, section 2).
 *
 *     character ─ { z = tanh(W ∗ x) ⊙ σ(V ∗ x), x + R·z, skip += S·z } × layers ─ relu ─ W ─ relu ─ W ─ logits
 *
 * N texts, T characters, C channels, V symbols, K characters joined by a convolution, D its dilation. What each layer has
 * read of the (K − 1) · D characters before goes with a text from batch to batch, and from character to character while it
 * is written ("fast WaveNet", Le Paine et al. 2016): a character costs the same however long the text is.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { conv1d } from "../../engine/kernels/convolution/index.ts";
import { gatedTanh } from "../../engine/kernels/gatedTanh/index.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { Embedding, GatedTanh, glorotUniform, normalOf } from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { type Architecture, nodeOfLayer } from "./sizes.manifest.ts";

/** What each layer read last, [N, (K − 1) · D, C]; zeros before a text. */
export type Queues = readonly tf.Tensor3D[];

export interface Reading {
  /** int32 [N, T]. */
  readonly tokens: tf.Tensor2D;
  /** int32 [N, T]; needed where the model is conditioned. */
  readonly labels?: tf.Tensor2D | undefined;
  readonly queues: Queues;
  readonly tap?: Tap;
  /** What is done to what a layer makes, [N, T, C]. */
  readonly dropout?: (z: tf.Tensor3D, layer: number) => tf.Tensor3D;
  /** Is shown what each layer reads, from the characters (0) to what the last one reads, and may put something in its place. */
  readonly watch?: (level: number, x: tf.Tensor3D) => tf.Tensor3D;
}

interface Read {
  /** [N, T, V]. */
  readonly logits: tf.Tensor3D;
  readonly queues: Queues;
}

export interface Reader {
  /** (tokens, [labels]) → logits, from queues of zeros: what is saved. */
  readonly network: tf.LayersModel;
  /** Every weight with the node of the model graph that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  readonly zeroQueues: (texts: number) => tf.Tensor3D[];
  /** Differentiable in the weights; call it inside a tidy. */
  readonly read: (reading: Reading) => Read;
}

const identity: Tap = (_, value) => value;
const variablesOf = (layer: tf.layers.Layer) => layer.weights.map((weight) => weight.read() as tf.Variable);

type Pair = readonly [tf.Tensor, tf.Tensor1D];
const pairOf = (layer: tf.layers.Layer) => variablesOf(layer) as unknown as Pair;

/** How far apart labels are at first: what they add is small beside what is read. */
const LABEL_DEVIATION = 0.1;

export function buildReader(sizes: Architecture, stream: RandomStream): Reader {
  const { vocabulary, labels, channels: C, kernelSize: K, dilations } = sizes;
  const dense = (name: string, units: number, key: number, activation: "linear" | "relu" = "linear") =>
    tf.layers.dense({ name, units, activation, kernelInitializer: glorotUniform(substream(stream, key)) });
  const table = (name: string, inputDim: number, outputDim: number, key: number, deviation: number) => {
    const initializer = normalOf(substream(stream, key), deviation);
    return new Embedding({ name, inputDim, outputDim, stream, initializer });
  };
  const characters = table("embedding", vocabulary, C, 0, 1);
  const layers = dilations.map((dilation, i) => {
    const key = 10 + 5 * i;
    const number = i + 1;
    return {
      convolve: tf.layers.conv1d({
        ...{ name: `convolve${number}`, filters: 2 * C, kernelSize: K, dilationRate: dilation, padding: "causal" },
        kernelInitializer: glorotUniform(substream(stream, key)),
      }),
      condition: labels > 0 ? table(`label${number}`, labels, 2 * C, key + 1, LABEL_DEVIATION) : null,
      gate: new GatedTanh({ name: `gate${number}` }),
      skip: dense(`skip${number}`, C, key + 2),
      stay: i < dilations.length - 1 ? dense(`stay${number}`, C, key + 3) : null,
    };
  });
  const mix = dense("mix", C, 1, "relu");
  const readout = dense("logits", vocabulary, 2);

  const symbolic = (layer: tf.layers.Layer, below: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(below) as tf.SymbolicTensor;
  const sum = (name: string, all: tf.SymbolicTensor[]) =>
    all.length === 1 ? (all[0] as tf.SymbolicTensor) : symbolic(tf.layers.add({ name }), all);
  const tokensInput = tf.input({ shape: [null], dtype: "int32", name: "tokens" });
  const labelsInput = tf.input({ shape: [null], dtype: "int32", name: "labels" });
  let x = symbolic(characters, tokensInput);
  const skipped: tf.SymbolicTensor[] = [];
  layers.forEach(({ convolve, condition, gate, skip, stay }, i) => {
    const convolved = symbolic(convolve, x);
    const conditioned = condition ? [convolved, symbolic(condition, labelsInput)] : [convolved];
    const z = symbolic(gate, sum(`conditioned${i + 1}`, conditioned));
    skipped.push(symbolic(skip, z));
    if (stay) x = sum(`layer${i + 1}`, [x, symbolic(stay, z)]);
  });
  const summed = symbolic(tf.layers.activation({ activation: "relu", name: "skips" }), sum("summed", skipped));
  const network = tf.model({
    name: "reader",
    inputs: labels > 0 ? [tokensInput, labelsInput] : tokensInput,
    outputs: symbolic(readout, symbolic(mix, summed)),
  });

  const weights = layers.map(({ convolve, skip, stay }) => ({
    convolve: pairOf(convolve),
    skip: pairOf(skip),
    stay: stay && pairOf(stay),
  }));
  const [mixing, reading] = [pairOf(mix), pairOf(readout)];
  const project = (value: tf.Tensor, [kernel, bias]: Pair, activation: "linear" | "relu" = "linear") =>
    matMul(value, kernel, { bias, activation }) as tf.Tensor3D;

  const read = (given: Reading): Read => {
    const { tokens, labels: conditions, queues, tap = identity, dropout = (z) => z, watch = (_, each) => each } = given;
    let x = tap("embedding", characters.call(tap("characters", tokens))) as tf.Tensor3D; // [N, T, C]
    const [, T] = tokens.shape;
    const kept: tf.Tensor3D[] = [];
    const skips = weights.map(({ convolve: [filter, bias], skip, stay }, i) => {
      x = watch(i, x);
      const { condition } = layers[i] as (typeof layers)[number];
      const dilation = dilations[i] as number;
      const reach = (K - 1) * dilation;
      const all = tf.concat([queues[i] as tf.Tensor3D, x], 1) as tf.Tensor3D; // [N, (K − 1) · D + T, C]
      kept.push(all.slice([0, T, 0], [-1, reach, -1]) as tf.Tensor3D);
      let convolved = conv1d(all, filter as tf.Tensor3D, { pad: "valid", dilation, bias }); // [N, T, 2C]
      if (condition) {
        const vectors = condition.call(conditions as tf.Tensor2D);
        convolved = tf.add(convolved, i === 0 ? tap("label", vectors) : vectors);
      }
      const z = dropout(gatedTanh(convolved), i); // [N, T, C]
      if (stay) x = tf.add(x, project(z, stay));
      x = tap(nodeOfLayer(sizes, i), x);
      return project(z, skip);
    });
    const mixed = tap("skips", project(tf.relu(tf.addN(skips)), mixing, "relu"));
    return { logits: tap("logits", project(mixed, reading)), queues: kept };
  };

  const entries = (layer: tf.layers.Layer | null, node: string) =>
    layer ? variablesOf(layer).map((variable) => [variable, node] as const) : [];
  return {
    network,
    nodes: new Map([
      ...entries(characters, "embedding"),
      ...layers.flatMap(({ convolve, condition, skip, stay }, i) => [
        ...[convolve, skip, stay].flatMap((layer) => entries(layer, nodeOfLayer(sizes, i))),
        ...entries(condition, "label"),
      ]),
      ...entries(mix, "skips"),
      ...entries(readout, "logits"),
    ]),
    zeroQueues: (texts) => dilations.map((dilation) => tf.zeros([texts, (K - 1) * dilation, C]) as tf.Tensor3D),
    read,
  };
}
