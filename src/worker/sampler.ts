import type { RunConfig } from "../catalog/config.ts";
import { modelValues, section } from "../catalog/config.ts";
import { stepIndex } from "../core/brands.ts";
import { randomStream } from "../core/random.ts";
import type { SampleRange, SampleRequest } from "../engine/model.ts";
import type { Values } from "../schema/parameter.ts";
import { asBytes, type ViewData } from "../schema/view.ts";
import type { PreviewSubject, ViewQuery } from "./api.ts";
import { type Built, seedOf } from "./build.ts";
import type { Emit } from "./emit.ts";
import type { WorkAnnouncer } from "./work.ts";

/** Samples that grow are shown about so often, however many characters come at a time. */
const EVERY_MS = 100;

interface SamplerOptions {
  readonly built: Built;
  readonly config: () => RunConfig;
  readonly now: () => number;
  readonly yieldToEventLoop: () => Promise<void>;
  readonly emit: Emit;
  readonly work: WorkAnnouncer;
  /** What a view should take, about. */
  readonly viewMs: number | null;
}

/** Draws what is seen of a run: samples, previews, views. The weights must stand still meanwhile. */
export function createSampler({ built, config, now, yieldToEventLoop, emit, work, viewMs }: SamplerOptions) {
  const { model, trainer, dataset, domain, examples } = built;

  /** The same stream at every step: what changes from one moment to the next is what was learned, not the dice. */
  function requestOf(sampling: Values): SampleRequest {
    const known = (text: string) => domain.has?.(dataset, text) ?? false;
    const stream = randomStream(seedOf(config()), "sampling");
    return { values: sampling, model: modelValues(config()), stream, known, examples };
  }

  /** Draws samples and sends them as they grow, about ten times a second. Answers whether they were finished. */
  async function drawSamples(task: number, sampling: Values, signal: AbortSignal): Promise<boolean> {
    const step = stepIndex(trainer.step);
    let sentAt = now();
    let last: ViewData | undefined;
    for await (const view of model.sample(requestOf(sampling), signal)) {
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
    emit({ type: "samples", task, step, view, finished: true }, sampleBuffers(view));
    return true;
  }

  /** Draws some of the samples as they stand, or all; `null` where it was called off. */
  async function drawRange(range: SampleRange | undefined, signal: AbortSignal): Promise<ViewData | null> {
    const request = requestOf(section(config(), "sampling"));
    let last: ViewData | null = null;
    for await (const view of model.sample(range ? { ...request, range } : request, signal)) {
      if (signal.aborted) return null;
      last = view;
      await yieldToEventLoop();
    }
    return signal.aborted ? null : last;
  }

  function view(query: ViewQuery): Promise<ViewData> {
    const computed = () =>
      model.view({
        ...query,
        examples,
        model: modelValues(config()),
        sampling: { ...section(config(), "sampling"), ...query.sampling },
        stream: randomStream(seedOf(config()), "view"),
      });
    return work.during("view", computed, viewMs);
  }

  return {
    view,
    samples: (task: number, sampling: Values, signal: AbortSignal) =>
      work.during("samples", () => drawSamples(task, { ...section(config(), "sampling"), ...sampling }, signal)),
    preview: (subject: PreviewSubject, range: SampleRange | undefined, signal: AbortSignal) =>
      subject.source === "sampling"
        ? work.during("samples", () => drawRange(range, signal))
        : view({ ...subject, sampling: {} }),
  };
}

/** What need not be copied on its way to the page. */
export const sampleBuffers = (view: ViewData): readonly ArrayBuffer[] => {
  if (view.kind === "images") return [view.pixels.buffer as ArrayBuffer];
  return view.kind === "waves" ? [view.values.buffer as ArrayBuffer] : [];
};
