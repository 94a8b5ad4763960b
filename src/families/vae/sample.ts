import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { labelIds, labelNumbers, labelTensor } from "../../domains/labels.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { SampleRange, SampleRequest } from "../../engine/model.ts";
import { read } from "../../engine/read.ts";
import type { Values } from "../../schema/parameter.ts";
import type { ViewData } from "../../schema/view.ts";
import type { VaeSampling } from "./manifest.ts";
import type { Autoencoder } from "./network.ts";
import type { Sizes } from "./sizes.manifest.ts";

export interface DrawOptions {
  readonly stream: RandomStream;
  /** The family's parameters. */
  readonly values: Values;
  /** The standard deviation of z; 1 draws from the prior that was trained towards. */
  readonly temperature: number;
  /** A label's id; `""` lets the labels take turns. */
  readonly label: string;
  /** Only the examples from the first place up to the second of the count. */
  readonly range?: SampleRange | undefined;
}

/** New examples, [count or those of the range, …], drawn as the domain draws what was decoded. Call inside a tidy. */
export type Draw = (count: number, options: DrawOptions) => tf.Tensor;

/** `logDeviation` gives log s of the Gaussian around a decoded example. */
export function createDraw(
  { decode, output }: Autoencoder,
  sizes: Sizes,
  { facts, networks }: WholeDomain,
  logDeviation: (values: Values) => tf.Scalar | number,
): Draw {
  return (count, { stream, values, temperature, label, range: [from, to] = [0, count] }) =>
    tf.tidy(() => {
      const noise = (key: number, shape: readonly number[]) =>
        normal(substream(stream, key), [count, ...shape]).slice(from, to - from);
      const z = tf.mul(noise(0, [sizes.latent]), temperature) as tf.Tensor2D;
      const labels = labelTensor(sizes, labelNumbers(facts, label, count).slice(from, to));
      return networks.drawn(output(decode(z, labels)), logDeviation(values), () => noise(1, sizes.shape));
    });
}

export async function* sample(
  draw: Draw,
  sizes: Sizes,
  domain: WholeDomain,
  { values, model, stream, examples, range: wanted }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { count, temperature, label } = values as VaeSampling;
  const range = domain.traits.shownAs === "items" ? wanted : undefined;
  const made = await read(draw(count, { stream, values: model, temperature, label, range }));
  if (signal.aborted) return;
  const stage = await domain.stage(examples);
  if (signal.aborted) return;
  const numbers = labelNumbers(domain.facts, label, count).slice(...(range ?? []));
  yield stage.samples(made, sizes.labels > 0 ? labelIds(domain.facts, numbers) : {});
}
