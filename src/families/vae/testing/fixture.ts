import * as tf from "@tensorflow/tfjs";
import { randomNormals, randomStream, randomUniforms, substream } from "../../../core/random.ts";
import { wholeDomain } from "../../../domains/testing/data.ts";
import { domainTraits } from "../../../domains/traits.ts";
import { type BackendKind, openBackend } from "../../../engine/index.ts";
import { normal, uniform } from "../../../engine/kernels/random/index.ts";
import type { ExampleBatch, Model, Noise, Tap } from "../../../engine/model.ts";
import type { DatasetFacts, DomainTraits } from "../../../schema/domain.ts";
import { defaultsOf, type Values } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";

/** Opens a backend with our kernels on it; a fault of the device fails the test run. */
export async function open(kind: BackendKind): Promise<void> {
  const fail = (fault: object) => {
    throw new Error(JSON.stringify(fault));
  };
  await openBackend(kind, { onFault: fail, onLost: fail });
}

const defaults = { ...defaultsOf(manifest.parameters), width: 6, channels: 4, latent: 3 };
export const bernoulliValues: Values = { ...defaults, objective: "bernoulli" };
export const gaussianValues: Values = { ...defaults, objective: "gaussian" };

/** Pictures of 8 × 8 grey pixels in three kinds. */
export const tinyPictures: DatasetFacts = {
  id: "tiny",
  domain: { kind: "image", height: 8, width: 8, channels: 1 },
  labels: ["x", "y", "z"],
  counts: { train: 20, validation: 5 },
  baselines: [],
};

export const tinyPoints: DatasetFacts = { ...tinyPictures, domain: { kind: "points" } };

/** Lines over five letters, of five at most. */
export const tinyTexts: DatasetFacts = {
  ...tinyPictures,
  domain: { kind: "tokens", vocabulary: ["\n", "a", "b", "c", "d", "e"], longest: 6 },
  characters: { train: 100, validation: 25 },
};

/** Sounds of 32 ms; long enough for three convolutions of a wave. */
export const tinySounds: DatasetFacts = {
  ...tinyPictures,
  id: "tiny-sounds",
  domain: { kind: "audio", rate: 8000, length: 512, form: "wave" },
};

export const tinySpectrograms: DatasetFacts = {
  ...tinySounds,
  domain: { kind: "audio", rate: 8000, length: 256, form: "spectrogram" },
};

export const textValues: Values = { ...defaults, objective: "crossEntropy", wordDropout: 0.3, freeBits: 0.05 };

export const shapeOf = ({ domain }: DatasetFacts): number[] => [
  ...(domainTraits[domain.kind] as DomainTraits).shape(domain),
];

/** Row n ends after n + 1 letters, again and again. */
const letters = (uniforms: Float32Array | readonly number[]) =>
  Array.from(uniforms, (value, i) => (i % 6 > Math.floor(i / 6) % 5 ? 0 : 1 + Math.floor(5 * value)));

/** A model with weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function tinyModel(values = bernoulliValues, facts = tinyPictures, scale = 0.4): Model {
  const model = build(asModelValues(values), wholeDomain(facts), { size: 4, length: 1 }, randomStream(1, "weights"));
  tf.tidy(() => {
    for (const network of Object.values(model.networks)) {
      network.setWeights(network.getWeights().map(({ shape }, i) => normals(i, shape, scale)));
    }
  });
  return model;
}

export function tinyBatch(facts = tinyPictures, size = 4): ExampleBatch {
  const shape = [size, ...shapeOf(facts)];
  const uniforms = randomUniforms(
    randomStream(3, "examples"),
    shape.reduce((product, each) => product * each, 1),
  );
  const { kind } = facts.domain;
  const values =
    kind === "image" ? uniforms : kind === "tokens" ? letters(uniforms) : uniforms.map((value) => 2 * value - 1);
  return {
    kind: "examples",
    values: tf.tensor(values, shape),
    labels: tf.tensor1d(
      Array.from({ length: size }, (_, i) => i % 3),
      "int32",
    ),
  };
}

export const noise: Noise = {
  normal: (name, shape) => normal(randomStream(9, name), shape),
  uniform: (name, shape) => uniform(randomStream(9, name), shape),
};

export const untapped: Tap = (_, value) => value;

export const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
export const scalar = (tensor: tf.Tensor) => tensor.dataSync()[0] as number;

/** A tensor of standard normal numbers, times `scale`. */
export const normals = (key: number, shape: number[], scale = 1) =>
  tf.tensor(
    randomNormals(
      substream(randomStream(2, "normals"), key),
      shape.reduce((a, b) => a * b, 1),
    ).map((x) => x * scale),
    shape,
  );
