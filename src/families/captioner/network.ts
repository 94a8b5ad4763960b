/**
 * A captioner with attention (Vinyals et al. 2015; Xu et al. 2015).
 *
 *     picture ─ convolutions ─ cells ─ all of them ─ first state
 *                                └────────────────┐
 *     word before ─ vector ─ GRU ─ state ─ where to look ─ what is seen there ─┐
 *                                     └────────────────────────────────────── next word
 *
 * B pictures of N cells, D numbers each; texts of T words out of V; H units.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { softmaxCrossEntropy } from "../../engine/kernels/crossEntropy/index.ts";
import { matMul } from "../../engine/kernels/matMul/index.ts";
import { Embedding, GRU, normalOf } from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { connect, run, variablesOf } from "../../engine/networks/block.ts";
import { dense, reshape } from "../../engine/networks/dense.ts";
import { choose } from "../../engine/sampleToken.ts";
import { type Sizes, WORD_WIDTH } from "./sizes.manifest.ts";

/** What is seen of pictures before a word is said. */
export interface Seen {
  /** [B, N, D]. */
  readonly cells: tf.Tensor;
  /** What a state is held against to find where to look, [B, N, H]. */
  readonly keys: tf.Tensor;
  /** [B, H]. */
  readonly state: tf.Tensor2D;
}

export interface Said {
  /** [B, T, V]. */
  readonly scores: tf.Tensor;
  /** How much each word looks at each cell, [B, T, N]; a row sums to 1. */
  readonly looks: tf.Tensor;
  readonly state: tf.Tensor2D;
}

export interface Written {
  /** int32 [B, T]. */
  readonly words: tf.Tensor;
  /** [B, T, N]. */
  readonly looks: tf.Tensor;
  /** Of each word of the vocabulary at each place, [B, T, V]. */
  readonly probabilities: tf.Tensor;
}

export interface Choice {
  /** 0 takes the likeliest word. */
  readonly temperature: number;
  /** Uniform numbers for the word at a place, [B, V]; needed above a temperature of 0. */
  readonly noise?: (place: number) => tf.Tensor2D;
}

/** What is done beside while it learns. */
interface Learning {
  readonly tap?: Tap;
  readonly drop?: (x: tf.Tensor) => tf.Tensor;
}

export interface Captioner {
  /** (picture, words before) → probabilities of each word: what is saved. */
  readonly network: tf.LayersModel;
  /** Every weight with the node of the model graph that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  readonly look: (pictures: tf.Tensor, tap?: Tap) => Seen;
  /** Of each word by those before it, int32 [B, T]. Both are differentiable; `drop` is what dropout does to [B, T, H]. */
  readonly say: (seen: Seen, before: tf.Tensor, about?: Learning) => Said;
  /** Word by word, each read before the next. Call inside a tidy. */
  readonly write: (seen: Seen, choice: Choice) => Written;
}

const identity: Tap = (_, value) => value;

export function buildCaptioner(sizes: Sizes, { networks }: WholeDomain, weights: RandomStream): Captioner {
  const { network: pictures, cells: N, seen: D, units, words: V, length: T } = sizes;
  const stream = (key: number) => substream(weights, key);
  const { features } = networks.encoder(pictures, { name: "encoder", stream, key: 10, activation: "relu" });
  const encoder = [...features, reshape("cells", [N, D])];
  const table = new Embedding({
    ...{ name: "words", inputDim: V, outputDim: WORD_WIDTH, stream: stream(1) },
    initializer: normalOf(stream(1), 1),
  });
  const begin = dense({ name: "begin", units, activation: "tanh", stream: stream(2) });
  const recurrent = new GRU({ name: "decoder", units, stream: stream(3), resetAfter: false });
  const keys = dense({ name: "keys", units, stream: stream(4) });
  const joined = dense({ name: "joined", units, activation: "tanh", stream: stream(5) });
  const readout = dense({ name: "readout", units: V, stream: stream(6) });

  const symbolic = (layer: tf.layers.Layer, below: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(below) as tf.SymbolicTensor;
  const picture = tf.input({ shape: [...pictures.shape], name: "picture" });
  const before = tf.input({ shape: [T], dtype: "int32", name: "before" });
  const cells = connect(encoder, picture);
  const first = symbolic(begin.layer, symbolic(tf.layers.flatten({ name: "whole" }), cells));
  const hidden = symbolic(recurrent, [symbolic(table, before), first]);
  const scored = symbolic(tf.layers.dot({ axes: [2, 2], name: "match" }), [hidden, symbolic(keys.layer, cells)]);
  const shares = symbolic(tf.layers.activation({ activation: "softmax", name: "looks" }), scored);
  const context = symbolic(tf.layers.dot({ axes: [2, 1], name: "context" }), [shares, cells]);
  const both = symbolic(tf.layers.concatenate({ name: "stateAndContext" }), [hidden, context]);
  const network = tf.model({
    name: "captioner",
    inputs: [picture, before],
    outputs: symbolic(
      tf.layers.activation({ activation: "softmax", name: "probabilities" }),
      symbolic(readout.layer, symbolic(joined.layer, both)),
    ),
  });

  const look: Captioner["look"] = (x, tap = identity) => {
    const cells = tap("encoder", run(encoder, tap("input", x)));
    return { cells, keys: keys.apply(cells), state: begin.apply(cells.reshape([-1, N * D])) as tf.Tensor2D };
  };
  const say: Captioner["say"] = (seen, ids, { tap = identity, drop = (x: tf.Tensor) => x } = {}) => {
    const { hidden, final } = recurrent.sequence(tap("before", table.call(ids)) as tf.Tensor3D, [seen.state]);
    const state = tap("decoder", hidden); // [B, T, H]
    const looks = tap("attention", tf.softmax(matMul(state, seen.keys, { transposeB: true }))); // [B, T, N]
    const found = matMul(looks, seen.cells); // [B, T, D]
    const scores = readout.apply(drop(joined.apply(tf.concat([state, found], 2))));
    return { scores: tap("word", scores), looks, state: final[0] as tf.Tensor2D };
  };

  const places: readonly (readonly [string, readonly tf.layers.Layer[]])[] = [
    ["encoder", encoder.map(({ layer }) => layer)],
    ["before", [table]],
    ["decoder", [begin.layer, recurrent]],
    ["attention", [keys.layer]],
    ["word", [joined.layer, readout.layer]],
  ];
  return {
    network,
    nodes: new Map(
      places.flatMap(([node, layers]) =>
        layers.flatMap((layer) => variablesOf(layer).map((variable) => [variable, node] as const)),
      ),
    ),
    look,
    say,
    write: (seen, { temperature, noise }) => {
      const [B] = seen.state.shape;
      let { state } = seen;
      let word: tf.Tensor = tf.zeros([B, 1], "int32");
      const written = Array.from({ length: T }, (_, place) => {
        const said = say({ ...seen, state }, word);
        state = said.state;
        const scores = said.scores.reshape([B, V]) as tf.Tensor2D;
        const token =
          temperature > 0 && noise
            ? choose(scores, { temperature, topK: 0, topP: 1 }, noise(place)).token
            : (tf.argMax(scores, 1) as tf.Tensor1D);
        word = token.expandDims(1);
        return { token, looks: said.looks.reshape([B, N]), probabilities: tf.softmax(scores) };
      });
      const stacked = (of: (each: (typeof written)[number]) => tf.Tensor) => tf.stack(written.map(of), 1);
      return {
        words: stacked(({ token }) => token),
        looks: stacked(({ looks }) => looks),
        probabilities: stacked(({ probabilities }) => probabilities),
      };
    },
  };
}

/** The word before each; before the first the one that ends. int32 [B, T] → [B, T]. */
export function wordsBefore(texts: tf.Tensor): tf.Tensor {
  const [B, T] = texts.shape as [number, number];
  return tf.concat([tf.zeros([B, 1], "int32"), texts.slice([0, 0], [B, T - 1])], 1);
}

/** −log p of each word up to the end of its text, mean over those: [B, T, V], int32 [B, T] → []. */
export function surprise(scores: tf.Tensor, texts: tf.Tensor): tf.Scalar {
  const [B, T, V] = scores.shape as [number, number, number];
  const flat = texts.reshape([-1]) as tf.Tensor1D;
  const nats = softmaxCrossEntropy(scores.reshape([B * T, V]) as tf.Tensor2D, flat);
  // The first word, and what comes after a word; not what comes after the end.
  const said = tf.concat([tf.ones([B, 1]), tf.step(tf.cast(texts.slice([0, 0], [B, T - 1]), "float32"))], 1);
  const within = said.reshape([-1]);
  return tf.div(tf.sum(tf.mul(nats, within)), tf.sum(within)) as tf.Scalar;
}
