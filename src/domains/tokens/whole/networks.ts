/**
 * Networks over whole texts: a reader from its end to its beginning, and a writer that is given a code at every place and
 * begins from it (Bowman et al. 2016). Both are gated recurrent units in the form that stock TensorFlow.js loads.
 *
 * B texts of T symbols out of V, E width of a symbol's vector, H units, G width of what the writer is given.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../../core/random.ts";
import { softmaxCrossEntropy } from "../../../engine/kernels/crossEntropy/index.ts";
import { matMul } from "../../../engine/kernels/matMul/index.ts";
import { Embedding, GRU, normalOf } from "../../../engine/layers/index.ts";
import type { Tap } from "../../../engine/model.ts";
import { type Block, variablesOf } from "../../../engine/networks/block.ts";
import { dense } from "../../../engine/networks/dense.ts";
import { choose } from "../../../engine/sampleToken.ts";
import type { Encoder, Likelihood, WholeNetworks, Writer, Written } from "../../contract.ts";
import { type NetworkSizes, SYMBOL_WIDTH } from "../../sizes.ts";
import { NEWLINE } from "../writing.ts";
import { relaxedTexts, softmax } from "./relaxed.ts";

const identity: Tap = (_, value) => value;

const table = (name: string, inputDim: number, stream: RandomStream) =>
  new Embedding({ name, inputDim, outputDim: SYMBOL_WIDTH, stream, initializer: normalOf(stream, 1) });

/** `lines`: whether a newline ends a text, so that what comes after it is no part of it. */
export function textNetworks(lines: boolean, [T, V]: readonly [length: number, symbols: number]): WholeNetworks {
  const relaxed = relaxedTexts(T, V);
  return {
    encoder: reader,
    decoder: relaxed.decoder,
    writer,
    relaxed,
    likelihood: () => textLikelihood(lines),
    drawn: (finished) => finished,
    compare: (x, made) => ({ characterErrors: characterErrors(x, made, lines) }),
  };
}

/** [B, T] → [B, H]: read backwards, the newlines that fill a text up come first and are forgotten. */
function reader({ symbols, widths }: NetworkSizes, options: Parameters<WholeNetworks["encoder"]>[1]): Encoder {
  const { name, key, stream } = options;
  const symbolTable = table(`${name}Symbols`, symbols, substream(stream(key), 1));
  const blocks = widths.map((units, i): Block => {
    const last = i === widths.length - 1;
    const layer = new GRU({
      ...{ name: `${name}${i + 1}`, units, stream: stream(key + i), resetAfter: false, returnSequences: !last },
      goBackwards: i === 0,
    });
    return { layer, apply: (x) => layer.call(x) };
  });
  return { features: [{ layer: symbolTable, apply: (x) => symbolTable.call(x) }], hidden: blocks };
}

function writer({ shape, symbols, widths }: NetworkSizes, options: Parameters<WholeNetworks["decoder"]>[1]): Writer {
  const { name, key, outputKey, stream } = options;
  const [T] = shape as [number];
  // The last row stands for a symbol that is hidden.
  const symbolTable = table(`${name}Symbols`, symbols + 1, substream(stream(key), 1));
  const begin = widths.map((units, i) =>
    dense({ name: `${name}Begin${i + 1}`, units, activation: "tanh", stream: substream(stream(key + i), 2) }),
  );
  const layers = widths.map(
    (units, i) => new GRU({ name: `${name}${i + 1}`, units, stream: stream(key + i), resetAfter: false }),
  );
  const scores = dense({ name: "output", units: symbols, stream: stream(outputKey) });
  const before = tf.input({ shape: [T], name: "before" });

  /** The layers over symbols [B, S] from states on; S is T, or 1 where it writes. */
  function step(given: tf.Tensor, ids: tf.Tensor, states: readonly tf.Tensor2D[]) {
    const [B, S] = ids.shape as [number, number];
    const beside = tf.add(tf.zeros([B, S, 1]), given.expandDims(1)); // [B, S, G]
    let x = tf.concat([symbolTable.call(ids), beside], 2) as tf.Tensor3D; // [B, S, E + G]
    const final = layers.map((layer, i) => {
      const output = layer.sequence(x, [states[i] as tf.Tensor2D]);
      x = output.hidden;
      return output.final[0] as tf.Tensor2D;
    });
    return { hidden: x, final };
  }
  const begun = (given: tf.Tensor) => begin.map(({ apply }) => apply(given) as tf.Tensor2D);
  const scored = (hidden: tf.Tensor): tf.Tensor => {
    const [kernel, bias] = variablesOf(scores.layer) as [tf.Variable, tf.Variable<tf.Rank.R1>];
    return matMul(hidden, kernel, { bias });
  };

  return {
    hidden: [symbolTable, ...begin.map(({ layer }) => layer), ...layers],
    output: [scores.layer],
    before,
    connect: (given) => {
      const beside = tf.layers.repeatVector({ n: T, name: `${name}Given` }).apply(given) as tf.SymbolicTensor;
      const vectors = symbolTable.apply(before) as tf.SymbolicTensor;
      const joined = tf.layers.concatenate({ name: `${name}Joined` }).apply([vectors, beside]) as tf.SymbolicTensor;
      const hidden = layers.reduce((below, layer, i) => {
        const state = (begin[i] as Block).layer.apply(given) as tf.SymbolicTensor;
        return layer.apply([below, state]) as tf.SymbolicTensor;
      }, joined);
      const rows = tf.layers.timeDistributed({ layer: scores.layer, name: `${name}Scores` });
      return softmax("probabilities").layer.apply(rows.apply(hidden)) as tf.SymbolicTensor;
    },
    read: (given, x, { unseen, tap = identity } = {}) => {
      const [B] = x.shape as [number];
      const shown = symbolsBefore(x);
      // The beginning is always known.
      const ids = unseen ? tf.add(tf.mul(shown, tf.sub(1, unseen)), tf.mul(unseen, symbols)) : shown;
      const { hidden } = step(given, ids, begun(given));
      return scored(tap("decoder", hidden)).reshape([B, T, symbols]);
    },
    write: (given, { temperature, noise }): Written => {
      const [B] = given.shape as [number];
      let states = begun(given);
      let token = tf.fill([B, 1], NEWLINE, "int32") as tf.Tensor;
      const written = Array.from({ length: T }, (_, place) => {
        const { hidden, final } = step(given, token, states);
        states = final;
        const logits = scored(hidden).reshape([B, symbols]) as tf.Tensor2D;
        const chosen =
          temperature > 0 && noise
            ? choose(logits, { temperature, topK: 0, topP: 1 }, noise(place, symbols) as tf.Tensor2D)
            : likeliest(logits);
        token = chosen.token.expandDims(1);
        return chosen;
      });
      return {
        made: tf
          .stack(
            written.map(({ token: each }) => each),
            1,
          )
          .toFloat(),
        confidence: tf.stack(
          written.map(({ confidence }) => confidence),
          1,
        ),
      };
    },
  };
}

function likeliest(logits: tf.Tensor2D) {
  const token = tf.argMax(logits, 1) as tf.Tensor1D;
  return { token, confidence: tf.exp(tf.neg(softmaxCrossEntropy(logits, token))) as tf.Tensor1D };
}

/** The symbol before each; before the first a newline. [B, T] → [B, T]. */
function symbolsBefore(x: tf.Tensor): tf.Tensor {
  const [B, T] = x.shape as [number, number];
  return tf.concat([tf.fill([B, 1], NEWLINE, "float32"), x.toFloat().slice([0, 0], [B, T - 1])], 1);
}

/** 1 for the symbols of a text up to the newline that ends it, 0 for what fills it up. [B, T] → [B, T]. */
function withinText(x: tf.Tensor, lines: boolean): tf.Tensor {
  const [B, T] = x.shape as [number, number];
  if (!lines) return tf.ones([B, T]);
  // Within a line no symbol is a newline: whatever follows one is filling.
  return tf.concat([tf.ones([B, 1]), tf.step(x.toFloat().slice([0, 0], [B, T - 1]))], 1);
}

/** Cross-entropy of each symbol to the end of its text, summed over the text. */
const textLikelihood =
  (lines: boolean): Likelihood =>
  (x, decoded, { tap }) => {
    // Learned from are the scores, whose gradient is caught first; drawn are probabilities.
    const logits = tap("output", decoded);
    tap("output", tf.softmax(decoded));
    const [B, T, V] = logits.shape as [number, number, number];
    const nats = softmaxCrossEntropy(logits.reshape([B * T, V]) as tf.Tensor2D, x.toInt().reshape([-1]) as tf.Tensor1D);
    return tf.div(tf.sum(tf.mul(nats, withinText(x, lines).reshape([-1]))), B) as tf.Scalar;
  };

/** The share of a text's symbols, its end among them, that came back as others. x, made [B, T] → []. */
function characterErrors(x: tf.Tensor, made: tf.Tensor, lines: boolean): tf.Scalar {
  const within = withinText(x, lines);
  const wrong = tf.step(tf.abs(tf.sub(x.toFloat(), made.toFloat())));
  return tf.div(tf.sum(tf.mul(within, wrong)), tf.sum(within)) as tf.Scalar;
}
