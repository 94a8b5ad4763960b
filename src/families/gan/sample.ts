import * as tf from "@tensorflow/tfjs";
import { type RandomStream, substream } from "../../core/random.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { labelIds, labelNumbers, labelTensor } from "../../domains/labels.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import { normal, uniform } from "../../engine/kernels/random/index.ts";
import type { SampleRange, SampleRequest } from "../../engine/model.ts";
import { read } from "../../engine/read.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { ViewData } from "../../schema/view.ts";
import { criticField } from "./field.ts";
import type { GanSampling } from "./manifest.ts";
import type { Adversaries, Choice, Made } from "./network.ts";
import type { GanValues } from "./sizes.manifest.ts";

interface Drawn extends Made {
  /** The label id of each, where the model is conditioned. */
  readonly labels?: readonly string[];
}

interface DrawOptions {
  readonly stream: RandomStream;
  /** A label's id; `""` lets the labels take turns. */
  readonly label: string;
  /** Only the examples from the first place up to the second of the count. */
  readonly range?: SampleRange | undefined;
}

/** New examples, [count or those of the range, …], which the caller frees. */
export type Draw = (count: number, options: DrawOptions) => Drawn;

/** `chosen`: whether symbols are drawn by their shares rather than the likeliest taken. */
export function createDraw({ make }: Adversaries, sizes: NetworkSizes, facts: DatasetFacts, chosen: boolean): Draw {
  return (count, { stream, label, range: [from, to] = [0, count] }) => {
    const numbers = labelNumbers(facts, label, count).slice(from, to);
    const drawn = tf.tidy(() => {
      const noise = normal(stream, [count, sizes.latent]).slice([from, 0], [to - from, sizes.latent]);
      const ofRange = (rows: tf.Tensor) => rows.slice(from, to - from);
      const choice = chosen ? symbolChoice(stream, count, ofRange) : undefined;
      return { ...make(noise, labelTensor(sizes, numbers), choice) };
    });
    return { ...drawn, ...(sizes.labels > 0 ? labelIds(facts, numbers) : {}) };
  };
}

/** The same noise for the symbols of a sample however many others are drawn along. */
export const symbolChoice = (
  stream: RandomStream,
  count: number,
  ofRange: (rows: tf.Tensor) => tf.Tensor = (rows) => rows,
): Choice => ({ noise: ([, ...rest]) => ofRange(uniform(substream(stream, 2), [count, ...rest])), temperature: 1 });

/** What is drawn from, and what was asked. */
export interface Scene<Request> {
  readonly adversaries: Adversaries;
  readonly sizes: NetworkSizes;
  readonly domain: WholeDomain;
  readonly request: Request;
  /** Whether symbols are drawn by their shares. */
  readonly drawn: boolean;
}

export async function* sample(
  { adversaries, sizes, domain, request }: Scene<SampleRequest>,
  draw: Draw,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { values, model, stream, examples, known, range } = request;
  const { count, label } = values as GanSampling;
  const { facts, traits } = domain;
  const shown = traits.shownAs === "items" ? range : undefined;
  const { labels, ...drawn } = draw(count, { stream, label, range: shown });
  const [made, confidence] = await Promise.all([read(drawn.made), drawn.confidence && read(drawn.confidence)]);
  if (signal.aborted) return;
  const stage = await domain.stage(examples);
  const about = { objective: (model as GanValues).objective, label: Math.max(0, facts.labels.indexOf(label)), made };
  const field = stage.plane ? { field: await criticField(adversaries, sizes, stage.plane, about) } : {};
  if (signal.aborted) return;
  yield stage.samples(made, {
    ...(labels ? { labels } : {}),
    ...field,
    ...(confidence ? { confidence } : {}),
    known,
  });
}
