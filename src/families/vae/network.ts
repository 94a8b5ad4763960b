/**
 * The encoder and the decoder of a variational autoencoder (Kingma & Welling 2013).
 *
 *     x ─ layers ─┬─ μ ──────┐
 *                 └─ σ ──────┴─ z = μ + σ·ε ─ layers ─ x̂
 *     label ─ vector, beside what the encoder has seen, and beside z
 *
 * B examples, Z latent units, L width of a label's vector. Pictures are [H, W, C], points [2].
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { Embedding, normalOf } from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { type Block, connect, run, variablesOf } from "../../engine/networks/block.ts";
import { downsample, upsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten, reshape } from "../../engine/networks/dense.ts";
import type { Sizes } from "./sizes.manifest.ts";

/** q(z|x), a Gaussian for each example. */
export interface Posterior {
  /** [B, Z]. */
  readonly mean: tf.Tensor2D;
  /** σ, [B, Z]. */
  readonly spread: tf.Tensor2D;
}

export interface Autoencoder {
  /** (x, [label]) → [μ, σ] and (z, [label]) → x̂: what is saved. */
  readonly networks: { readonly encoder: tf.LayersModel; readonly decoder: tf.LayersModel };
  /** Every weight with the machine node that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  /** x [B, …], labels int32 [B] where the model is conditioned. Call inside a tidy. */
  readonly encode: (x: tf.Tensor, labels?: tf.Tensor, tap?: Tap) => Posterior;
  /** z [B, Z] → [B, …]: points as they are, the logits of pictures. Call inside a tidy. */
  readonly decode: (z: tf.Tensor2D, labels?: tf.Tensor, tap?: Tap) => tf.Tensor;
  /** x̂ from what `decode` gives: pictures in 0..1. */
  readonly output: (decoded: tf.Tensor) => tf.Tensor;
}

const identity: Tap = (_, value) => value;

interface Parts {
  readonly encoder: readonly Block[];
  readonly decoder: readonly Block[];
  readonly output: readonly Block[];
}

function denseParts({ shape, inputs, widths }: Sizes, stream: (key: number) => RandomStream): Parts {
  const hidden = (name: string, key: number) => (units: number, i: number) =>
    dense({ name: `${name}${i + 1}`, units, activation: "relu", stream: stream(key + i) });
  const isPicture = shape.length > 1;
  return {
    encoder: [...(isPicture ? [flatten("flat")] : []), ...widths.map(hidden("encoder", 10))],
    decoder: [...widths].reverse().map(hidden("decoder", 20)),
    output: [
      dense({ name: "output", units: inputs, stream: stream(30) }),
      ...(isPicture ? [reshape("picture", shape)] : []),
    ],
  };
}

function convolutionalParts({ shape, channels, inner }: Sizes, stream: (key: number) => RandomStream): Parts {
  const [outer] = channels as [number];
  const units = inner.reduce((product, size) => product * size, 1);
  return {
    encoder: [
      ...channels.map((filters, i) =>
        downsample({ name: `encoder${i + 1}`, filters, activation: "relu", stream: stream(10 + i) }),
      ),
      flatten("flat"),
    ],
    decoder: [
      dense({ name: "decoder1", units, activation: "relu", stream: stream(20) }),
      reshape("inner", inner),
      upsample({ name: "decoder2", filters: outer, activation: "relu", stream: stream(21) }),
    ],
    output: [upsample({ name: "output", filters: shape[2] as number, stream: stream(30) })],
  };
}

export function buildAutoencoder(sizes: Sizes, weights: RandomStream): Autoencoder {
  const { shape, latent, labels: labelCount, labelWidth } = sizes;
  const stream = (key: number) => substream(weights, key);
  const parts = sizes.inner.length > 0 ? convolutionalParts(sizes, stream) : denseParts(sizes, stream);
  const mean = dense({ name: "mean", units: latent, stream: stream(0) });
  // σ = softplus(s) grows no faster than s, where the usual e^(s/2) overflows when a step is too large.
  const spread = dense({ name: "spread", units: latent, stream: stream(1) });
  const positive = tf.layers.activation({ activation: "softplus", name: "positive" });
  const isPicture = shape.length > 1;

  const table = (name: string, key: number) =>
    labelCount === 0
      ? null
      : new Embedding({
          name,
          inputDim: labelCount,
          outputDim: labelWidth,
          stream: stream(key),
          initializer: normalOf(stream(key), 1),
        });
  const encoderLabel = table("encoderLabel", 2);
  const decoderLabel = table("decoderLabel", 3);

  /** The symbolic label, and what it makes of another input. */
  function conditioned(own: Embedding | null, name: string) {
    if (!own) return { inputs: [], join: (x: tf.SymbolicTensor) => x };
    // Stock networks are given a column of labels, [B, 1].
    const input = tf.input({ shape: [1], dtype: "int32", name });
    const vector = tf.layers.flatten({ name: `${name}Vector` }).apply(own.apply(input)) as tf.SymbolicTensor;
    const join = (x: tf.SymbolicTensor) => tf.layers.concatenate({ name: `${name}Joined` }).apply([x, vector]);
    return { inputs: [input], join: join as (x: tf.SymbolicTensor) => tf.SymbolicTensor };
  }

  const x = tf.input({ shape: [...shape], name: "x" });
  const ofEncoder = conditioned(encoderLabel, "labelOfX");
  const seen = ofEncoder.join(connect(parts.encoder, x));
  const encoder = tf.model({
    name: "encoder",
    inputs: [x, ...ofEncoder.inputs],
    outputs: [connect([mean], seen), positive.apply(connect([spread], seen)) as tf.SymbolicTensor],
  });

  const z = tf.input({ shape: [latent], name: "z" });
  const ofDecoder = conditioned(decoderLabel, "labelOfZ");
  const decoded = connect([...parts.decoder, ...parts.output], ofDecoder.join(z));
  const squash = isPicture ? tf.layers.activation({ activation: "sigmoid", name: "brightness" }) : null;
  const decoder = tf.model({
    name: "decoder",
    inputs: [z, ...ofDecoder.inputs],
    outputs: squash ? (squash.apply(decoded) as tf.SymbolicTensor) : decoded,
  });

  const join = (own: Embedding | null, value: tf.Tensor, labels: tf.Tensor | undefined, tap: Tap) =>
    own && labels ? tf.concat([value, tap("label", own.call(labels))], 1) : value;

  const places: readonly (readonly [string, readonly tf.layers.Layer[]])[] = [
    ["encoder", parts.encoder.map(({ layer }) => layer)],
    ["label", [encoderLabel, decoderLabel].filter((layer) => layer !== null)],
    ["mean", [mean.layer]],
    ["spread", [spread.layer]],
    ["decoder", parts.decoder.map(({ layer }) => layer)],
    ["output", parts.output.map(({ layer }) => layer)],
  ];
  return {
    networks: { encoder, decoder },
    nodes: new Map(
      places.flatMap(([node, layers]) =>
        layers.flatMap((layer) => variablesOf(layer).map((variable) => [variable, node] as const)),
      ),
    ),
    encode: (x, labels, tap = identity) => {
      const hidden = tap("encoder", run(parts.encoder, tap("input", x))); // [B, width]
      const seen = join(encoderLabel, hidden, labels, tap); // [B, width + L]
      return {
        mean: tap("mean", mean.apply(seen)) as tf.Tensor2D,
        spread: tap("spread", tf.softplus(spread.apply(seen))) as tf.Tensor2D,
      };
    },
    decode: (z, labels, tap = identity) => {
      const hidden = run(parts.decoder, join(decoderLabel, tap("draw", z), labels, tap));
      const flat = tap("decoder", hidden.reshape([hidden.shape[0] as number, -1]));
      return run(parts.output, flat.reshape(hidden.shape));
    },
    output: (decoded) => (isPicture ? tf.sigmoid(decoded) : decoded),
  };
}
