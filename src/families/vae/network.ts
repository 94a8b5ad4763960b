/**
 * The encoder and the decoder of a variational autoencoder (Kingma & Welling 2013).
 *
 *     x ─ layers ─┬─ μ ──────┐
 *                 └─ σ ──────┴─ z = μ + σ·ε ─ layers ─ x̂
 *     label or caption ─ vector, beside what the encoder has seen, and beside z
 *
 * Where samples are written symbol by symbol, the decoder reads each one along (Bowman et al. 2016).
 *
 * B examples of any shape, Z latent units, L width of that vector.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { conditionNode, conditionTable } from "../../domains/conditions.ts";
import type { Decoder, Reading, SymbolChoice, WholeDomain, Writer } from "../../domains/contract.ts";
import type { Tap } from "../../engine/model.ts";
import { type Block, connect, run, variablesOf } from "../../engine/networks/block.ts";
import { dense } from "../../engine/networks/dense.ts";
import type { Sizes } from "./sizes.manifest.ts";

/** q(z|x), a Gaussian for each example. */
export interface Posterior {
  /** [B, Z]. */
  readonly mean: tf.Tensor2D;
  /** σ, [B, Z]. */
  readonly spread: tf.Tensor2D;
}

export interface Autoencoder {
  /** (x, [condition]) → [μ, σ] and (z, [condition]) → x̂: what is saved. */
  readonly networks: { readonly encoder: tf.LayersModel; readonly decoder: tf.LayersModel };
  /** Every weight with the machine node that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  /** x [B, …], told the labels or captions where the model is conditioned. Call inside a tidy. */
  readonly encode: (x: tf.Tensor, told?: tf.Tensor, tap?: Tap) => Posterior;
  /** z [B, Z], of x where it is read along → [B, …]: what the domain's likelihood is given. Call inside a tidy. */
  readonly decode: (z: tf.Tensor2D, x: tf.Tensor, told?: tf.Tensor, reading?: Reading) => tf.Tensor;
  /** z [B, Z] → x̂ [B, …], with the probability of each symbol where it is written in symbols. Call inside a tidy. */
  readonly make: (z: tf.Tensor2D, told?: tf.Tensor, choice?: SymbolChoice) => Made;
}

export interface Made {
  readonly made: tf.Tensor;
  readonly confidence?: tf.Tensor;
}

const LIKELIEST: SymbolChoice = { temperature: 0 };

const identity: Tap = (_, value) => value;

export function buildAutoencoder(sizes: Sizes, { networks }: WholeDomain, weights: RandomStream): Autoencoder {
  const { shape, latent } = sizes;
  const stream = (key: number) => substream(weights, key);
  const { features, hidden } = networks.encoder(sizes, { name: "encoder", stream, key: 10, activation: "relu" });
  const encoderBlocks = [...features, ...hidden];
  const decoderOptions = { name: "decoder", stream, key: 20, outputKey: 30, finished: false };
  const writer = networks.writer?.(sizes, decoderOptions);
  const parts = writer ?? chained(networks.decoder(sizes, decoderOptions));
  const mean = dense({ name: "mean", units: latent, stream: stream(0) });
  // σ = softplus(s) grows no faster than s, where the usual e^(s/2) overflows when a step is too large.
  const spread = dense({ name: "spread", units: latent, stream: stream(1) });
  const positive = tf.layers.activation({ activation: "softplus", name: "positive" });
  const ofX = conditionTable(sizes, { name: "encoderLabel", input: "labelOfX", stream: stream(2) });
  const ofZ = conditionTable(sizes, { name: "decoderLabel", input: "labelOfZ", stream: stream(3) });

  const x = tf.input({ shape: [...shape], name: "x" });
  const seen = ofX.connect(connect(encoderBlocks, x));
  const encoder = tf.model({
    name: "encoder",
    inputs: [x, ...ofX.inputs],
    outputs: [connect([mean], seen), positive.apply(connect([spread], seen)) as tf.SymbolicTensor],
  });
  const z = tf.input({ shape: [latent], name: "z" });
  const decoder = tf.model({
    name: "decoder",
    inputs: [z, ...ofZ.inputs, ...(writer ? [writer.before] : [])],
    outputs: parts.connect(ofZ.connect(z)),
  });

  const places: readonly (readonly [string, readonly tf.layers.Layer[]])[] = [
    ["encoder", encoderBlocks.map(({ layer }) => layer)],
    [conditionNode(sizes), [...ofX.layers, ...ofZ.layers]],
    ["mean", [mean.layer]],
    ["spread", [spread.layer]],
    ["decoder", parts.hidden],
    ["output", parts.output],
  ];
  return {
    networks: { encoder, decoder },
    nodes: new Map(
      places.flatMap(([node, layers]) =>
        layers.flatMap((layer) => variablesOf(layer).map((variable) => [variable, node] as const)),
      ),
    ),
    encode: (x, told, tap = identity) => {
      const hidden = tap("encoder", run(encoderBlocks, tap("input", x))); // [B, width]
      const seen = ofX.join(hidden, told, tap); // [B, width + L]
      return {
        mean: tap("mean", mean.apply(seen)) as tf.Tensor2D,
        spread: tap("spread", tf.softplus(spread.apply(seen))) as tf.Tensor2D,
      };
    },
    decode: (z, x, told, reading = {}) => {
      const { tap = identity } = reading;
      return parts.read(ofZ.join(tap("draw", z), told, tap), x, reading);
    },
    make: (z, told, choice = LIKELIEST) => parts.write(ofZ.join(z, told, identity), choice),
  };
}

/** A decoder that makes all of a sample at once, as one that writes: it reads nothing along, and has nothing to choose. */
function chained({ hidden, output, finish }: Decoder) {
  const read: Writer["read"] = (given, _x, { tap = identity } = {}) => {
    const seen = run(hidden, given);
    const flat = tap("decoder", seen.reshape([seen.shape[0] as number, -1]));
    return run(output, flat.reshape(seen.shape));
  };
  const layersOf = (blocks: readonly Block[]) => blocks.map(({ layer }) => layer);
  return {
    hidden: layersOf(hidden),
    output: layersOf(output),
    connect: (given: tf.SymbolicTensor) => connect([...hidden, ...output, ...finish], given),
    read,
    write: (given: tf.Tensor): Made => ({ made: run(finish, read(given, given)) }),
  };
}
