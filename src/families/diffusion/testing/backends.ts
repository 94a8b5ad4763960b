import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../../core/random.ts";
import { wholeDomain } from "../../../domains/testing/data.ts";
import type { BackendKind } from "../../../engine/index.ts";
import { adamUpdates } from "../../../engine/kernels/optimizers/index.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import { build } from "../model.ts";
import { KINDS, noise, open, SIZE, tinyBatch, untapped, updateOf } from "./fixture.ts";

const STEPS = 3;

/** The losses of a few steps, and what the averaged model then draws, by kind of model. */
async function behaviour(kind: BackendKind): Promise<Record<string, number[]>> {
  await open(kind);
  const found: Record<string, number[]> = {};
  for (const [name, values, facts] of KINDS.filter((_, i) => i !== 2)) {
    const model = build(
      asModelValues(values),
      wholeDomain(facts),
      { size: SIZE, length: 1 },
      randomStream(1, "weights"),
    );
    const update = updateOf(model);
    const variables = [...update.variables];
    const slots = variables.map((variable) => ({
      firstMoment: tf.variable(tf.zerosLike(variable)),
      secondMoment: tf.variable(tf.zerosLike(variable)),
    }));
    const batch = tinyBatch(facts);
    const reported: number[] = [];
    for (let step = 1; step <= STEPS; step++) {
      const { value, grads } = tf.variableGrads(
        () => update.loss({ batch, noise, tap: untapped, values }).total,
        variables,
      );
      const updated = variables.map((variable, i) => ({
        ...{ variable, gradient: grads[variable.name] as tf.Tensor },
        slots: slots[i] as (typeof slots)[number],
      }));
      // Small: where a gradient is no more than rounding, Adam makes a whole step of it.
      adamUpdates(updated, { learningRate: 0.002, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step });
      update.project?.(values);
      reported.push((await value.data())[0] as number);
    }
    const drawn = tf.tidy(() => model.generate?.(3, randomStream(4, "drawn"), values, { guidance: 2 }) as tf.Tensor);
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
      // Losses to a thousandth; what is drawn has gone through many passes.
      const near = Math.abs(other - value) <= (i < STEPS ? 1e-3 : 5e-3) * Math.max(Math.abs(value), 0.2);
      return near ? [] : [`${name}, number ${i}: ${other} instead of ${value}`];
    }),
  );
}
