/**
 * The generator and the critic of a generative adversarial network (Goodfellow et al. 2014).
 *
 *     z ─ layers ─ G(z) ─┐
 *                        ├─ layers ─ score
 *     real example x ────┘
 *     label ─ vector, beside z, and beside what the critic sees
 *
 * B examples, Z latent units, L width of a label's vector. Pictures are [H, W, C], points [2].
 */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { Embedding, normalOf } from "../../engine/layers/index.ts";
import type { Tap } from "../../engine/model.ts";
import { type Block, connect, run, variablesOf } from "../../engine/networks/block.ts";
import { downsample, upsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten, leakyRelu, reshape } from "../../engine/networks/dense.ts";
import { JOINED_WIDTH, type Sizes } from "./sizes.manifest.ts";

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

interface Parts {
  readonly generator: readonly Block[];
  readonly output: readonly Block[];
  /** What the critic makes of the example before it is told the label. */
  readonly features: readonly Block[];
  readonly critic: readonly Block[];
}

/** Points lie within about 1 of the middle, and what matters is far finer. */
const POINTS_SPREAD = 5;

type Streams = (key: number) => RandomStream;

/** Hidden layers of a critic, with a slope on both sides: a unit that is off still tells the generator where to go. */
const leaky = (name: string, units: number, stream: RandomStream, spread?: number): readonly Block[] => [
  dense({ name, units, stream, ...(spread === undefined ? {} : { spread }) }),
  leakyRelu(`${name}Bent`),
];

function denseParts({ shape, inputs, widths }: Sizes, stream: Streams): Parts {
  const isPicture = shape.length > 1;
  return {
    generator: widths.map((units, i) =>
      dense({ name: `generator${i + 1}`, units, activation: "relu", stream: stream(10 + i) }),
    ),
    output: [
      dense({ name: "output", units: inputs, activation: isPicture ? "sigmoid" : "linear", stream: stream(20) }),
      ...(isPicture ? [reshape("picture", shape)] : []),
    ],
    features: isPicture ? [flatten("flat")] : [],
    critic: widths.flatMap((units, i) =>
      leaky(`critic${i + 1}`, units, stream(30 + i), isPicture || i > 0 ? undefined : POINTS_SPREAD),
    ),
  };
}

function convolutionalParts({ shape, channels, inner, labels }: Sizes, stream: Streams): Parts {
  const [outer] = channels as [number];
  const units = inner.reduce((product, size) => product * size, 1);
  return {
    generator: [
      dense({ name: "generator1", units, activation: "relu", stream: stream(10) }),
      reshape("inner", inner),
      upsample({ name: "generator2", filters: outer, activation: "relu", stream: stream(11) }),
    ],
    output: [upsample({ name: "output", filters: shape[2] as number, activation: "sigmoid", stream: stream(20) })],
    features: [
      ...channels.flatMap((filters, i) => [
        downsample({ name: `critic${i + 1}`, filters, stream: stream(30 + i) }),
        leakyRelu(`critic${i + 1}Bent`),
      ]),
      flatten("flat"),
    ],
    critic: labels > 0 ? leaky("critic3", JOINED_WIDTH, stream(32)) : [],
  };
}

export function buildAdversaries(sizes: Sizes, weights: RandomStream): Adversaries {
  const { shape, latent, labels: labelCount, labelWidth } = sizes;
  const stream: Streams = (key) => substream(weights, key);
  const parts = sizes.inner.length > 0 ? convolutionalParts(sizes, stream) : denseParts(sizes, stream);
  // Kept checkpoints know its weights by this name.
  const score = dense({ name: "opinion", units: 1, stream: stream(40) });

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
  const generatorLabel = table("generatorLabel", 2);
  const criticLabel = table("criticLabel", 3);

  /** The symbolic label, and what it makes of another input. */
  function conditioned(own: Embedding | null, name: string) {
    if (!own) return { inputs: [], join: (x: tf.SymbolicTensor) => x };
    const input = tf.input({ shape: [], dtype: "int32", name });
    const join = (x: tf.SymbolicTensor) =>
      tf.layers.concatenate({ name: `${name}Joined` }).apply([x, own.apply(input) as tf.SymbolicTensor]);
    return { inputs: [input], join: join as (x: tf.SymbolicTensor) => tf.SymbolicTensor };
  }

  const z = tf.input({ shape: [latent], name: "z" });
  const ofGenerator = conditioned(generatorLabel, "labelOfZ");
  const generator = tf.model({
    name: "generator",
    inputs: [z, ...ofGenerator.inputs],
    outputs: connect([...parts.generator, ...parts.output], ofGenerator.join(z)),
  });
  const x = tf.input({ shape: [...shape], name: "x" });
  const ofCritic = conditioned(criticLabel, "labelOfX");
  const critic = tf.model({
    name: "critic",
    inputs: [x, ...ofCritic.inputs],
    outputs: connect([...parts.critic, score], ofCritic.join(connect(parts.features, x))),
  });

  const join = (own: Embedding | null, value: tf.Tensor, labels: tf.Tensor | undefined, tap: Tap) =>
    own && labels ? tf.concat([value, tap("label", own.call(labels))], 1) : value;
  const rows = (value: tf.Tensor) => value.reshape([value.shape[0] as number, -1]);
  const weightsOf = (blocks: readonly Block[], own: Embedding | null) =>
    [...blocks.map(({ layer }) => layer), ...(own ? [own] : [])].flatMap(variablesOf);
  const generatorBlocks = [...parts.generator, ...parts.output];
  const criticBlocks = [...parts.features, ...parts.critic, score];
  const labelWeights = new Set([generatorLabel, criticLabel].flatMap((own) => (own ? variablesOf(own) : [])));
  const variables = {
    generator: weightsOf(generatorBlocks, generatorLabel),
    critic: weightsOf(criticBlocks, criticLabel),
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
      const hidden = run(parts.generator, join(generatorLabel, tap("noise", noise), labels, tap));
      const flat = tap("generator", rows(hidden));
      return tap("fakes", run(parts.output, flat.reshape(hidden.shape)));
    },
    discriminate: (example, labels, tap = identity) => {
      const seen = join(criticLabel, run(parts.features, example), labels, tap);
      const hidden = tap("critic", run(parts.critic, seen));
      return score.apply(hidden).reshape([-1]) as tf.Tensor1D;
    },
  };
}
