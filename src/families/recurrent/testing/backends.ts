import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import type { BackendKind } from "../../../engine/index.ts";
import { adamUpdate } from "../../../engine/kernels/optimizers/index.ts";
import type { Update } from "../../../engine/model.ts";
import { defaultsOf } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import type { ProbabilityView, TextSample } from "../../../schema/view.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";
import { examples, noise, open, tinyBatch, tinyFacts, tinyModel, tinyValues } from "./fixture.ts";

const STEPS = 5;
const values = { ...tinyValues, layers: 2, dropout: 0.3 };

/** The losses of a few steps from the same weights on the same batches, dropout and carried state included. */
async function losses(cell: string): Promise<number[]> {
  const own = { ...values, cell };
  const model = build(
    asModelValues(own),
    sequenceDomain(tinyFacts),
    { size: 3, length: 5 },
    randomStream(1, "weights"),
  );
  const update = model.updates[0] as Update;
  const slots = update.variables.map((variable) => ({
    firstMoment: tf.variable(tf.zerosLike(variable)),
    secondMoment: tf.variable(tf.zerosLike(variable)),
  }));
  const reported: tf.Scalar[] = [];
  for (let step = 0; step < STEPS; step++) {
    const batch = tinyBatch({ size: 3, length: 5, fresh: step === 0 });
    let carry: readonly tf.Tensor[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const loss = update.loss({ batch, noise, tap: (_, tensor) => tensor, values: own });
      carry = (loss.carry ?? []).map((state) => tf.keep(state));
      return loss.total;
    }, [...update.variables]);
    update.variables.forEach((variable, i) => {
      const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: step + 1 };
      adamUpdate(variable, grads[variable.name] as tf.Tensor, slots[i] as (typeof slots)[number], options);
    });
    update.carry?.forEach((state, i) => {
      state.assign(carry[i] as tf.Tensor);
    });
    reported.push(value);
  }
  const numbers = await Promise.all(reported.map(async (loss) => (await loss.data())[0] as number));
  model.dispose();
  return numbers;
}

async function texts(): Promise<string[]> {
  const sampling = { ...defaultsOf(manifest.sampling), count: 6, maxLength: 20, topK: 4, topP: 0.9, prompt: "ab" };
  const request = {
    values: sampling,
    model: tinyValues,
    stream: randomStream(1, "sampling"),
    known: () => false,
    examples,
  };
  let last: readonly TextSample[] = [];
  for await (const view of tinyModel().sample(request, new AbortController().signal)) {
    if (view.kind === "text") last = view.samples;
  }
  return last.map(({ text, label }) => `${label}: ${text}`);
}

async function likeliest(): Promise<readonly (readonly [string, number])[]> {
  const asked = {
    view: "next",
    source: "text" as const,
    model: tinyValues,
    sampling: defaultsOf(manifest.sampling),
    text: "abcde",
  };
  const request = { ...asked, stream: randomStream(1, "view"), examples };
  const { next } = (await tinyModel().view(request)) as ProbabilityView;
  return next.map(([first]) => [first?.token ?? "", first?.probability ?? 0] as const);
}

interface Behaviour {
  /** By cell. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
  readonly texts: readonly string[];
  readonly likeliest: readonly (readonly [string, number])[];
}

async function behaviour(kind: BackendKind): Promise<Behaviour> {
  await open(kind);
  const byCell: Record<string, readonly number[]> = {};
  for (const cell of ["simple", "lstm", "gru"]) byCell[cell] = await losses(cell);
  return { losses: byCell, texts: await texts(), likeliest: await likeliest() };
}

/** What every backend is held against, computed once. */
let reference: ReturnType<typeof behaviour> | undefined;
const expectedOnce = () => {
  reference ??= behaviour("cpu");
  return reference;
};

/** Where a backend learns, writes or reads otherwise than core ops on the processor do; empty when all is well. */
export async function differences(kind: BackendKind): Promise<string[]> {
  const expected = await expectedOnce();
  const found = await behaviour(kind);
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), 0.1);
  return [
    ...Object.entries(expected.losses).flatMap(([cell, losses]) =>
      losses.flatMap((loss, step) => {
        const other = found.losses[cell]?.[step] ?? Number.NaN;
        return near(loss, other) ? [] : [`${cell}, step ${step}: ${other} instead of ${loss}`];
      }),
    ),
    ...expected.texts.flatMap((text, i) => (text === found.texts[i] ? [] : [`${found.texts[i]} instead of ${text}`])),
    ...expected.likeliest.flatMap(([token, probability], i) => {
      const [other, otherProbability] = found.likeliest[i] ?? ["", Number.NaN];
      const same = token === other && near(probability, otherProbability);
      return same ? [] : [`${other} (${otherProbability}) instead of ${token} (${probability})`];
    }),
  ];
}
