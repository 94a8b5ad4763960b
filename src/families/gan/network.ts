/**
 * The generator and the critic of a generative adversarial network (Goodfellow et al. 2014).
 *
 *     z ─ layers ─ G(z) ─┐
 *                        ├─ layers ─ score
 *     real example x ────┘
 *     label ─ vector, beside z, and beside what the critic sees
 *
 * Where a sample is symbols, G(z) and x are rows of shares in its place.
 *
 * B examples of any shape, Z latent units, L width of a label's vector.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import type { PhaseShuffle, WholeDomain, Written } from "../../domains/contract.ts";
import { type LabelTable, labelTable } from "../../domains/labels.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import type { Tap } from "../../engine/model.ts";
import { type Block, connect, run, variablesOf } from "../../engine/networks/block.ts";
import { dense, leakyRelu } from "../../engine/networks/dense.ts";
import { convolutions, JOINED_WIDTH } from "./sizes.manifest.ts";

export interface Adversaries {
  /** (z, [label]) → G(z) and (x, [label]) → score: what is saved. */
  readonly networks: { readonly generator: tf.LayersModel; readonly critic: tf.LayersModel };
  readonly variables: { readonly generator: readonly tf.Variable[]; readonly critic: readonly tf.Variable[] };
  /** Every weight with the machine node that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  /**
   * z [B, Z], labels int32 [B] where the model is conditioned → what the critic is to see, [B, …]. Differentiable; call
   * inside a tidy.
   */
  readonly generate: (z: tf.Tensor, labels?: tf.Tensor, tap?: Tap, choice?: Choice) => tf.Tensor;
  /** The same as samples. Call inside a tidy. */
  readonly make: (z: tf.Tensor, labels?: tf.Tensor, choice?: Choice) => Made;
  /** Samples as the critic sees them: [B, …] → [B, …]. */
  readonly seen: (samples: tf.Tensor) => tf.Tensor;
  /** x as the critic sees it, [B, …] → [B]. Differentiable in x and the weights, twice too; call inside a tidy. */
  readonly discriminate: (x: tf.Tensor, labels?: tf.Tensor, tap?: Tap, phase?: PhaseShuffle) => tf.Tensor1D;
}

/** How one symbol a row is drawn; the shares of all of them are left as they are without it. */
export interface Choice {
  /** Uniform numbers of this shape. */
  readonly noise: (shape: readonly number[]) => tf.Tensor;
  /** τ of the slope. */
  readonly temperature: tf.Scalar | number;
}

export type Made = Pick<Written, "made"> & Partial<Written>;

const identity: Tap = (_, value) => value;

export function buildAdversaries(sizes: NetworkSizes, { networks }: WholeDomain, weights: RandomStream): Adversaries {
  const { latent, labels: labelCount } = sizes;
  const { relaxed } = networks;
  const { encoder, decoder, shape } = relaxed ?? { ...networks, shape: sizes.shape };
  const stream = (key: number) => substream(weights, key);
  const parts = decoder(sizes, { name: "generator", stream, key: 10, outputKey: 20, finished: !relaxed });
  const { features, hidden, shuffled } = encoder(sizes, {
    ...{ name: "critic", stream, key: 30, activation: "leaky" },
    fine: true,
  });
  // A convolutional critic is told the label last.
  const looks = convolutions(sizes);
  const told = `critic${looks + 1}`;
  const judging =
    looks > 0 && labelCount > 0
      ? [dense({ name: told, units: JOINED_WIDTH, stream: stream(30 + looks) }), leakyRelu(`${told}Bent`)]
      : hidden;
  // Kept checkpoints know its weights by this name.
  const score = dense({ name: "opinion", units: 1, stream: stream(40) });
  const ofZ = labelTable(sizes, { name: "generatorLabel", input: "labelOfZ", stream: stream(2) });
  const ofX = labelTable(sizes, { name: "criticLabel", input: "labelOfX", stream: stream(3) });
  const generatorBlocks = [...parts.hidden, ...parts.output, ...parts.finish];

  const z = tf.input({ shape: [latent], name: "z" });
  const generator = tf.model({
    name: "generator",
    inputs: [z, ...ofZ.inputs],
    outputs: connect(generatorBlocks, ofZ.connect(z)),
  });
  const x = tf.input({ shape: [...shape], name: "x" });
  const critic = tf.model({
    name: "critic",
    inputs: [x, ...ofX.inputs],
    outputs: connect([...judging, score], ofX.connect(connect(features, x))),
  });

  const rows = (value: tf.Tensor) => value.reshape([value.shape[0] as number, -1]);
  const weightsOf = (blocks: readonly Block[], { layers }: LabelTable) =>
    [...blocks.map(({ layer }) => layer), ...layers].flatMap(variablesOf);
  const labelWeights = new Set([...ofZ.layers, ...ofX.layers].flatMap(variablesOf));
  const variables = {
    generator: weightsOf(generatorBlocks, ofZ),
    critic: weightsOf([...features, ...judging, score], ofX),
  };
  /** z → scores, where symbols are chosen by them, or what is made. */
  const scored = (noise: tf.Tensor, labels: tf.Tensor | undefined, tap: Tap): tf.Tensor => {
    const hidden = run(parts.hidden, ofZ.join(tap("noise", noise), labels, tap));
    const flat = tap("generator", rows(hidden));
    return run(parts.output, flat.reshape(hidden.shape));
  };
  const finished = (scores: tf.Tensor) => run(parts.finish, scores);
  const drawn = (scores: tf.Tensor, choice: Choice | undefined): tf.Tensor =>
    relaxed && choice ? relaxed.drawn(scores, choice.noise(scores.shape), choice.temperature) : finished(scores);
  return {
    networks: { generator, critic },
    variables,
    nodes: new Map(
      Object.entries(variables).flatMap(([network, own]) =>
        own.map((variable) => [variable, labelWeights.has(variable) ? "label" : network] as const),
      ),
    ),
    generate: (noise, labels, tap = identity, choice?) => {
      const fakes = tap("fakes", drawn(scored(noise, labels, tap), choice));
      // Learned from are shares, whose gradient is caught first; shown are symbols.
      if (relaxed) tap("fakes", relaxed.symbols(fakes));
      return fakes;
    },
    make: (noise, labels, choice) => {
      const scores = scored(noise, labels, identity);
      if (!relaxed) return { made: finished(scores) };
      const made = relaxed.symbols(drawn(scores, choice)); // [B, T]
      return { made, confidence: tf.sum(tf.mul(relaxed.rows(made), finished(scores)), -1) };
    },
    seen: (samples) => (relaxed ? relaxed.rows(samples) : samples),
    discriminate: (example, labels, tap = identity, phase) => {
      const looked = phase && shuffled ? shuffled(example, phase) : run(features, example);
      const seen = ofX.join(looked, labels, tap);
      return score.apply(tap("critic", run(judging, seen))).reshape([-1]) as tf.Tensor1D;
    },
  };
}
