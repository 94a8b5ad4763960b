/** Samples by the noise that they come of, and samples around a part that is known. */
import * as tf from "@tensorflow/tfjs";
import { substream } from "../../core/random.ts";
import type { Coder, Part, Told } from "../../domains/codes.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { ViewRequest } from "../../engine/model.ts";
import type { DiffusionSampling } from "./manifest.ts";
import { type Levels, processOf } from "./process.ts";
import { centred, type Scene, uncentred, wayOf } from "./sample.ts";
import type { DiffusionValues } from "./sizes.manifest.ts";

/** Each step of a completion is made so many times, so that what is made up comes to fit what is known. */
const REPEATS = 3;

/** Codes are the noise to begin with, from which DDIM's way is the same every time. Song et al. 2021, section 4.2. */
export function coderOf(scene: Scene, request: ViewRequest): Coder {
  const { sizes, domain } = scene;
  const { stream, model, sampling } = request;
  const { steps, sampler, guidance } = sampling as DiffusionSampling;
  const way = (asked: Told, by: DiffusionSampling["sampler"], own = stream) =>
    wayOf(scene, asked.count, { stream: own, model, sampling: { steps, guidance, sampler: by }, asked });
  return {
    ...{ sizes, width: sizes.inputs, geometry: "arc" },
    decode: (codes, asked) => {
      const { times, next } = way(asked, sampler === "ddpm" ? "ddim" : sampler);
      let x: tf.Tensor = codes.reshape([asked.count, ...sizes.shape]);
      for (let index = 0; index + 1 < times.length; index++) {
        const before = x;
        x = tf.tidy(() => next(before, index).x);
        before.dispose();
      }
      return uncentred(domain, x);
    },
    complete: (part, asked) => {
      const own = substream(stream, part.seed);
      return completed(scene, part, way(asked, "ddpm", own), { values: model as DiffusionValues, stream: own });
    },
  };
}

/**
 * At every step what is known is put back, with as much noise as the step ends in, and each step but the last is made again
 * from a little more noise. RePaint: Lugmayr et al. 2022, algorithm 1.
 */
function completed(
  { domain, sizes }: Scene,
  { values, known, count }: Part,
  { times, start, next }: ReturnType<typeof wayOf>,
  by: { readonly values: DiffusionValues; readonly stream: Parameters<typeof substream>[0] },
): tf.Tensor {
  const process = processOf(by.values);
  const real = centred(domain, values);
  const unknown = tf.sub(1, known);
  const shape = [count, ...sizes.shape];
  // Beside the streams that the sampler takes its own noise from.
  let drawn = times.length;
  const noise = () => normal(substream(by.stream, ++drawn), shape);
  const at = (index: number) => process.at(times[index] as number);
  function step(before: tf.Tensor, index: number): tf.Tensor {
    const made = next(before, index).x;
    const last = index + 2 === times.length;
    const { signal, noise: level } = at(index + 1);
    const noised = last ? real : tf.add(tf.mul(real, signal), tf.mul(noise(), level));
    return tf.add(tf.mul(noised, known), tf.mul(made, unknown));
  }
  let x = start();
  for (let index = 0; index + 1 < times.length; index++) {
    const repeats = index + 2 === times.length ? 1 : REPEATS;
    for (let repeat = 1; repeat <= repeats; repeat++) {
      const before = x;
      x = tf.tidy(() => {
        const after = step(before, index);
        return repeat < repeats ? noisier(after, at(index + 1), at(index), noise()) : after;
      });
      before.dispose();
    }
  }
  return uncentred(domain, x);
}

/** Back from a level of noise to one of more. x, fresh [B, …]. */
function noisier(x: tf.Tensor, from: Levels, to: Levels, fresh: tf.Tensor): tf.Tensor {
  const ratio = to.signal / from.signal;
  const added = Math.sqrt(Math.max(0, to.noise ** 2 - ratio ** 2 * from.noise ** 2));
  return tf.add(tf.mul(x, ratio), tf.mul(fresh, added));
}
