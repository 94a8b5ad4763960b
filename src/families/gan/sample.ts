import * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../../core/random.ts";
import type { WholeDomain } from "../../domains/contract.ts";
import { labelIds, labelNumbers, labelTensor } from "../../domains/labels.ts";
import type { NetworkSizes } from "../../domains/sizes.ts";
import { normal } from "../../engine/kernels/random/index.ts";
import type { SampleRange, SampleRequest } from "../../engine/model.ts";
import { read } from "../../engine/read.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { ViewData } from "../../schema/view.ts";
import { criticField } from "./field.ts";
import type { GanSampling } from "./manifest.ts";
import type { Adversaries } from "./network.ts";
import type { GanValues } from "./sizes.manifest.ts";

interface Drawn {
  /** [count, …]. */
  readonly examples: tf.Tensor;
  /** The label id of each, where the model is conditioned. */
  readonly labels?: readonly string[];
}

/** New examples, those of a range of them; a label's id, or `""` to let the labels take turns. The caller disposes of them. */
export type Draw = (count: number, stream: RandomStream, label: string, range?: SampleRange) => Drawn;

export function createDraw({ generate }: Adversaries, sizes: NetworkSizes, facts: DatasetFacts): Draw {
  return (count, stream, label, [from, to] = [0, count]) => {
    const numbers = labelNumbers(facts, label, count).slice(from, to);
    const examples = tf.tidy(() => {
      const noise = normal(stream, [count, sizes.latent]).slice([from, 0], [to - from, sizes.latent]);
      return generate(noise, labelTensor(sizes, numbers));
    });
    return { examples, ...(sizes.labels > 0 ? labelIds(facts, numbers) : {}) };
  };
}

/** What is drawn from, and what was asked. */
export interface Scene<Request> {
  readonly adversaries: Adversaries;
  readonly sizes: NetworkSizes;
  readonly domain: WholeDomain;
  readonly request: Request;
}

export async function* sample(
  { adversaries, sizes, domain, request }: Scene<SampleRequest>,
  draw: Draw,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { values, model, stream, examples, range } = request;
  const { count, label } = values as GanSampling;
  const { facts, traits } = domain;
  const { examples: drawn, ...labels } = draw(count, stream, label, traits.shownAs === "items" ? range : undefined);
  const made = await read(drawn);
  if (signal.aborted) return;
  const stage = await domain.stage(examples);
  const about = { objective: (model as GanValues).objective, label: Math.max(0, facts.labels.indexOf(label)), made };
  const field = stage.plane ? { field: await criticField(adversaries, sizes, stage.plane, about) } : {};
  if (signal.aborted) return;
  yield stage.samples(made, { ...labels, ...field });
}
