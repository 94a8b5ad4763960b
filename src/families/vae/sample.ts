import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { askFor, type Wanted } from "../../domains/conditions.ts";
import type { WholeDomain } from "../../domains/contract.ts";
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
  readonly wanted: Wanted;
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
  return (count, { stream, values, temperature, wanted, boldness = 1, range: [from, to] = [0, count] }) =>
    tf.tidy(() => {
      const noise = (key: number, shape: readonly number[]) =>
        normal(substream(stream, key), [count, ...shape]).slice(from, to - from);
      const z = tf.mul(noise(0, [sizes.latent]), temperature) as tf.Tensor2D;
      const { made, ...about } = make(z, askFor(sizes, facts, wanted, count, [from, to]).tensor(), {
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
  { values, model, stream, examples, known, range: asked }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { count, temperature, boldness } = values as VaeSampling;
  const wanted = values as VaeSampling;
  const range = domain.traits.shownAs === "items" ? asked : undefined;
  const drawn = draw(count, { stream, values: model, temperature, boldness, wanted, range });
  const [made, confidence] = await Promise.all([read(drawn.made), drawn.confidence && read(drawn.confidence)]);
  if (signal.aborted) return;
  const stage = await domain.stage(examples);
  if (signal.aborted) return;
  yield stage.samples(made, {
    ...askFor(sizes, domain.facts, wanted, count, range).about,
    ...(confidence ? { confidence } : {}),
    known,
  });
}
