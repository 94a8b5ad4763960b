/** How any model that writes symbol by symbol makes texts: for people to read as they grow, and for metrics to judge. */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { uniform } from "../../engine/kernels/random/index.ts";
import type { Model } from "../../engine/model.ts";
import { choose } from "../../engine/sampleToken.ts";
import type { SequenceDomain } from "../contract.ts";
import { labelNumbers } from "../labels.ts";
import { type Stepper, writeTexts } from "./write.ts";
import { type OpenHostReader, writeOnHost } from "./writeOnHost.ts";

/** Chosen as the model believes, without a temperature: what is judged is what was learned. */
const AS_BELIEVED = { temperature: 1, topK: 0, topP: 1 } as const;

/**
 * `count` texts as symbols, with noise where a text has ended; labels take turns where the model is told them.
 * int32 [count, T], T the length that the domain judges.
 */
function generateTexts(
  stepper: Stepper,
  conditioned: boolean,
  { facts, symbols, start, judgedLength }: SequenceDomain,
  count: number,
  stream: RandomStream,
): tf.Tensor2D {
  const labels = conditioned ? labelNumbers(facts, "", count) : null;
  return tf.tidy(() => {
    let position = stepper.open(tf.fill([count, 1], start, "int32") as tf.Tensor2D, labels);
    const written = Array.from({ length: judgedLength }, (_, place) => {
      const noise = uniform(substream(stream, place), [count, symbols.length]) as tf.Tensor2D;
      const { token } = choose(position.logits, AS_BELIEVED, noise);
      if (place + 1 < judgedLength) position = stepper.next(position, token, labels);
      return token;
    });
    return tf.stack(written, 1) as tf.Tensor2D;
  });
}

/**
 * `conditioned`: whether the model is told labels. `onHost`: the same model on the processor, for samples of thousands of
 * symbols.
 */
export const writes = (
  stepper: Stepper,
  conditioned: boolean,
  domain: SequenceDomain,
  onHost?: OpenHostReader,
): Pick<Model, "sample" | "generate" | "asked"> => ({
  sample: (request, signal) =>
    onHost && domain.length !== undefined
      ? writeOnHost(onHost, conditioned, domain, request, signal)
      : writeTexts(stepper, conditioned, domain, request, signal),
  generate: (count, stream) => generateTexts(stepper, conditioned, domain, count, stream),
  ...(conditioned ? { asked: (count: number) => labelNumbers(domain.facts, "", count) } : {}),
});
