import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../../core/random.ts";
import { wholeDomain } from "../../../domains/testing/data.ts";
import type { BackendKind } from "../../../engine/index.ts";
import { adamUpdate } from "../../../engine/kernels/optimizers/index.ts";
import type { Update } from "../../../engine/model.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { build } from "../model.ts";
import {
  bernoulliValues,
  gaussianValues,
  noise,
  open,
  textValues,
  tinyBatch,
  tinyPictures,
  tinyPoints,
  tinyTexts,
  untapped,
} from "./fixture.ts";

const kinds = [
  ["dense", { ...bernoulliValues, conditional: true, warmup: 2 }, tinyPictures],
  ["convolutional", { ...gaussianValues, architecture: "convolutional", spread: "learned" }, tinyPictures],
  ["points", gaussianValues, tinyPoints],
  ["texts", { ...textValues, conditional: true }, tinyTexts],
] as const;

const STEPS = 3;

/** The losses of a few steps, and what the model then draws, by kind of model. */
async function behaviour(kind: BackendKind): Promise<Record<string, number[]>> {
  await open(kind);
  const found: Record<string, number[]> = {};
  for (const [name, values, facts] of kinds) {
    const model = build(asModelValues(values), wholeDomain(facts), { size: 4, length: 1 }, randomStream(1, "weights"));
    const update = model.updates[0] as Update;
    const slots = update.variables.map((variable) => ({
      firstMoment: tf.variable(tf.zerosLike(variable)),
      secondMoment: tf.variable(tf.zerosLike(variable)),
    }));
    const batch = tinyBatch(facts);
    const reported: number[] = [];
    for (let step = 0; step < STEPS; step++) {
      const { value, grads } = tf.variableGrads(
        () => update.loss({ batch, noise, tap: untapped, values }).total,
        [...update.variables],
      );
      update.variables.forEach((variable, i) => {
        const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: step + 1 };
        adamUpdate(variable, grads[variable.name] as tf.Tensor, slots[i] as (typeof slots)[number], options);
      });
      reported.push((await value.data())[0] as number);
    }
    const drawn = model.generate?.(6, randomStream(4, "drawn"), values) as tf.Tensor;
    found[name] = [...reported, ...(await drawn.data())];
    model.dispose();
  }
  return found;
}

/** What every backend is held against, computed once. */
let reference: ReturnType<typeof behaviour> | undefined;
const expectedOnce = () => {
  reference ??= behaviour("cpu");
  return reference;
};

/** Where a backend learns or draws otherwise than core ops on the processor do; empty when all is well. */
export async function differences(kind: BackendKind): Promise<string[]> {
  const expected = await expectedOnce();
  const found = await behaviour(kind);
  return Object.entries(expected).flatMap(([name, values]) =>
    values.flatMap((value, i) => {
      const other = found[name]?.[i] ?? Number.NaN;
      const near = Math.abs(other - value) <= 1e-3 * Math.max(Math.abs(value), 0.1);
      return near ? [] : [`${name}, number ${i}: ${other} instead of ${value}`];
    }),
  );
}
