import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import type { BackendKind } from "../../../engine/index.ts";
import { adamUpdate } from "../../../engine/kernels/optimizers/index.ts";
import type { Update } from "../../../engine/model.ts";
import { defaultsOf } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import type { CausalFieldView, TextSample } from "../../../schema/view.ts";
import { examples, noise, open, tinyBatch, tinyFacts } from "../../recurrent/testing/fixture.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";
import { tinyModel, tinyShape, tinyValues } from "./fixture.ts";

const STEPS = 3;
const values = { ...tinyValues, kernelSize: 3, dropout: 0.2 };

/** The losses of a few steps from the same weights on the same batches, the queues carried on. */
async function losses(): Promise<number[]> {
  const model = build(asModelValues(values), sequenceDomain(tinyFacts), tinyShape, randomStream(1, "weights"));
  const update = model.updates[0] as Update;
  const slots = update.variables.map((variable) => ({
    firstMoment: tf.variable(tf.zerosLike(variable)),
    secondMoment: tf.variable(tf.zerosLike(variable)),
  }));
  const reported: tf.Scalar[] = [];
  for (let step = 0; step < STEPS; step++) {
    const batch = tinyBatch({ ...tinyShape, fresh: step === 0 });
    let carry: readonly tf.Tensor[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const loss = update.loss({ batch, noise, tap: (_, tensor) => tensor, values });
      carry = (loss.carry ?? []).map((queue) => tf.keep(queue));
      return loss.total;
    }, [...update.variables]);
    update.variables.forEach((variable, i) => {
      const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: step + 1 };
      adamUpdate(variable, grads[variable.name] as tf.Tensor, slots[i] as (typeof slots)[number], options);
    });
    update.carry?.forEach((queue, i) => {
      queue.assign(carry[i] as tf.Tensor);
    });
    reported.push(value);
  }
  const numbers = await Promise.all(reported.map(async (loss) => (await loss.data())[0] as number));
  model.dispose();
  return numbers;
}

async function texts(): Promise<string[]> {
  const own = { ...defaultsOf(manifest.sampling), count: 3, maxLength: 9, topK: 4, prompt: "ab" };
  const request = { values: own, model: tinyValues, stream: randomStream(1, "sampling"), known: () => false, examples };
  let last: readonly TextSample[] = [];
  for await (const view of tinyModel().sample(request, new AbortController().signal)) {
    if (view.kind === "text") last = view.samples;
  }
  return last.map(({ text, label }) => `${label}: ${text}`);
}

async function influence(): Promise<number[]> {
  const asked = { view: "field", source: "text" as const, model: tinyValues, text: "abc" };
  const request = { ...asked, sampling: defaultsOf(manifest.sampling), stream: randomStream(1, "view"), examples };
  return [...((await tinyModel().view(request)) as CausalFieldView).influence];
}

async function behaviour(kind: BackendKind) {
  await open(kind);
  return { losses: await losses(), texts: await texts(), influence: await influence() };
}

/** What every backend is held against, computed once. */
let reference: ReturnType<typeof behaviour> | undefined;
const expectedOnce = () => {
  reference ??= behaviour("cpu");
  return reference;
};

/** Where a backend learns, writes or sees otherwise than core ops on the processor do; empty when all is well. */
export async function differences(kind: BackendKind): Promise<string[]> {
  const expected = await expectedOnce();
  const found = await behaviour(kind);
  return [
    ...expected.losses.flatMap((loss, step) => {
      const other = found.losses[step] ?? Number.NaN;
      return Math.abs(loss - other) <= 1e-3 * loss ? [] : [`step ${step}: ${other} instead of ${loss}`];
    }),
    ...expected.texts.flatMap((text, i) => (text === found.texts[i] ? [] : [`${found.texts[i]} instead of ${text}`])),
    ...expected.influence.flatMap((share, i) => {
      const other = found.influence[i] ?? Number.NaN;
      return Math.abs(share - other) <= 2 ? [] : [`influence ${i}: ${other} instead of ${share}`];
    }),
  ];
}
