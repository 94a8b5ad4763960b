import * as tf from "@tensorflow/tfjs";
import { randomStream } from "../../../core/random.ts";
import { sequenceDomain } from "../../../domains/testing/data.ts";
import type { BackendKind } from "../../../engine/index.ts";
import { adamUpdate } from "../../../engine/kernels/optimizers/index.ts";
import type { Update } from "../../../engine/model.ts";
import { defaultsOf } from "../../../schema/parameter.ts";
import { asModelValues } from "../../../schema/testing/modelValues.ts";
import type { AttentionView, TextSample } from "../../../schema/view.ts";
import { noise, open, tinyBatch, tinyFacts } from "../../recurrent/testing/fixture.ts";
import { manifest } from "../manifest.ts";
import { build } from "../model.ts";
import { examples, tinyModel, tinyShape, tinyValues } from "./fixture.ts";

const STEPS = 3;
const FORMS = {
  causal: { form: "causal", dropout: 0.2 },
  masked: { form: "masked", positions: "learned", maskShare: 0.5 },
};

/** The losses of a few steps from the same weights on the same batches. */
async function losses(changes: object): Promise<number[]> {
  const own = { ...tinyValues, ...changes };
  const model = build(asModelValues(own), sequenceDomain(tinyFacts), tinyShape, randomStream(1, "weights"));
  const update = model.updates[0] as Update;
  const slots = update.variables.map((variable) => ({
    firstMoment: tf.variable(tf.zerosLike(variable)),
    secondMoment: tf.variable(tf.zerosLike(variable)),
  }));
  const reported: tf.Scalar[] = [];
  for (let step = 0; step < STEPS; step++) {
    const batch = tinyBatch(tinyShape);
    const { value, grads } = tf.variableGrads(
      () => update.loss({ batch, noise, tap: (_, tensor) => tensor, values: own }).total,
      [...update.variables],
    );
    update.variables.forEach((variable, i) => {
      const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: step + 1 };
      adamUpdate(variable, grads[variable.name] as tf.Tensor, slots[i] as (typeof slots)[number], options);
    });
    reported.push(value);
  }
  const numbers = await Promise.all(reported.map(async (loss) => (await loss.data())[0] as number));
  model.dispose();
  return numbers;
}

/** Beyond the context of six, so that the cache starts anew. */
async function texts(form: string): Promise<string[]> {
  const values = {
    ...defaultsOf(manifest.sampling),
    count: 3,
    maxLength: 9,
    topK: 4,
    prompt: form === "masked" ? "a__" : "a",
  };
  const request = { values, model: tinyValues, stream: randomStream(1, "sampling"), known: () => false, examples };
  let last: readonly TextSample[] = [];
  for await (const view of tinyModel({ ...tinyValues, form }).sample(request, new AbortController().signal)) {
    if (view.kind === "text") last = view.samples;
  }
  return last.map(({ text, label }) => `${label}: ${text}`);
}

async function looks(): Promise<number[]> {
  const asked = { view: "heads", source: "text" as const, model: tinyValues, text: "abc" };
  const request = { ...asked, sampling: defaultsOf(manifest.sampling), stream: randomStream(1, "view"), examples };
  return [...((await tinyModel().view(request)) as AttentionView).weights];
}

interface Behaviour {
  readonly losses: Readonly<Record<string, readonly number[]>>;
  readonly texts: readonly string[];
  readonly looks: readonly number[];
}

async function behaviour(kind: BackendKind): Promise<Behaviour> {
  await open(kind);
  return {
    losses: { causal: await losses(FORMS.causal), masked: await losses(FORMS.masked) },
    texts: [...(await texts("causal")), ...(await texts("masked"))],
    looks: await looks(),
  };
}

/** What every backend is held against, computed once. */
let reference: ReturnType<typeof behaviour> | undefined;
const expectedOnce = () => {
  reference ??= behaviour("cpu");
  return reference;
};

/** Where a backend learns, writes or looks otherwise than core ops on the processor do; empty when all is well. */
export async function differences(kind: BackendKind): Promise<string[]> {
  const expected = await expectedOnce();
  const found = await behaviour(kind);
  return [
    ...Object.entries(expected.losses).flatMap(([form, losses]) =>
      losses.flatMap((loss, step) => {
        const other = found.losses[form]?.[step] ?? Number.NaN;
        return Math.abs(loss - other) <= 1e-3 * loss ? [] : [`${form}, step ${step}: ${other} instead of ${loss}`];
      }),
    ),
    ...expected.texts.flatMap((text, i) => (text === found.texts[i] ? [] : [`${found.texts[i]} instead of ${text}`])),
    ...expected.looks.flatMap((look, i) => {
      const other = found.looks[i] ?? Number.NaN;
      return Math.abs(look - other) <= 1 ? [] : [`weight ${i}: ${other} instead of ${look}`];
    }),
  ];
}
