/**
 * The transformer: pre-norm blocks of self-attention and a GELU perceptron over characters (Vaswani et al. 2017;
 * Radford et al. 2019; masked: Devlin et al. 2018).
 *
 *     character + label (+ place) ─ { x + attention(norm x) ─ x + perceptron(norm x) } × layers ─ norm ─ readout ─ logits
 *
 * N texts, T characters, C channels, V symbols. What a saved network needs beside stock layers is in `engine/layers`.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { attention } from "../../engine/kernels/attention/index.ts";
import { gelu } from "../../engine/kernels/gelu/index.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { layerNorm } from "../../engine/kernels/normalization/index.ts";
import {
  Alphabet,
  Embedding,
  Gelu,
  normalOf,
  Positions,
  SelfAttention,
  splitProjection,
  TiedReadout,
} from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { attentionNode, feedForwardNode } from "./modelGraph.manifest.ts";
import type { Architecture } from "./sizes.manifest.ts";

/** Of all first weights, as in GPT-2. */
const DEVIATION = 0.02;
const EPSILON = 1e-5;

export interface Reading {
  /** int32 [N, T]. */
  readonly tokens: tf.Tensor2D;
  /** int32 [N, T]; needed where the model is conditioned. */
  readonly labels?: tf.Tensor2D | undefined;
  /** Keys and values of what was read before, two of [N, S, C] a layer; what is read now comes after. */
  readonly past?: readonly tf.Tensor3D[];
  readonly tap?: Tap;
  /** What is done to the embedding (0) and to what each half of a block adds (1 …), [N, T, C]. */
  readonly dropout?: (x: tf.Tensor3D, place: number) => tf.Tensor3D;
  /** Is shown the queries and keys of each layer, [N, T, C] and [N, S + T, C]. */
  readonly watch?: (layer: number, q: tf.Tensor3D, k: tf.Tensor3D) => void;
}

interface Read {
  /** After the last block and its normalization, [N, T, C]. */
  readonly hidden: tf.Tensor3D;
  /** Keys and values of all that was read by now. */
  readonly past: readonly tf.Tensor3D[];
}

export interface Reader {
  /** (tokens, [labels]) → logits: what is saved. */
  readonly network: tf.LayersModel;
  /** Every weight with the node of the model graph that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  /** Differentiable in the weights; call it inside a tidy. */
  readonly read: (reading: Reading) => Read;
  /** hidden [..., C] → scores [..., V]. */
  readonly score: (hidden: tf.Tensor, tap?: Tap) => tf.Tensor;
  readonly dispose: () => void;
}

const identity: Tap = (_, value) => value;
const variablesOf = (layer: tf.layers.Layer) => layer.weights.map((weight) => weight.read() as tf.Variable);

/** A kernel and its bias, or a gain and its offset. */
type Pair = readonly [tf.Tensor, tf.Tensor1D];
/** Of a layer that has two; what a tied readout has is not read as such. */
const pairOf = (layer: tf.layers.Layer) => variablesOf(layer) as unknown as Pair;

/** The layers of one block, by name. */
function block({ width: C, hidden, heads, layers, masked, rotary }: Architecture, layer: number, stream: RandomStream) {
  const number = layer + 1;
  const dense = (name: string, units: number, key: number, deviation = DEVIATION) =>
    tf.layers.dense({ name, units, kernelInitializer: normalOf(substream(stream, key), deviation) });
  const norm = (name: string) => tf.layers.layerNormalization({ name, epsilon: EPSILON });
  // What adds to the stream starts smaller the more there are that do.
  const added = DEVIATION / Math.sqrt(2 * layers);
  return {
    norm1: norm(`norm${number}a`),
    mix: dense(`mix${number}`, 3 * C, 0),
    attend: new SelfAttention({ name: `attend${number}`, heads, causal: !masked, rotary }),
    merge: dense(`merge${number}`, C, 1, added),
    add1: tf.layers.add({ name: `attention${number}` }),
    norm2: norm(`norm${number}b`),
    widen: dense(`widen${number}`, hidden, 2),
    bend: new Gelu({ name: `gelu${number}` }),
    narrow: dense(`narrow${number}`, C, 3, added),
    add2: tf.layers.add({ name: `feedForward${number}` }),
  };
}

export function buildReader(sizes: Architecture, stream: RandomStream): Reader {
  const { vocabulary, symbols, labels, layers, heads, width, masked, rotary, tied, context } = sizes;
  const table = (name: string, inputDim: number, key: number) => {
    const initializer = normalOf(substream(stream, key), DEVIATION);
    return new Embedding({ name, inputDim, outputDim: width, stream, initializer });
  };
  const characters = table("embedding", symbols, 0);
  const conditions = labels > 0 ? table("label", labels, 1) : null;
  const positions = rotary ? null : new Positions({ name: "positions", places: context, stream: substream(stream, 2) });
  const blocks = Array.from({ length: layers }, (_, layer) => block(sizes, layer, substream(stream, 10 + layer)));
  const last = tf.layers.layerNormalization({ name: "norm", epsilon: EPSILON });
  const kernelInitializer = normalOf(substream(stream, 3), DEVIATION);
  const tiedReadout = tied ? new TiedReadout({ name: "logits" }) : null;
  const readout = tiedReadout ?? tf.layers.dense({ name: "logits", units: vocabulary, kernelInitializer });

  const symbolic = (layer: tf.layers.Layer, below: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(below) as tf.SymbolicTensor;
  const tokensInput = tf.input({ shape: [null], dtype: "int32", name: "tokens" });
  const labelsInput = tf.input({ shape: [null], dtype: "int32", name: "labels" });
  let x = symbolic(characters, tokensInput);
  if (conditions) x = symbolic(tf.layers.add({ name: "joined" }), [x, symbolic(conditions, labelsInput)]);
  if (positions) x = symbolic(positions, x);
  for (const { norm1, mix, attend, merge, add1, norm2, widen, bend, narrow, add2 } of blocks) {
    x = symbolic(add1, [x, symbolic(merge, symbolic(attend, symbolic(mix, symbolic(norm1, x))))]);
    x = symbolic(add2, [x, symbolic(narrow, symbolic(bend, symbolic(widen, symbolic(norm2, x))))]);
  }
  const normed = symbolic(last, x);
  const alphabet = () => symbolic(new Alphabet({ name: "alphabet", symbols: vocabulary }), tokensInput);
  const network = tf.model({
    name: "reader",
    inputs: conditions ? [tokensInput, labelsInput] : tokensInput,
    outputs: symbolic(readout, tied ? [normed, symbolic(characters, alphabet())] : normed),
  });

  const [readoutKernel, readoutBias] = pairOf(readout);
  const [characterTable] = variablesOf(characters) as [tf.Variable<tf.Rank.R2>];
  const weights = blocks.map(({ norm1, mix, merge, norm2, widen, narrow }) => ({
    norm1: pairOf(norm1),
    mix: pairOf(mix),
    merge: pairOf(merge),
    norm2: pairOf(norm2),
    widen: pairOf(widen),
    narrow: pairOf(narrow),
  }));
  const lastNorm = pairOf(last);
  const normalize = <T extends tf.Tensor>(value: T, [gain, offset]: Pair) =>
    layerNorm(value, gain as tf.Tensor1D, offset, EPSILON);
  const project = (value: tf.Tensor, [kernel, bias]: Pair) => matMul(value, kernel, { bias }) as tf.Tensor3D;

  const read = ({ tokens, labels, past = [], tap = identity, dropout = (x) => x, watch }: Reading): Read => {
    const before = past[0]?.shape[1] ?? 0;
    let x = characters.call(tap("characters", tokens)) as tf.Tensor3D; // [N, T, C]
    if (conditions) x = tf.add(x, tap("label", conditions.call(labels as tf.Tensor2D)));
    if (positions) x = positions.at(x, before);
    x = dropout(tap("embedding", x), 0);
    const kept: tf.Tensor3D[] = [];
    weights.forEach(({ norm1, mix, merge, norm2, widen, narrow }, i) => {
      let [q, k, v] = splitProjection(project(normalize(x, norm1), mix), { heads, rotary }, before);
      const [keys, values] = past.slice(2 * i, 2 * i + 2);
      if (keys && values) [k, v] = [tf.concat([keys, k], 1), tf.concat([values, v], 1)]; // [N, S + T, C]
      kept.push(k, v);
      watch?.(i, q, k);
      // One character after all that were before sees all of them.
      const seen = attention(q, k, v, { heads, causal: !masked && before === 0 });
      x = tap(attentionNode(i), tf.add(x, dropout(project(seen, merge), 2 * i + 1)));
      const hidden = gelu(project(normalize(x, norm2), widen));
      x = tap(feedForwardNode(i), tf.add(x, dropout(project(hidden, narrow), 2 * i + 2)));
    });
    return { hidden: normalize(x, lastNorm), past: kept };
  };

  const score: Reader["score"] = (hidden, tap = identity) => {
    if (!tiedReadout) return tap("logits", matMul(hidden, readoutKernel, { bias: readoutBias }));
    const table = masked ? characterTable.slice([0, 0], [vocabulary, width]) : characterTable;
    return tap("logits", tiedReadout.scores(hidden, table));
  };

  const entries = (layer: tf.layers.Layer, node: string) =>
    variablesOf(layer).map((variable) => [variable, node] as const);
  const nodes = new Map([
    ...entries(characters, "embedding"),
    ...(conditions ? entries(conditions, "label") : []),
    ...(positions ? entries(positions, "embedding") : []),
    ...blocks.flatMap(({ norm1, mix, merge, norm2, widen, narrow }, i) => [
      ...[norm1, mix, merge].flatMap((layer) => entries(layer, attentionNode(i))),
      ...[norm2, widen, narrow].flatMap((layer) => entries(layer, feedForwardNode(i))),
    ]),
    ...entries(last, "logits"),
    ...entries(readout, "logits"),
  ]);
  return {
    ...{ network, nodes, read, score },
    dispose: () => {
      network.dispose();
      // A layer that is applied twice outlives its network.
      tf.dispose([...nodes.keys()].filter((variable) => !variable.isDisposed));
    },
  };
}
