import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import { examplesOf, type GiveExamples, type SampleRange, type SampleRequest } from "../../engine/model.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { ViewData } from "../../schema/view.ts";
import { criticField, imagesView, labelNumbers, labelTensor, planeOf, read, scatterView } from "./drawing.ts";
import type { GanSampling } from "./manifest.ts";
import type { Adversaries } from "./network.ts";
import type { GanValues, Sizes } from "./sizes.manifest.ts";

interface Drawn {
  /** [count, …]. */
  readonly examples: tf.Tensor;
  /** The label id of each, where the model is conditioned. */
  readonly labels?: readonly string[];
}

/** New examples, those of a range of them; a label's id, or `""` to let the labels take turns. The caller disposes of them. */
export type Draw = (count: number, stream: RandomStream, label: string, range?: SampleRange) => Drawn;

export function createDraw({ generate }: Adversaries, sizes: Sizes, facts: DatasetFacts): Draw {
  return (count, stream, label, [from, to] = [0, count]) => {
    const numbers = labelNumbers(facts, label, count).slice(from, to);
    const examples = tf.tidy(() => {
      const noise = normal(stream, [count, sizes.latent]).slice([from, 0], [to - from, sizes.latent]);
      return generate(noise, labelTensor(sizes, numbers));
    });
    return sizes.labels > 0 ? { examples, labels: numbers.map((number) => facts.labels[number] ?? "") } : { examples };
  };
}

/** How many real points stand behind the samples. */
const REAL_POINTS = 1000;

export async function* sample(
  adversaries: Adversaries,
  draw: Draw,
  sizes: Sizes,
  facts: DatasetFacts,
  { values, model, stream, examples, range }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { count, label } = values as GanSampling;
  const isImage = facts.domain.kind === "image";
  const { examples: drawn, ...labels } = draw(count, stream, label, isImage ? range : undefined);
  const numbers = await read(drawn);
  if (signal.aborted) return;
  if (isImage) {
    yield imagesView(sizes, numbers, labels);
    return;
  }
  const real = await realPoints(examples);
  const { objective } = model as GanValues;
  const bounds = planeOf(facts, real);
  const number = Math.max(0, facts.labels.indexOf(label));
  const field = await criticField(adversaries, sizes, { objective, label: number, bounds, real, made: numbers });
  if (signal.aborted) return;
  const layers = [
    { role: "truth", points: real },
    { role: "generator", points: numbers, ...labels },
  ] as const;
  yield scatterView(bounds, layers, { field });
}

/** They are the same every time, and read once. */
const known = new WeakMap<GiveExamples, Promise<Float32Array>>();

function realPoints(examples: GiveExamples): Promise<Float32Array> {
  const points = known.get(examples) ?? read(tf.tidy(() => firstPoints(examplesOf(examples()).values, REAL_POINTS)));
  known.set(examples, points);
  return points;
}

/** Call inside a tidy, which frees the rest. */
export const firstPoints = (values: tf.Tensor, most: number) =>
  values.slice(0, Math.min(most, values.shape[0] as number));
