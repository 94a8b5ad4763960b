import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { labelIds, labelNumbers, labelTensor } from "../../domains/labels.ts";
import { normal, uniform } from "../../engine/kernels/random/index.ts";
import type { SampleRange, SampleRequest } from "../../engine/model.ts";
import { read } from "../../engine/read.ts";
import type { Values } from "../../schema/parameter.ts";
import type { ViewData } from "../../schema/view.ts";
import type { VaeSampling } from "./manifest.ts";
import type { Autoencoder, Made } from "./network.ts";
import type { Sizes } from "./sizes.manifest.ts";

export interface DrawOptions {
  readonly stream: RandomStream;
  /** The family's parameters. */
  readonly values: Values;
  /** The standard deviation of z; 1 draws from the prior that was trained towards. */
  readonly temperature: number;
  /** A label's id; `""` lets the labels take turns. */
  readonly label: string;
  /** Of each symbol's choice; see `VaeSampling`. 1 draws as the model believes. */
  readonly boldness?: number;
  /** Only the examples from the first place up to the second of the count. */
  readonly range?: SampleRange | undefined;
}

/** New examples, [count or those of the range, …], drawn as the domain draws what was decoded. Call inside a tidy. */
export type Draw = (count: number, options: DrawOptions) => Made;

/** `logDeviation` gives log s of the Gaussian around a decoded example. */
export function createDraw(
  { make }: Autoencoder,
  sizes: Sizes,
  { facts, networks }: WholeDomain,
  logDeviation: (values: Values) => tf.Scalar | number,
): Draw {
  return (count, { stream, values, temperature, label, boldness = 1, range: [from, to] = [0, count] }) =>
    tf.tidy(() => {
      const noise = (key: number, shape: readonly number[]) =>
        normal(substream(stream, key), [count, ...shape]).slice(from, to - from);
      const z = tf.mul(noise(0, [sizes.latent]), temperature) as tf.Tensor2D;
      const labels = labelTensor(sizes, labelNumbers(facts, label, count).slice(from, to));
      const { made, ...about } = make(z, labels, {
        temperature: boldness,
        noise: (place, symbols) =>
          uniform(substream(substream(stream, 2), place), [count, symbols]).slice(from, to - from),
      });
      return { made: networks.drawn(made, logDeviation(values), () => noise(1, sizes.shape)), ...about };
    });
}

export async function* sample(
  draw: Draw,
  sizes: Sizes,
  domain: WholeDomain,
  { values, model, stream, examples, known, range: wanted }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { count, temperature, boldness, label } = values as VaeSampling;
  const range = domain.traits.shownAs === "items" ? wanted : undefined;
  const drawn = draw(count, { stream, values: model, temperature, boldness, label, range });
  const [made, confidence] = await Promise.all([read(drawn.made), drawn.confidence && read(drawn.confidence)]);
  if (signal.aborted) return;
  const stage = await domain.stage(examples);
  if (signal.aborted) return;
  const numbers = labelNumbers(domain.facts, label, count).slice(...(range ?? []));
  yield stage.samples(made, {
    ...(sizes.labels > 0 ? labelIds(domain.facts, numbers) : {}),
    ...(confidence ? { confidence } : {}),
    known,
  });
}
