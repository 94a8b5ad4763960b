/**
 * The reader: a recurrent language model over characters (Elman 1990; Mikolov et al. 2010; Graves 2013).
 *
 *     character ─ embedding ─┐
 *                            ├─ recurrent layer(s), state carried on ─ readout ─ logits of the next character
 *     label ─── embedding ───┘
 *
 * B sequences, T characters, V vocabulary, E and L widths of a character's and a label's vector, H units.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import {
  Embedding,
  GRU,
  glorotUniform,
  LSTM,
  normalOf,
  type RecurrentLayer,
  SimpleRNN,
} from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { type Architecture, recurrentNode } from "./manifest.ts";

/** [B, H] tensors: the hidden state of each layer, first to last, and the LSTM's cell state behind each. */
export type State = readonly tf.Tensor2D[];

export interface Reading {
  /** int32 [B, T]. */
  readonly tokens: tf.Tensor2D;
  /** int32 [B, T], the label of the character to come; needed where the model is conditioned. */
  readonly labels?: tf.Tensor2D | undefined;
  readonly state: State;
  readonly tap?: Tap;
  /** What is done to the output of a layer, [B, T, H], before the next one reads it. */
  readonly dropout?: (hidden: tf.Tensor3D, layer: number) => tf.Tensor3D;
}

interface Read {
  /** [B, T, V]. */
  readonly logits: tf.Tensor3D;
  /** Of the last layer, [B, T, H]. */
  readonly hidden: tf.Tensor3D;
  /** After the last character. */
  readonly state: tf.Tensor2D[];
}

export interface Reader {
  /** (tokens, [labels]) → logits, from a state of zeros: what is saved. */
  readonly network: tf.LayersModel;
  /** Every weight with the machine node that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  readonly zeroState: (batch: number) => tf.Tensor2D[];
  /** From the last layer to scores, [H, V]. */
  readonly readout: tf.Variable<tf.Rank.R2>;
  /** Differentiable in the weights; call it inside a tidy. */
  readonly read: (reading: Reading) => Read;
}

const identity: Tap = (_, value) => value;

function recurrentLayer({ cell, units }: Architecture, layer: number, stream: RandomStream): RecurrentLayer {
  const options = { units: units[layer] as number, stream, name: recurrentNode(layer) };
  switch (cell) {
    case "simple":
      return new SimpleRNN(options);
    case "lstm":
      return new LSTM(options);
    case "gru":
      return new GRU(options);
    case "gru-reset-before":
      return new GRU({ ...options, resetAfter: false });
    default:
      return cell satisfies never;
  }
}

export function buildReader(sizes: Architecture, stream: RandomStream): Reader {
  const { vocabulary, labels, embedding, labelEmbedding, units } = sizes;
  const table = (name: string, inputDim: number, outputDim: number, key: number) =>
    new Embedding({ name, inputDim, outputDim, stream, initializer: normalOf(substream(stream, key), 1) });

  const characters = table("embedding", vocabulary, embedding, 0);
  const conditions = labels > 0 ? table("label", labels, labelEmbedding, 1) : null;
  const recurrent = units.map((_, layer) => recurrentLayer(sizes, layer, substream(stream, 10 + layer)));
  const kernelInitializer = glorotUniform(substream(stream, 2));
  const readout = tf.layers.dense({ name: "logits", units: vocabulary, kernelInitializer });

  const tokensInput = tf.input({ shape: [null], dtype: "int32", name: "tokens" });
  const labelsInput = tf.input({ shape: [null], dtype: "int32", name: "labels" });
  const vectors = conditions
    ? [characters.apply(tokensInput) as tf.SymbolicTensor, conditions.apply(labelsInput) as tf.SymbolicTensor]
    : (characters.apply(tokensInput) as tf.SymbolicTensor);
  const joined = Array.isArray(vectors) ? tf.layers.concatenate({ name: "joined" }).apply(vectors) : vectors;
  const hidden = recurrent.reduce(
    (below, layer) => layer.apply(below) as tf.SymbolicTensor,
    joined as tf.SymbolicTensor,
  );
  const network = tf.model({
    name: "reader",
    inputs: conditions ? [tokensInput, labelsInput] : tokensInput,
    outputs: readout.apply(hidden) as tf.SymbolicTensor,
  });

  const layers = [characters, ...(conditions ? [conditions] : []), ...recurrent, readout];
  const variablesOf = (layer: tf.layers.Layer) => layer.weights.map((weight) => weight.read() as tf.Variable);
  const [readoutKernel, readoutBias] = variablesOf(readout) as [tf.Variable<tf.Rank.R2>, tf.Variable<tf.Rank.R1>];

  const read = ({ tokens, labels, state, tap = identity, dropout = (x) => x }: Reading): Read => {
    let x = tap("embedding", characters.call(tap("characters", tokens))) as tf.Tensor3D; // [B, T, E]
    if (conditions) {
      x = tf.concat([x, tap("label", conditions.call(labels as tf.Tensor2D)) as tf.Tensor3D], 2); // [B, T, E + L]
    }
    const perLayer = state.length / recurrent.length;
    const final: tf.Tensor2D[] = [];
    let hidden = x;
    recurrent.forEach((layer, i) => {
      const output = layer.sequence(x, state.slice(i * perLayer, (i + 1) * perLayer));
      final.push(...output.final);
      hidden = tap(recurrentNode(i), output.hidden); // [B, T, H]
      x = dropout(hidden, i);
    });
    const logits = tap("logits", matMul(x, readoutKernel, { bias: readoutBias }) as tf.Tensor3D); // [B, T, V]
    return { logits, hidden, state: final };
  };

  return {
    network,
    nodes: new Map(layers.flatMap((layer) => variablesOf(layer).map((variable) => [variable, layer.name] as const))),
    readout: readoutKernel,
    zeroState: (batch) => recurrent.flatMap((layer) => layer.zeroState(batch)),
    read,
  };
}
