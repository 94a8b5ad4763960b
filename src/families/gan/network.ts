/**
 * The generator and the critic of a generative adversarial network (Goodfellow et al. 2014).
 *
 *     z ─ layers ─ G(z) ─┐
 *                        ├─ layers ─ score
 *     real example x ────┘
 *     label ─ vector, beside z, and beside what the critic sees
 *
 * B examples of any shape, Z latent units, L width of a label's vector.
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { type LabelTable, labelTable } from "../../domains/labels.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import type { Tap } from "../../engine/model.ts";
import { type Block, connect, run, variablesOf } from "../../engine/networks/block.ts";
import { dense, leakyRelu } from "../../engine/networks/dense.ts";
import { JOINED_WIDTH } from "./sizes.manifest.ts";

export interface Adversaries {
  /** (z, [label]) → G(z) and (x, [label]) → score: what is saved. */
  readonly networks: { readonly generator: tf.LayersModel; readonly critic: tf.LayersModel };
  readonly variables: { readonly generator: readonly tf.Variable[]; readonly critic: readonly tf.Variable[] };
  /** Every weight with the machine node that it lives in. */
  readonly nodes: ReadonlyMap<tf.Variable, string>;
  /** z [B, Z], labels int32 [B] where the model is conditioned → [B, …]. Differentiable; call inside a tidy. */
  readonly generate: (z: tf.Tensor, labels?: tf.Tensor, tap?: Tap) => tf.Tensor;
  /** x [B, …] → [B]. Differentiable in x and the weights, twice too; call inside a tidy. */
  readonly discriminate: (x: tf.Tensor, labels?: tf.Tensor, tap?: Tap) => tf.Tensor1D;
}

const identity: Tap = (_, value) => value;

export function buildAdversaries(sizes: NetworkSizes, { networks }: WholeDomain, weights: RandomStream): Adversaries {
  const { shape, latent, inner, labels: labelCount } = sizes;
  const stream = (key: number) => substream(weights, key);
  const parts = networks.decoder(sizes, { name: "generator", stream, key: 10, outputKey: 20, finished: true });
  const { features, hidden } = networks.encoder(sizes, {
    ...{ name: "critic", stream, key: 30, activation: "leaky" },
    fine: true,
  });
  // A convolutional critic is told the label last.
  const judging =
    inner.length > 0 && labelCount > 0
      ? [dense({ name: "critic3", units: JOINED_WIDTH, stream: stream(32) }), leakyRelu("critic3Bent")]
      : hidden;
  // Kept checkpoints know its weights by this name.
  const score = dense({ name: "opinion", units: 1, stream: stream(40) });
  const ofZ = labelTable(sizes, { name: "generatorLabel", input: "labelOfZ", stream: stream(2) });
  const ofX = labelTable(sizes, { name: "criticLabel", input: "labelOfX", stream: stream(3) });
  const generatorBlocks = [...parts.hidden, ...parts.output];

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
  return {
    networks: { generator, critic },
    variables,
    nodes: new Map(
      Object.entries(variables).flatMap(([network, own]) =>
        own.map((variable) => [variable, labelWeights.has(variable) ? "label" : network] as const),
      ),
    ),
    generate: (noise, labels, tap = identity) => {
      const hidden = run(parts.hidden, ofZ.join(tap("noise", noise), labels, tap));
      const flat = tap("generator", rows(hidden));
      return tap("fakes", run(parts.output, flat.reshape(hidden.shape)));
    },
    discriminate: (example, labels, tap = identity) => {
      const seen = ofX.join(run(features, example), labels, tap);
      return score.apply(tap("critic", run(judging, seen))).reshape([-1]) as tf.Tensor1D;
    },
  };
}
