/** Where a visitor is in the lessons, and what a run has to show for it. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { RunConfig } from "../../catalog/config.ts";
import type { Condition, Lesson, Level, ReachedStep } from "../../schema/lesson.ts";
import type { TextSample } from "../../schema/view.ts";
import type { KeyValues } from "./ports.ts";
import type { State } from "./state.ts";
import { isSeen } from "./tries.ts";

/** What conditions look at. */
export interface Evidence {
  readonly step: number;
  readonly preset: string;
  /** The set-up as the run has it; `null` while none is open. */
  readonly applied: RunConfig | null;
  readonly alarms: ReadonlySet<string>;
  readonly hasSeen: (view: string) => boolean;
  /** The last value of a series. */
  readonly figure: (series: string) => number | null;
  readonly baseline: (id: string) => number | null;
  /** The texts that the model has written last; `null` while it writes, and of samples that are no texts. */
  readonly texts: readonly TextSample[] | null;
}

export const evidenceOf = (state: State): Evidence => ({
  step: state.step,
  preset: state.preset,
  applied: state.phase.kind === "opening" ? null : state.applied,
  alarms: new Set(state.alarms.map(({ id }) => id)),
  hasSeen: (view) => state.view === view && isSeen(view, state),
  figure: (series) => state.series.latest(series),
  baseline: (id) => state.facts?.baselines.find((baseline) => baseline.id === id)?.value ?? null,
  texts: state.samples?.finished && state.samples.view.kind === "text" ? state.samples.view.samples : null,
});

export function holds(condition: Condition, evidence: Evidence): boolean {
  if (!evidence.applied) return false;
  switch (condition.kind) {
    case "step":
      return evidence.step >= condition.at;
    case "preset":
      return evidence.preset === condition.id;
    case "setup": {
      const now = evidence.applied[condition.key];
      const { value, order } = condition;
      if (!order) return now === value;
      if (typeof now !== "number" || typeof value !== "number") return false;
      return order === "atLeast" ? now >= value : now <= value;
    }
    case "view":
      return evidence.hasSeen(condition.view);
    case "figure": {
      const [below, above] = [condition.below, condition.above].map((level) => levelOf(level, evidence));
      if (below === null || above === null) return false;
      return isBetween(evidence.figure(condition.series), below, above);
    }
    case "texts":
      return isBetween(shareOf(condition.share, evidence.texts), condition.below, condition.above);
    case "alarm":
      return evidence.alarms.has(condition.id) === condition.stands;
    default:
      return condition satisfies never;
  }
}

const isBetween = (value: number | null, below = Number.POSITIVE_INFINITY, above = Number.NEGATIVE_INFINITY): boolean =>
  value !== null && value < below && value > above;

/** `null` where there is none. */
function shareOf(share: "distinct" | "copied", texts: Evidence["texts"]): number | null {
  if (!texts || texts.length === 0) return null;
  const counted =
    share === "distinct" ? new Set(texts.map(({ text }) => text)).size : texts.filter(({ copied }) => copied).length;
  return counted / texts.length;
}

/** `null` where it is not known yet. */
function levelOf(level: Level | undefined, { baseline }: Evidence): number | null | undefined {
  return typeof level === "object" ? baseline(level.baseline) : level;
}

/** The choice that turned out right; `null` before the step is reached, and where it answers nothing. */
export function foundBy({ until, answers }: ReachedStep, evidence: Evidence): string | null {
  if (!answers || !until.every((condition) => holds(condition, evidence))) return null;
  return answers.choices.find(({ when }) => when.every((condition) => holds(condition, evidence)))?.choice ?? null;
}

export interface LessonProgress {
  /** The lesson under way. */
  readonly lesson: string | null;
  /** The place of its step. */
  readonly at: number;
  /** Whether all that the step waits for has held. It stays so, whatever happens after. */
  readonly reached: boolean;
  /** What was predicted, and what was found, by the prediction's id. */
  readonly predicted: Readonly<Record<string, string>>;
  readonly found: Readonly<Record<string, string>>;
  /** Lessons that were gone through. */
  readonly done: readonly string[];
}

const NONE: LessonProgress = { lesson: null, at: 0, reached: false, predicted: {}, found: {}, done: [] };
const KEY = "inkling.lessons";

function remembered(storage: KeyValues): LessonProgress {
  try {
    const { lesson, at, reached, predicted, found, done } = JSON.parse(storage.get(KEY) ?? "{}") as Partial<
      Record<keyof LessonProgress, unknown>
    >;
    return {
      lesson: typeof lesson === "string" ? lesson : null,
      at: typeof at === "number" && Number.isInteger(at) && at >= 0 ? at : 0,
      reached: reached === true,
      predicted: textsOf(predicted),
      found: textsOf(found),
      done: Array.isArray(done) ? done.filter((id) => typeof id === "string") : [],
    };
  } catch {
    return NONE;
  }
}

const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof value === "object" && value !== null ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );

export interface Lessons {
  readonly progress: Pick<StoreApi<LessonProgress>, "getState" | "getInitialState" | "subscribe">;
  readonly start: (lesson: Lesson) => void;
  readonly predict: (choice: string) => void;
  /** To the next step once this one is reached; after the last the lesson is done. */
  readonly next: () => void;
  readonly leave: () => void;
}

/** Watches a run for the lesson under way. What is kept survives a reload; what is damaged, or of an older page, is begun anew. */
export function createLessons(
  app: Pick<StoreApi<State>, "getState" | "subscribe">,
  lessons: readonly Lesson[],
  storage: KeyValues,
): Lessons {
  const kept = remembered(storage);
  const known = lessons.find(({ id }) => id === kept.lesson);
  const progress = createStore<LessonProgress>(() =>
    known && kept.at < known.steps.length ? kept : { ...NONE, done: kept.done },
  );
  const current = () => {
    const { lesson, at } = progress.getState();
    return lessons.find(({ id }) => id === lesson)?.steps[at];
  };

  function set(change: Partial<LessonProgress>): void {
    progress.setState(change);
    storage.set(KEY, JSON.stringify(progress.getState()));
  }

  function look(state: State): void {
    const step = current();
    const { reached, found } = progress.getState();
    if (reached || !step || step.kind === "predict" || step.kind === "why") return;
    const evidence = evidenceOf(state);
    if (!step.until.every((condition) => holds(condition, evidence))) return;
    const right = foundBy(step, evidence);
    set({ reached: true, found: step.answers && right ? { ...found, [step.answers.prediction]: right } : found });
  }

  function moveTo(change: Partial<LessonProgress>): void {
    set({ reached: false, ...change });
    if (current()?.kind === "why") set({ reached: true });
    look(app.getState());
  }

  app.subscribe((now, before) => {
    const counts = (
      [
        "step",
        "applied",
        "preset",
        "phase",
        "alarms",
        "view",
        "samples",
        "textViews",
        "placeViews",
        "seriesVersion",
        "facts",
      ] as const
    ).some((key) => now[key] !== before[key]);
    if (counts) look(now);
  });
  look(app.getState());

  return {
    progress,
    start: ({ id }) => moveTo({ lesson: id, at: 0, predicted: {}, found: {} }),
    predict: (choice) => {
      const step = current();
      if (step?.kind !== "predict" || !step.choices.includes(choice)) return;
      set({ reached: true, predicted: { ...progress.getState().predicted, [step.id]: choice } });
    },
    next: () => {
      const { lesson, at, reached, done } = progress.getState();
      const steps = lessons.find(({ id }) => id === lesson)?.steps ?? [];
      if (!reached || !lesson) return;
      if (at + 1 < steps.length) moveTo({ at: at + 1 });
      else set({ ...NONE, done: [...new Set([...done, lesson])] });
    },
    leave: () => set({ ...NONE, done: progress.getState().done }),
  };
}
