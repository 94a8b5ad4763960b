import * as tf from "@tensorflow/tfjs";
import { examplesOf } from "../../../domains/batches.ts";
import type { BuildModel, WholeDomain } from "../../../domains/contract.ts";
import { uniform } from "../../../engine/kernels/random/index.ts";
import type { Batch, Tap } from "../../../engine/model.ts";
import { read } from "../../../engine/read.ts";

export const build: BuildModel<WholeDomain> = (values, { facts, traits, networks, stage }) => {
  const shape = traits.shape(facts.domain);
  const logits = tf.tidy(() => tf.variable(tf.zeros([...shape])));
  const surprise = networks.likelihood(String(values.objective));
  const lossOf = (batch: Batch, tap: Tap) => {
    const { values: x } = examplesOf(batch);
    return surprise(x, tf.add(tf.zerosLike(x), logits), { logDeviation: 0, tap });
  };
  return {
    networks: {},
    updates: [
      {
        network: "marginals",
        variables: [logits],
        loss: ({ batch, tap }) => ({ total: lossOf(batch, tap), terms: {} }),
      },
    ],
    nodeOf: () => "output",
    evaluate: (batch) => ({ total: tf.tidy(() => lossOf(batch, (_, value) => value)), terms: {} }),
    async *sample({ values: { count }, stream, examples }) {
      const shown = await stage(examples);
      const drawn = tf.tidy(() => tf.step(tf.sub(tf.sigmoid(logits), uniform(stream, [Number(count), ...shape]))));
      yield shown.samples(await read(drawn), {});
    },
    view: async ({ examples }) => (await stage(examples)).samples(await read(tf.tidy(() => tf.sigmoid(logits))), {}),
    dispose: () => logits.dispose(),
  };
};
