/** From noise to samples: DDPM, DDIM (Euler's step on straight paths) and Heun's, with guidance. */
import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { type Asked, askFor, isConditional } from "../../domains/conditions.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { SampleRange, SampleRequest } from "../../engine/model.ts";
import { read } from "../../engine/read.ts";
import type { Values } from "../../schema/parameter.ts";
import type { ViewData } from "../../schema/view.ts";
import type { DiffusionSampling } from "./manifest.ts";
import type { DenoisingNetwork } from "./network.ts";
import { ddimStep, ddpmStep, type Levels, type Process, processOf, sampleOf, timesOf } from "./process.ts";
import type { DiffusionValues } from "./sizes.manifest.ts";

/** What a model is to the samplers and views. */
export interface Scene {
  /** The one that trains, or the average of it, as the values say. */
  readonly networkOf: (values: DiffusionValues) => DenoisingNetwork;
  readonly sizes: NetworkSizes;
  readonly domain: WholeDomain;
}

/** Samples of 0..1 to the −1..1 in which noise is added, and back; others are as they are. */
export const centred = ({ traits }: WholeDomain, x: tf.Tensor): tf.Tensor =>
  traits.bounded ? tf.sub(tf.mul(x, 2), 1) : x;
export const uncentred = ({ traits }: WholeDomain, x: tf.Tensor): tf.Tensor =>
  traits.bounded ? tf.mul(tf.add(x, 1), 0.5) : x;

export interface DrawOptions {
  readonly stream: RandomStream;
  readonly model: Values;
  readonly sampling: Pick<DiffusionSampling, "steps" | "sampler" | "guidance"> &
    Partial<Pick<DiffusionSampling, "label" | "caption">>;
  /** Only the examples from the first place up to the second of the count. */
  readonly range?: SampleRange | undefined;
  /** What each is to show, where it is not what `sampling` says. */
  readonly asked?: Pick<Asked, "tensor" | "nothing">;
}

/** Noise on its way to samples, one step after the other. */
export interface Way {
  /** Of all stops, the first and the last included. */
  readonly times: readonly number[];
  readonly start: () => tf.Tensor;
  /** From stop `index` to the next; `believed` is the sample that the network sees in x. Call inside a tidy. */
  readonly next: (x: tf.Tensor, index: number) => { readonly x: tf.Tensor; readonly believed: tf.Tensor };
}

/** What the network believes to see: the sample [B, …] in the noise, at a time. */
export type Believe = (x: tf.Tensor, time: number) => tf.Tensor;

/**
 * The sample that the network sees in x_t, with classifier-free guidance (Ho & Salimans 2022): what the
 * condition adds to the prediction counts `guidance` times. 1 is the plain conditional model, 0 the unconditional one.
 */
export function believe(
  scene: Scene,
  values: DiffusionValues,
  guidance: number,
  asked: Pick<Asked, "tensor" | "nothing">,
): Believe {
  const { networkOf, sizes, domain } = scene;
  const { predict } = networkOf(values);
  const process = processOf(values);
  const timesFor = (count: number, time: number) => tf.fill([count], time);
  function prediction(x: tf.Tensor, time: number): tf.Tensor {
    const count = x.shape[0] as number;
    if (!isConditional(sizes) || guidance === 0 || guidance === 1) {
      return predict(x, { times: timesFor(count, time), known: guidance === 0 ? asked.nothing() : asked.tensor() });
    }
    const known = tf.concat([asked.tensor() as tf.Tensor, asked.nothing() as tf.Tensor], 0);
    const both = predict(tf.concat([x, x], 0), { times: timesFor(2 * count, time), known });
    const [told, untold] = tf.split(both, 2, 0) as [tf.Tensor, tf.Tensor];
    return tf.add(untold, tf.mul(guidance, tf.sub(told, untold)));
  }
  return (x, time) => {
    const weights = sampleOf(values.objective, process.at(time));
    const sample = tf.add(tf.mul(x, weights.noisy), tf.mul(prediction(x, time), weights.prediction));
    return domain.traits.bounded ? tf.clipByValue(sample, -1, 1) : sample;
  };
}

/** How fast x_t moves along the probability flow, by the angle between noise and sample or by the time of straight paths. */
export function velocity({ id }: Process, x: tf.Tensor, sample: tf.Tensor, { signal, noise }: Levels): tf.Tensor {
  // σ > 0 wherever this is asked.
  const ofX = id === "straight" ? 1 / noise : signal / noise;
  return tf.sub(tf.mul(x, ofX), tf.mul(sample, id === "straight" ? (signal + noise) / noise : 1 / noise));
}

const coordinate = ({ id, at }: Process, time: number): number =>
  id === "straight" ? time : Math.atan2(at(time).noise, at(time).signal);

export function wayOf(scene: Scene, count: number, options: DrawOptions): Way {
  const { stream, model, sampling, range } = options;
  const { sizes, domain } = scene;
  const values = model as DiffusionValues;
  const process = processOf(values);
  const [from, to] = range ?? [0, count];
  const times = timesOf(process, sampling.steps);
  const noise = (key: number) => normal(substream(stream, key), [count, ...sizes.shape]).slice(from, to - from);
  const asked = options.asked ?? askFor(sizes, domain.facts, sampling, count, [from, to]);
  const believed = believe(scene, values, sampling.guidance, asked);

  return {
    times,
    start: () => noise(0),
    next: (x, index) => {
      const [time, later] = [times[index] as number, times[index + 1] as number];
      const [levels, target] = [process.at(time), process.at(later)];
      const sample = believed(x, time);
      if (index + 2 === times.length) return { x: sample, believed: sample };
      const weights = sampling.sampler === "ddpm" ? ddpmStep(levels, target) : ddimStep(levels, target);
      const moved = tf.add(tf.mul(x, weights.noisy), tf.mul(sample, weights.sample));
      if (weights.fresh > 0) return { x: tf.add(moved, tf.mul(noise(index + 1), weights.fresh)), believed: sample };
      if (sampling.sampler !== "heun") return { x: moved, believed: sample };
      // The mean of the velocities at both ends. Karras et al. 2022, algorithm 1.
      const there = velocity(process, moved, believed(moved, later), target);
      const mean = tf.mul(tf.add(velocity(process, x, sample, levels), there), 0.5);
      return { x: tf.add(x, tf.mul(mean, coordinate(process, later) - coordinate(process, time))), believed: sample };
    },
  };
}

/** New samples at once, as the data has them. Call inside a tidy. */
export function draw(scene: Scene, count: number, options: DrawOptions): tf.Tensor {
  const way = wayOf(scene, count, options);
  let x = way.start();
  for (let index = 0; index + 1 < way.times.length; index++) {
    const before = x;
    x = tf.tidy(() => way.next(before, index).x);
    before.dispose();
  }
  return uncentred(scene.domain, x);
}

/** Samples that take long are shown as they form, so many times. */
const LOOKS = 4;

export async function* sample(
  scene: Scene,
  { values, model, stream, examples, range: wanted }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { domain, sizes } = scene;
  const sampling = values as DiffusionSampling;
  const { count } = sampling;
  const items = domain.traits.shownAs === "items";
  const range = items ? wanted : undefined;
  const stage = await domain.stage(examples);
  const { about } = askFor(sizes, domain.facts, sampling, count, range);
  const way = wayOf(scene, count, { stream, model, sampling, range });
  const steps = way.times.length - 1;
  const every = items ? Math.ceil(steps / LOOKS) : steps;
  let x = tf.tidy(way.start);
  for (let index = 0; index < steps && !signal.aborted; index++) {
    const looked = (index + 1) % every === 0 && index + 1 < steps;
    const [next, seen] = tf.tidy(() => {
      const made = way.next(x, index);
      return [made.x, ...(looked ? [uncentred(domain, made.believed)] : [])] as [tf.Tensor, tf.Tensor?];
    });
    x.dispose();
    x = next;
    if (seen) yield stage.samples(await read(seen), about);
  }
  const last = x;
  if (signal.aborted) return last.dispose();
  const made = await read(tf.tidy(() => uncentred(domain, last).clone()));
  last.dispose();
  if (!signal.aborted) yield stage.samples(made, about);
}
