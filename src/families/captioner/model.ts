import * as tf from "@tensorflow/tfjs";
import { InklingError } from "../../core/errors.ts";
import { examplesOf } from "../../domains/batches.ts";
import type { BuildModel, WholeDomain } from "../../domains/contract.ts";
import type { Batch } from "../../engine/model.ts";
import type { Values } from "../../schema/parameter.ts";
import { buildCaptioner, surprise, wordsBefore } from "./network.ts";
import { sample } from "./sample.ts";
import { type CaptionerValues, sizesOf } from "./sizes.manifest.ts";
import { view } from "./views.ts";

/** Pictures with what they are called; whether they are is looked at when the model is built. */
function calledOf(batch: Batch) {
  const { values, texts } = examplesOf(batch);
  return { values, texts: texts as tf.Tensor };
}

/**
 * Builds the captioner: the surprise of each word at those before it and at what it looks at. @throws InklingError where the
 * data calls its pictures nothing.
 */
export const build: BuildModel<WholeDomain> = (values, domain, _batch, weights) => {
  if ((domain.facts.texts?.words.length ?? 0) < 2) throw new InklingError("nothingToSay");
  const sizes = sizesOf(values, domain);
  const captioner = buildCaptioner(sizes, domain, weights);
  const { look, say } = captioner;
  return {
    networks: { captioner: captioner.network },
    updates: [
      {
        network: "captioner",
        variables: [...captioner.nodes.keys()],
        loss: ({ batch, noise, tap, values: own }) => {
          const { values: x, texts } = calledOf(batch);
          const { dropout } = own as Values as CaptionerValues;
          const drop = (hidden: tf.Tensor) => {
            const kept = tf.step(tf.sub(noise.uniform("state", hidden.shape), dropout));
            return tf.mul(hidden, tf.div(kept, 1 - dropout));
          };
          const { scores } = say(look(x, tap), wordsBefore(texts), dropout > 0 ? { tap, drop } : { tap });
          return { total: tap("loss", surprise(scores, texts)), terms: {} };
        },
      },
    ],
    nodeOf: (variable) => captioner.nodes.get(variable) as string,
    evaluate: (batch) => {
      const { total, ...terms } = tf.tidy(() => {
        const { values: x, texts } = calledOf(batch);
        const { scores } = say(look(x), wordsBefore(texts));
        const [B, , V] = scores.shape as [number, number, number];
        const first = tf.argMax(scores.slice([0, 0, 0], [B, 1, V]).reshape([B, V]), 1);
        const wrong = tf.step(tf.abs(tf.sub(first, texts.slice([0, 0], [B, 1]).reshape([B]))).toFloat());
        return { total: surprise(scores, texts), firstWord: tf.sub(1, tf.mean(wrong)) as tf.Scalar };
      });
      return { total, terms };
    },
    sample: (request, signal) => sample({ captioner, sizes, domain }, request, signal),
    view: (request) => view({ captioner, sizes, domain }, request),
    dispose: () => captioner.network.dispose(),
  };
};
