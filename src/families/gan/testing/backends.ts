import * as tf from "@tensorflow/tfjs";
import { randomNormals, randomStream } from "../../../core/random.ts";
import type { BackendKind } from "../../../engine/index.ts";
import type { Update } from "../../../engine/model.ts";
import type { DatasetFacts } from "../../../schema/domain.ts";
import type { Values } from "../../../schema/parameter.ts";
import {
  noise,
  open,
  tinyBatch,
  tinyModel,
  tinyPictures,
  tinyPoints,
  tinyTexts,
  tinyValues,
  untapped,
} from "./fixture.ts";

const KINDS: readonly (readonly [string, Values, DatasetFacts])[] = [
  ["dense, on points with labels", { ...tinyValues, conditional: true }, tinyPoints],
  ["dense, on pictures", tinyValues, tinyPictures],
  ["convolutional", { ...tinyValues, architecture: "convolutional" }, tinyPictures],
  ["on texts", { ...tinyValues, width: 10 }, tinyTexts],
];

/** Small beside the weights and the way to the next kink of a critic, large beside the rounding of their losses. */
const STEP = 2e-3;

/**
 * The derivative of the penalty along a random direction of all of the critic's weights: by the engine's gradient of a
 * gradient, and by a central difference.
 */
async function penaltyDerivatives(
  values: Values,
  facts: DatasetFacts,
): Promise<readonly [analytic: number, numeric: number]> {
  const model = tinyModel(values, facts);
  const critic = model.updates[0] as Update;
  const variables = [...critic.variables];
  const input = { batch: tinyBatch(facts), noise, tap: untapped, values };
  const penalty = () => critic.loss(input).terms.penalty as tf.Scalar;
  const directions = variables.map(({ shape, size }, i) =>
    tf.tensor(
      randomNormals(randomStream(i, "direction"), size).map((x) => x / Math.sqrt(size)),
      shape,
    ),
  );
  const { grads } = tf.variableGrads(penalty, variables);
  const along = tf.tidy(() =>
    tf.addN(variables.map(({ name }, i) => tf.sum(tf.mul(grads[name] ?? tf.scalar(0), directions[i] as tf.Tensor)))),
  );
  const [analytic] = await along.data();
  const start = variables.map((variable) => tf.tidy(() => tf.mul(variable, 1)));
  const sides: number[] = [];
  for (const step of [STEP, -STEP]) {
    tf.tidy(() => {
      for (const [i, variable] of variables.entries()) {
        variable.assign(tf.add(start[i] as tf.Tensor, tf.mul(directions[i] as tf.Tensor, step)));
      }
    });
    sides.push((await tf.tidy(penalty).data())[0] as number);
  }
  tf.dispose([grads, along, start, directions]);
  model.dispose();
  return [analytic as number, ((sides[0] as number) - (sides[1] as number)) / (2 * STEP)];
}

/** Kinds of critics whose penalty's gradient is not what finite differences say; empty when all is well. */
export async function wrongPenalties(kind: BackendKind): Promise<string[]> {
  await open(kind);
  const wrong: string[] = [];
  for (const [name, values, facts] of KINDS) {
    const [analytic, numeric] = await penaltyDerivatives(values, facts);
    const close = Math.abs(numeric) > 1e-3 && Math.abs(analytic - numeric) < 0.01 * Math.abs(numeric);
    if (!close) wrong.push(`${name}: ${analytic} rather than ${numeric}`);
  }
  return wrong;
}

/** Losses of both turns, and what is then made, by objective. */
async function behaviour(kind: BackendKind): Promise<Record<string, number[]>> {
  await open(kind);
  const found: Record<string, number[]> = {};
  // A dense network does the same to pictures as to points.
  for (const [name, values, facts] of KINDS.filter((_, i) => i !== 1)) {
    const model = tinyModel(values, facts);
    const input = { batch: tinyBatch(facts), noise, tap: untapped, values };
    const numbers: number[] = [];
    for (const update of model.updates.slice(-2)) {
      const { value, grads } = tf.variableGrads(() => update.loss(input).total, [...update.variables]);
      numbers.push(...(await value.data()));
      for (const { name: variable } of update.variables) numbers.push(...((await grads[variable]?.data()) ?? []));
      tf.dispose([value, grads]);
    }
    found[name] = numbers;
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

/** Where a backend's losses or gradients are other than those of core ops on the processor; empty when all is well. */
export async function differences(kind: BackendKind): Promise<string[]> {
  const expected = await expectedOnce();
  const found = await behaviour(kind);
  return Object.entries(expected).flatMap(([name, numbers]) => {
    const largest = Math.max(...numbers.map(Math.abs));
    const far = numbers.findIndex((number, i) => !(Math.abs((found[name]?.[i] as number) - number) <= 2e-3 * largest));
    return far < 0 ? [] : [`${name} at ${far}: ${found[name]?.[far]} rather than ${numbers[far]}`];
  });
}
