/**
 * What the stage shows moving, apart from the timeline's moments: small and often, for as long as the run plays, and the
 * first to give way. When it is due, how much of the samples it draws, and how it is drawn.
 */
import { stepIndex } from "../core/brands.ts";
import type { SampleRange } from "../engine/model.ts";
import { asBytes, type ViewData } from "../schema/view.ts";
import type { PreviewRequest, PreviewSubject } from "./api.ts";
import type { Emit } from "./emit.ts";
import { sampleBuffers } from "./sampler.ts";
import type { TimeShare } from "./schedule.ts";

/** Points flow; what is read or recognised is given a moment to be. */
const EVERY_MS: Readonly<Record<ViewData["kind"], number>> = {
  scatter: 150,
  images: 220,
  waves: 300,
  text: 220,
  lines: 350,
  latent: 250,
  // What plays by itself need not come anew so often.
  frames: 1000,
  flow: 1000,
  schedule: 1000,
  heatmap: 500,
  units: 1000,
  probabilities: 500,
  blanks: 500,
  attention: 500,
  causalField: 500,
  scores: 500,
  coded: 1000,
};
/** Of previews alone: half of what all samples together may take. */
const OWN_SHARE = 0.1;
/** All samples were drawn anew after so many previews at most. */
const MOST_PARTS = 8;

/** When a preview is due and how many samples it has time for. Costs nothing but a look at the clock. */
export interface PreviewSchedule {
  readonly isDue: (step: number, nowMs: number) => boolean;
  /** The samples whose turn it is, out of `total`: as many as their share of the time allows. */
  readonly next: (total: number) => SampleRange;
  /** A preview of so many samples of this kind ended now; those of other kinds are not counted. */
  readonly done: (step: number, nowMs: number, costMs: number, kind: ViewData["kind"], count: number) => void;
  /** All samples were drawn for another purpose: a preview would show the same. */
  readonly covered: (step: number, nowMs: number, costMs: number, count: number) => void;
}

export function createPreviewSchedule(time: TimeShare): PreviewSchedule {
  let lastStep = -1;
  let kind: ViewData["kind"] = "text";
  let shownAt = Number.NEGATIVE_INFINITY;
  let freeAt = Number.NEGATIVE_INFINITY;
  /** What one sample took, as far as is known, and how many were drawn. */
  let known: { readonly eachMs: number; readonly count: number } | null = null;
  let place = 0;

  function observe(costMs: number, count: number): void {
    if (count < 1) return;
    const eachMs = costMs / count;
    // What is slower counts at once, faster by and by: a step back is soon made up for.
    known = { eachMs: known && eachMs < known.eachMs ? (eachMs + known.eachMs) / 2 : eachMs, count };
  }

  return {
    isDue: (step, nowMs) =>
      step !== lastStep && nowMs >= shownAt + EVERY_MS[kind] && nowMs >= freeAt && time.isFree(nowMs),
    next: (total) => {
      const least = Math.ceil(total / MOST_PARTS);
      const affordable = known ? (OWN_SHARE * EVERY_MS[kind]) / Math.max(known.eachMs, 1e-3) : least;
      const count = Math.max(least, Math.min(total, Math.floor(affordable), 2 * (known?.count ?? total)));
      if (place >= total) place = 0;
      // What is left over goes along, rather than be drawn by itself.
      const end = total - place - count < least / 2 ? total : place + count;
      const range: SampleRange = [place, Math.min(total, end)];
      place = range[1];
      return range;
    },
    done: (step, nowMs, costMs, of, count) => {
      lastStep = step;
      kind = of;
      shownAt = nowMs;
      freeAt = nowMs - costMs + costMs / OWN_SHARE;
      time.spend(nowMs, costMs);
      observe(costMs, count);
    },
    covered: (step, nowMs, costMs, count) => {
      lastStep = step;
      shownAt = nowMs;
      time.spend(nowMs, costMs);
      observe(costMs, count);
    },
  };
}

export interface Preview {
  readonly ask: (request: PreviewRequest | null) => void;
  readonly isDue: () => boolean;
  /** Draws one. The weights must stand still meanwhile. */
  readonly show: () => Promise<void>;
  /** Draws all samples of the step that the run stands at, where they are wanted and not shown yet. */
  readonly showStanding: () => Promise<void>;
  /** All samples were drawn for another purpose. */
  readonly covered: (costMs: number) => void;
  /** Leaves what is being drawn: somebody waits for the model. */
  readonly cancel: () => void;
}

export interface PreviewOptions {
  readonly time: TimeShare;
  readonly now: () => number;
  readonly emit: Emit;
  readonly step: () => number;
  /** How many samples the run's settings ask for. */
  readonly total: () => number;
  /** Resolves when the device has nothing to do any more: what it does until then is training. */
  readonly drained: () => Promise<void>;
  /** Draws a range of the samples, or all; `null` where it was left. */
  readonly draw: (
    subject: PreviewSubject,
    range: SampleRange | undefined,
    signal: AbortSignal,
  ) => Promise<ViewData | null>;
}

export function createPreview({ time, now, emit, step, total, drained, draw }: PreviewOptions): Preview {
  const schedule = createPreviewSchedule(time);
  let request: PreviewRequest | null = null;
  let controller = new AbortController();
  /** The step of which all samples are shown. */
  let wholeStep = -1;

  async function show(whole: boolean): Promise<void> {
    const mine = request;
    if (!mine) return;
    controller = new AbortController();
    const { signal } = controller;
    await drained();
    const { subject } = mine;
    const range = subject.source === "sampling" && !whole ? schedule.next(total()) : undefined;
    const at = step();
    const start = now();
    const drawn = await draw(subject, range, signal);
    const costMs = now() - start;
    if (!drawn || signal.aborted) {
      time.spend(now(), costMs);
      return;
    }
    const view = asBytes(drawn);
    const count = subject.source === "sampling" ? countOf(view) : 0;
    if (count >= total()) wholeStep = at;
    schedule.done(at, now(), costMs, view.kind, count);
    // Points come all together, whatever part was asked for.
    const first = view.kind === "scatter" ? 0 : (range?.[0] ?? 0);
    const share = time.share(now());
    emit({ type: "preview", request: mine.id, step: stepIndex(at), view, first, share }, sampleBuffers(view));
  }

  return {
    ask: (next) => {
      request = next;
      controller.abort();
    },
    isDue: () => request !== null && schedule.isDue(step(), now()),
    show: () => show(false),
    showStanding: async () => {
      if (request?.subject.source === "sampling" && wholeStep !== step()) await show(true);
    },
    covered: (costMs) => {
      wholeStep = step();
      schedule.covered(step(), now(), costMs, total());
    },
    cancel: () => controller.abort(),
  };
}

/** Of a scatter, its made points. */
function countOf(view: ViewData): number {
  if (view.kind === "text") return view.samples.length;
  if (view.kind === "images" || view.kind === "waves") return view.count;
  if (view.kind !== "scatter") return 0;
  return view.layers.reduce((sum, { role, points }) => sum + (role === "truth" ? 0 : points.length / 2), 0);
}
