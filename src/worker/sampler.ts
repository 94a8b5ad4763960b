import { stepIndex } from "../core/brands.ts";
import { randomStream } from "../core/random.ts";
import type { SampleRequest } from "../engine/model.ts";
import type { Values } from "../schema/parameter.ts";
import type { ViewData } from "../schema/view.ts";
import type { Built } from "./build.ts";
import type { Emit } from "./emit.ts";

/** Samples that grow are shown about so often, however many characters come at a time. */
const EVERY_MS = 100;

export interface SampleJob {
  readonly task: number;
  readonly step: number;
  readonly model: Values;
  readonly sampling: Values;
  readonly seed: number;
}

interface Sending {
  readonly emit: Emit;
  readonly now: () => number;
  readonly yieldToEventLoop: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Draws samples and sends them as they grow, about ten times a second. The weights must stand still meanwhile. Answers whether they were finished. */
export async function drawSamples(
  built: Pick<Built, "model" | "dataset" | "domain" | "examples">,
  job: SampleJob,
  { emit, now, yieldToEventLoop, signal }: Sending,
): Promise<boolean> {
  const { task } = job;
  const step = stepIndex(job.step);
  let sentAt = now();
  let last: ViewData | undefined;
  for await (const view of built.model.sample(sampleRequest(built, job), signal)) {
    if (signal.aborted) return false;
    last = view;
    if (now() - sentAt >= EVERY_MS) {
      sentAt = now();
      emit({ type: "samples", task, step, view: last, finished: false });
    }
    await yieldToEventLoop();
  }
  if (!last || signal.aborted) return false;
  const view = asBytes(last);
  emit({ type: "samples", task, step, view, finished: true }, pixelBuffers(view));
  return true;
}

/** The same stream at every step: what changes from one moment to the next is what was learned, not the dice. */
export function sampleRequest(
  { dataset, domain, examples }: Pick<Built, "dataset" | "domain" | "examples">,
  { sampling, model, seed }: Pick<SampleJob, "sampling" | "model" | "seed">,
): SampleRequest {
  const known = (text: string) => domain.has?.(dataset, text) ?? false;
  return { values: sampling, model, stream: randomStream(seed, "sampling"), known, examples };
}

/** Pictures with a byte for each value, in a quarter of the room; any other view as it is. */
export function asBytes(view: ViewData): ViewData {
  if (view.kind !== "images" || view.pixels instanceof Uint8Array) return view;
  const rounded = new Uint8ClampedArray(view.pixels.length);
  for (let i = 0; i < rounded.length; i++) rounded[i] = 255 * (view.pixels[i] as number);
  return { ...view, pixels: new Uint8Array(rounded.buffer) };
}

/** What need not be copied on its way to the page. */
export const pixelBuffers = (view: ViewData): readonly ArrayBuffer[] =>
  view.kind === "images" ? [view.pixels.buffer as ArrayBuffer] : [];
