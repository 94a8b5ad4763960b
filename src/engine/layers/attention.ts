/**
 * Layers of a transformer that stock TensorFlow.js has none of. Each computes what training computes, is registered, and
 * holds no more than stock layers would: loading a saved model needs these classes beside the stock ones.
 */
import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import { attention } from "../kernels/attention/index.ts";
import { gelu } from "../kernels/gelu/index.ts";
import { matMul } from "../kernels/matMul/index.ts";
import { type Initializer, normalOf } from "./initializers.ts";
import { firstShape, firstTensor } from "./inputs.ts";

type Config = ConstructorParameters<typeof tf.layers.Layer>[0];

/**
 * How much slower the last pair of channels turns than the first. Su et al. 2021 have 10,000 for contexts of hundreds of words;
 * over the few dozen characters that matter here most pairs would hardly turn.
 */
const ROTARY_BASE = 100;

/**
 * Turns each pair of channels of each head by an angle that grows with the place, so that products of queries and keys
 * depend on how far apart they are. x [N, T, C] at the places `first` … → [N, T, C]. Su et al. 2021, equation 34.
 */
export function rotate(x: tf.Tensor3D, heads: number, first = 0): tf.Tensor3D {
  const [, T, C] = x.shape;
  const depth = C / heads;
  const half = depth / 2;
  const cosines = new Float32Array(T * C);
  const sines = new Float32Array(T * C);
  const swap = new Float32Array(C * C);
  for (let channel = 0; channel < C; channel++) {
    const within = channel % depth;
    const frequency = ROTARY_BASE ** (-(within % half) / half);
    for (let t = 0; t < T; t++) {
      cosines[t * C + channel] = Math.cos((first + t) * frequency);
      sines[t * C + channel] = Math.sin((first + t) * frequency);
    }
    // The other of the pair comes to this channel, with the sign of a turn: (a, b) → (−b, a).
    const other = within < half ? channel + half : channel - half;
    swap[other * C + channel] = within < half ? -1 : 1;
  }
  const swapped = matMul(x, tf.tensor2d(swap, [C, C]));
  return tf.add(tf.mul(x, tf.tensor2d(cosines, [T, C])), tf.mul(swapped, tf.tensor2d(sines, [T, C])));
}

/** Queries, keys and values of a joint projection, [N, T, 3C] → three of [N, T, C]; turned by their places where rotary. */
export function splitProjection(
  joint: tf.Tensor,
  { heads, rotary }: { readonly heads: number; readonly rotary: boolean },
  first = 0,
): [q: tf.Tensor3D, k: tf.Tensor3D, v: tf.Tensor3D] {
  const [q, k, v] = tf.split(joint, 3, 2) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
  return rotary ? [rotate(q, heads, first), rotate(k, heads, first), v] : [q, k, v];
}

export interface SelfAttentionOptions {
  readonly heads: number;
  readonly causal: boolean;
  readonly rotary: boolean;
}

/** Queries, keys and values side by side, [B, T, 3C] → what each place gathers from those it sees, [B, T, C]. */
export class SelfAttention extends tf.layers.Layer {
  static className = "SelfAttention";
  readonly options: SelfAttentionOptions;

  constructor({ heads, causal, rotary, ...config }: SelfAttentionOptions & Config) {
    super(config);
    this.options = { heads, causal, rotary };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => attention(...splitProjection(firstTensor(inputs), this.options), this.options));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, time, width] = firstShape(inputShape) as [number | null, number | null, number];
    return [batch, time, width / 3];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.options };
  }
}

/** Adds a learned vector for each place. x [B, T, C], T ≤ `places` → [B, T, C]. */
export class Positions extends tf.layers.Layer {
  static className = "Positions";
  readonly places: number;
  private readonly initializer: Initializer | undefined;

  constructor({
    places,
    stream,
    deviation = 0.02,
    ...config
  }: { readonly places: number; readonly stream?: RandomStream; readonly deviation?: number } & Config) {
    super(config);
    this.places = places;
    this.initializer = stream && normalOf(stream, deviation);
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const width = firstShape(inputShape).at(-1) as number;
    this.addWeight("places", [this.places, width], "float32", this.initializer ?? tf.initializers.zeros());
    this.built = true;
  }

  /** x [N, T, C] at the places `first` …. */
  at(x: tf.Tensor3D, first = 0): tf.Tensor3D {
    const [table] = this.weights.map((weight) => weight.read()) as [tf.Tensor2D];
    const [, T, C] = x.shape;
    return tf.add(x, table.slice([first, 0], [T, C]));
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => this.at(firstTensor(inputs) as tf.Tensor3D));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return firstShape(inputShape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), places: this.places };
  }
}

/** ½ x (1 + tanh √(2/π) (x + 0.044715 x³)): a stock activation that does not survive being saved. */
export class Gelu extends tf.layers.Layer {
  static className = "Gelu";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => gelu(firstTensor(inputs)));
  }
}

/** Every symbol once, in order, whatever comes in: [B, T] → int32 [1, symbols]. An embedding of it is its whole table. */
export class Alphabet extends tf.layers.Layer {
  static className = "Alphabet";
  readonly symbols: number;

  constructor({ symbols, ...config }: { readonly symbols: number } & Config) {
    super(config);
    this.symbols = symbols;
  }

  override call(): tf.Tensor {
    return tf.range(0, this.symbols, 1, "int32").reshape([1, this.symbols]);
  }

  override computeOutputShape(): tf.Shape {
    return [null, this.symbols];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), symbols: this.symbols };
  }
}

/** Scores by likeness to each symbol's own vector: hidden [B, T, C], vectors [1, V, C] → hidden · vectorsᵀ + bias. Press & Wolf 2017. */
export class TiedReadout extends tf.layers.Layer {
  static className = "TiedReadout";

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const [, [, symbols]] = inputShape as [tf.Shape, [number | null, number, number]];
    this.addWeight("bias", [symbols], "float32", tf.initializers.zeros());
    this.built = true;
  }

  /** hidden [..., C], table [V, C] → [..., V]. */
  scores(hidden: tf.Tensor, table: tf.Tensor2D): tf.Tensor {
    const [bias] = this.weights.map((weight) => weight.read()) as [tf.Tensor1D];
    return matMul(hidden, table, { transposeB: true, bias });
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [hidden, vectors] = inputs as [tf.Tensor, tf.Tensor];
      return this.scores(hidden, vectors.reshape(vectors.shape.slice(1)) as tf.Tensor2D);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [hidden, vectors] = inputShape as [tf.Shape, tf.Shape];
    return [...hidden.slice(0, -1), vectors[1] as number];
  }
}

for (const layer of [SelfAttention, Gelu, Positions, Alphabet, TiedReadout]) tf.serialization.registerClass(layer);
