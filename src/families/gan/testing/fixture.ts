import * as tf from "@tensorflow/tfjs";
import { randomNormals, randomStream, randomUniforms } from "../../../core/random.ts";
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

export const tinyPoints: DatasetFacts = {
  id: "tiny-points",
  domain: { kind: "points" },
  labels: ["a", "b", "c"],
  counts: { train: 20, validation: 5 },
  baselines: [],
};

export const tinyPictures: DatasetFacts = {
  ...tinyPoints,
  id: "tiny-pictures",
  domain: { kind: "image", height: 8, width: 8, channels: 1 },
};

/** Sounds of 32 ms; long enough for three convolutions of a wave. */
export const tinySounds: DatasetFacts = {
  ...tinyPoints,
  id: "tiny-sounds",
  domain: { kind: "audio", rate: 8000, length: 512, form: "wave" },
};

export const tinySpectrograms: DatasetFacts = {
  ...tinySounds,
  domain: { kind: "audio", rate: 8000, length: 256, form: "spectrogram" },
};

/** Lines over five letters, of five at most. */
export const tinyTexts: DatasetFacts = {
  ...tinyPoints,
  id: "tiny-texts",
  domain: { kind: "tokens", vocabulary: ["\n", "a", "b", "c", "d", "e"], longest: 6 },
  characters: { train: 100, validation: 25 },
};

export const tinyValues: Values = {
  ...defaultsOf(manifest.parameters),
  objective: "wassersteinGp",
  width: 8,
  layers: 2,
  channels: 4,
  latent: 3,
  criticSteps: 2,
};

const SIZE = 4;

/** A model with weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function tinyModel(values: Values = tinyValues, facts = tinyPoints): Model {
  const model = build(asModelValues(values), wholeDomain(facts), { size: SIZE, length: 1 }, randomStream(1, "weights"));
  tf.tidy(() => {
    for (const network of Object.values(model.networks)) {
      network.setWeights(
        network.getWeights().map(({ shape, size }, i) =>
          tf.tensor(
            randomNormals(randomStream(i, "shake"), size).map((x) => x * (size > 200 ? 0.15 : 0.5)),
            shape,
          ),
        ),
      );
    }
  });
  return model;
}

/** Row n ends after n + 1 letters, again and again. */
const letters = (uniforms: ArrayLike<number>) =>
  Array.from(uniforms, (value, i) => (i % 6 > Math.floor(i / 6) % 5 ? 0 : 1 + Math.floor(5 * value)));

export function tinyBatch({ domain, labels }: DatasetFacts, size = SIZE): ExampleBatch {
  const shape = [size, ...(domainTraits[domain.kind] as DomainTraits).shape(domain)];
  const count = shape.reduce((product, side) => product * side, 1);
  const uniforms = randomUniforms(randomStream(5, "examples"), count);
  return {
    kind: "examples",
    values: tf.tensor(domain.kind === "tokens" ? letters(uniforms) : uniforms, shape),
    labels: tf.tensor1d(
      Array.from({ length: size }, (_, i) => i % labels.length),
      "int32",
    ),
  };
}

export const noise: Noise = {
  uniform: (name, shape) => uniform(randomStream(9, name), shape),
  normal: (name, shape) => normal(randomStream(9, name), shape),
};

export const untapped: Tap = (_, value) => value;

export const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
