import * as tf from "@tensorflow/tfjs";
import { randomBelow, randomStream, randomWords } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import { type BackendKind, openBackend } from "../../../engine/index.ts";
import { uniform } from "../../../engine/kernels/random/index.ts";
import type { Model, Noise, TokenBatch } from "../../../engine/model.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import { defaultsOf, type Values } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { shaken } from "../../testing/checks.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";

/** Opens a backend with our kernels on it; a fault of the device fails the test run. */
export async function open(kind: BackendKind): Promise<void> {
  const fail = (fault: object) => {
    throw new Error(JSON.stringify(fault));
  };
  await openBackend(kind, { onFault: fail, onLost: fail });
}

export const tinyValues: Values = { ...defaultsOf(manifest.parameters), units: 6, embedding: 4 };

/** Names over five letters, in three languages. */
export const tinyFacts: DatasetFacts = {
  id: "tiny",
  domain: { kind: "tokens", vocabulary: ["\n", "a", "b", "c", "d", "e"] },
  labels: ["x", "y", "z"],
  counts: { train: 20, validation: 5 },
  characters: { train: 100, validation: 25 },
  baselines: [],
};

/** The same as one long text without labels. */
export const tinyText: DatasetFacts = {
  ...tinyFacts,
  labels: [],
  counts: { train: 1, validation: 1 },
  characters: { train: 900, validation: 90 },
};

/** A model with weights larger than any initializer's, so that nothing stays near zero and mistakes show. */
export function tinyModel(values: Values = tinyValues, facts = tinyFacts, size = 2, length = 3): Model {
  return shaken(build(asModelValues(values), sequenceDomain(facts), { size, length }, randomStream(1, "weights")));
}

/** [B, T] whole numbers below `bound`. */
function integers(name: string, shape: [number, number], bound: number): tf.Tensor2D {
  const words = randomWords(randomStream(5, name), shape[0] * shape[1]);
  return tf.tensor2d(
    Array.from(words, (word) => randomBelow(word, bound)),
    shape,
    "int32",
  );
}

export function tinyBatch({ size = 2, length = 3, fresh = true, labels = true } = {}): TokenBatch {
  return {
    kind: "tokens",
    inputs: integers("inputs", [size, length], 6),
    targets: integers("targets", [size, length], 6),
    ...(labels ? { labels: integers("labels", [size, length], 3) } : {}),
    fresh,
  };
}

export function slice(batch: TokenBatch, from: number, to: number, fresh: boolean): TokenBatch {
  const part = (tensor: tf.Tensor2D) => tensor.slice([0, from], [-1, to - from]) as tf.Tensor2D;
  return {
    kind: "tokens",
    inputs: part(batch.inputs),
    targets: part(batch.targets),
    ...(batch.labels ? { labels: part(batch.labels) } : {}),
    fresh,
  };
}

/** A recurrent network asks for no real examples. */
export const examples = (): TokenBatch => {
  throw new Error("no examples are asked for here");
};

export const noise: Noise = {
  uniform: (name, shape) => uniform(randomStream(9, name), shape),
  normal: () => {
    throw new Error("no normals are drawn here");
  },
};
