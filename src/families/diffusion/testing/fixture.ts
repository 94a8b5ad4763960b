import * as tf from "@tensorflow/tfjs";
import { randomNormals, randomStream, randomUniforms } from "../../../core/random.ts";
import { wholeDomain } from "../../../domains/testing/data.ts";
import { domainTraits } from "../../../domains/traits.ts";
import { type BackendKind, openBackend } from "../../../engine/index.ts";
import { normal, uniform } from "../../../engine/kernels/random/index.ts";
import type { ExampleBatch, Model, Noise, Tap, Update } from "../../../engine/model.ts";
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

export const tinyValues: Values = {
  ...defaultsOf(manifest.parameters),
  objective: "velocity",
  width: 8,
  layers: 2,
  channels: 4,
};

/** One of each kind of network, with and without labels, by every objective. */
export const KINDS: readonly (readonly [string, Values, DatasetFacts])[] = [
  ["points, v", tinyValues, tinyPoints],
  ["points with labels, straight paths", { ...tinyValues, objective: "flow", conditional: true }, tinyPoints],
  [
    "dense pictures, noise, linear",
    { ...tinyValues, objective: "noise", architecture: "dense", noiseSchedule: "linear" },
    tinyPictures,
  ],
  [
    "convolutional pictures with labels, sample",
    { ...tinyValues, objective: "sample", conditional: true },
    tinyPictures,
  ],
  ["waves with labels, v", { ...tinyValues, architecture: "convolutional", conditional: true }, tinySounds],
  ["convolutional spectrograms, v", { ...tinyValues, architecture: "convolutional" }, tinySpectrograms],
];

export const SIZE = 4;

/** A model with weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function tinyModel(values: Values = tinyValues, facts = tinyPoints): Model {
  const model = build(asModelValues(values), wholeDomain(facts), { size: SIZE, length: 1 }, randomStream(1, "weights"));
  tf.tidy(() => {
    for (const network of Object.values(model.networks)) {
      network.setWeights(
        network.getWeights().map(({ shape, size }, i) =>
          tf.tensor(
            randomNormals(randomStream(i, "shake"), size).map((x) => x * (size > 100 ? 0.15 : 0.4)),
            shape,
          ),
        ),
      );
    }
  });
  return model;
}

export function tinyBatch({ domain, labels }: DatasetFacts, size = SIZE): ExampleBatch {
  const shape = [size, ...(domainTraits[domain.kind] as DomainTraits).shape(domain)];
  const count = shape.reduce((product, side) => product * side, 1);
  return {
    kind: "examples",
    values: tf.tensor(randomUniforms(randomStream(5, "examples"), count), shape),
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

export const updateOf = (model: Model): Update => model.updates[0] as Update;

export const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
export const scalar = (tensor: tf.Tensor) => tensor.dataSync()[0] as number;
