import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { GiveExamples, SampleRange, SampleRequest } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { Values } from "../../schema/parameter.ts";
import type { ViewData } from "../../schema/view.ts";
import { imagesView, labelIds, labelNumbers, labelTensor, planeOf, scatterView, take } from "./drawing.ts";
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

/** New examples, [count or those of the range, …]: points with their noise, of pictures the brightness that is expected. Call inside a tidy. */
export type Draw = (count: number, options: DrawOptions) => tf.Tensor;

/** `logDeviation` gives log s of the Gaussian around a decoded point. */
export function createDraw(
  { decode, output }: Autoencoder,
  sizes: Sizes,
  facts: DatasetFacts,
  logDeviation: (values: Values) => tf.Scalar | number,
): Draw {
  return (count, { stream, values, temperature, label, range: [from, to] = [0, count] }) =>
    tf.tidy(() => {
      const noises = normal(substream(stream, 0), [count, sizes.latent]).slice([from, 0], [to - from, sizes.latent]);
      const z = tf.mul(noises, temperature) as tf.Tensor2D;
      const labels = labelTensor(sizes, labelNumbers(facts, label, count).slice(from, to));
      const decoded = output(decode(z, labels));
      if (facts.domain.kind === "image") return decoded;
      const noise = normal(substream(stream, 1), [count, 2]).slice([from, 0], [to - from, 2]);
      return tf.add(decoded, tf.mul(tf.exp(logDeviation(values)), noise));
    });
}

/** How many real points stand behind the samples. */
const REAL_POINTS = 1000;

export async function* sample(
  draw: Draw,
  sizes: Sizes,
  facts: DatasetFacts,
  { values, model, stream, examples, range: wanted }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { count, temperature, label } = values as VaeSampling;
  const isImage = facts.domain.kind === "image";
  const range = isImage ? wanted : undefined;
  const drawn = draw(count, { stream, values: model, temperature, label, range });
  const numbersOfLabels = labelNumbers(facts, label, count).slice(...(range ?? []));
  const labels = sizes.labels > 0 ? { labels: labelIds(facts, numbersOfLabels) } : {};
  const numbers = await read(drawn);
  if (signal.aborted) return;
  if (isImage) {
    yield imagesView(sizes, numbers, labels);
    return;
  }
  const real = await realPoints(examples);
  if (signal.aborted) return;
  yield scatterView(planeOf(facts, real), [
    { role: "truth", points: real },
    { role: "generator", points: numbers, ...labels },
  ]);
}

/** They are the same every time, and read once. */
const known = new WeakMap<GiveExamples, Promise<Float32Array>>();

function realPoints(examples: GiveExamples): Promise<Float32Array> {
  const points = known.get(examples) ?? read(tf.tidy(() => take(examples(), REAL_POINTS).values));
  known.set(examples, points);
  return points;
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } finally {
    tensor.dispose();
  }
}
