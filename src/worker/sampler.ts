import { stepIndex } from "../core/brands.ts";
import { randomStream } from "../core/random.ts";
import type { Dataset } from "../data/dataset.ts";
import type { GiveExamples, Model } from "../engine/model.ts";
import type { Values } from "../spec/parameter.ts";
import type { ViewData } from "../spec/view.ts";
import type { Emit } from "./emit.ts";

export interface SampleJob {
  readonly task: number;
  readonly step: number;
  readonly model: Values;
  readonly sampling: Values;
  readonly seed: number;
}

/** Draws samples and sends them as they grow. The weights must stand still meanwhile. Answers whether they were finished. */
export async function drawSamples(
  model: Model,
  dataset: Dataset,
  examples: GiveExamples,
  job: SampleJob,
  {
    emit,
    breathe,
    signal,
  }: { readonly emit: Emit; readonly breathe: () => Promise<void>; readonly signal: AbortSignal },
): Promise<boolean> {
  const { task, sampling: values } = job;
  const step = stepIndex(job.step);
  // The same stream at every step: what changes from one moment to the next is what was learned, not the dice.
  const stream = randomStream(job.seed, "sampling");
  const known = dataset.kind === "tokens" ? dataset.has : () => false;
  let last: ViewData | undefined;
  for await (const view of model.sample({ values, model: job.model, stream, known, examples }, signal)) {
    if (signal.aborted) return false;
    last = view;
    emit({ type: "samples", task, step, view, finished: false });
    await breathe();
  }
  if (!last || signal.aborted) return false;
  emit({ type: "samples", task, step, view: last, finished: true });
  return true;
}
