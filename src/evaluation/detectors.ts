/** What can go wrong with any run, told from its reported series alone. */
import type { Detector, Remedy, RunHistory } from "../schema/alarm.ts";
import type { ParameterValue } from "../schema/parameter.ts";

type Points = readonly { readonly step: number; readonly value: number }[];

const LEARNING_RATE = "training.learningRate";
const CLIP_NORM = "training.clipNorm";
const DROPOUT = "model.dropout";
const UNITS = "model.units";

const numberOf = (values: RunHistory["values"], key: string): number | null => {
  const value = values[key];
  return typeof value === "number" ? value : null;
};

/** Two significant digits, as a slider would have it. */
const rounded = (value: number) => Number(value.toPrecision(2));

const slower = (values: RunHistory["values"]): Readonly<Record<string, ParameterValue>> => {
  const rate = numberOf(values, LEARNING_RATE);
  return rate === null ? {} : { [LEARNING_RATE]: rounded(rate / 10) };
};

const meanOf = (points: Points) => points.reduce((sum, { value }) => sum + value, 0) / points.length;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Means over `width` neighbours, each at the last one's step. */
function smoothed(points: Points, width: number): Points {
  const means: { step: number; value: number }[] = [];
  let sum = 0;
  for (const [i, { step, value }] of points.entries()) {
    sum += value - (i >= width ? (points[i - width]?.value ?? 0) : 0);
    if (i >= width - 1) means.push({ step, value: sum / width });
  }
  return means;
}

/**
 * How much a series jitters, as a standard deviation that neither its trend nor a few outliers touch: second differences
 * of independent noise have a variance of six, and a normal's median is 0.6745 standard deviations.
 */
function jitter(points: Points): number {
  const bends = points.slice(2).map(({ value }, i) => {
    const [before, middle] = [points[i]?.value ?? value, points[i + 1]?.value ?? value];
    return Math.abs(value - 2 * middle + before);
  });
  return median(bends) / 0.6745 / Math.sqrt(6);
}

const lowest = (points: Points) => points.reduce((best, point) => (point.value < best.value ? point : best));

/** A loss or a gradient that is no number any more: nothing that follows could be right, so the run stops. */
export const notFinite: Detector = ({ series, values }) => {
  const steps = Object.values(series).flatMap((points) => {
    const first = points.find(({ value }) => !Number.isFinite(value));
    return first ? [first.step] : [];
  });
  if (steps.length === 0) return null;
  const step = Math.min(...steps);
  const change = slower(values);
  return {
    id: "notFinite",
    severity: "stopped",
    step,
    values: { step },
    remedies: [
      { id: "goBack", restore: Math.max(0, step - 1), change },
      { id: "restart", restart: true, change },
    ],
  };
};

interface Climb {
  /** Where the loss was best. */
  readonly step: number;
  readonly best: number;
  readonly now: number;
}

/**
 * The smoothed training loss stays far above its best: by three tenths of it, by half of all that was learned, and by
 * six times its jitter, whichever is most.
 */
function climb(points: Points): Climb | null {
  const width = Math.min(50, Math.max(10, Math.round(points.length / 20)));
  const [first] = points;
  if (!first || points.length < 3 * width || points.some(({ value }) => !Number.isFinite(value))) return null;
  const means = smoothed(points, width);
  const best = lowest([first, ...means]);
  const before = points.filter(({ step }, i) => i < 2 * width || step <= best.step);
  const learned = Math.max(0, first.value - best.value);
  const far = Math.max(0.3 * Math.abs(best.value), 0.5 * learned, 6 * jitter(before));
  if (means.slice(-width).some(({ value }) => value <= best.value + far)) return null;
  return { step: best.step, best: best.value, now: means.at(-1)?.value ?? best.value };
}

/** Both losses are much worse than at the start, however wildly they leap: the steps were too large from the first. */
function worseThanUntrained(validation: Points, training: Points): Climb | null {
  const above = (recent: Points, first: Points[number]) =>
    recent.every(({ value }) => value > first.value + 0.3 * Math.abs(first.value));
  const [first, ...later] = validation;
  const [firstTraining] = training;
  if (!first || !firstTraining || later.length < 2 || training.length < 20) return null;
  if (!above(later.slice(-2), first) || !above(smoothed(training, 10).slice(-10), firstTraining)) return null;
  return { step: first.step, best: first.value, now: validation.at(-1)?.value ?? first.value };
}

/** The loss goes up and stays up instead of coming down. */
export const divergence: Detector = ({ series, values }) => {
  const training = series.loss ?? [];
  const found = climb(training) ?? worseThanUntrained(series["validation.loss"] ?? [], training);
  if (!found) return null;
  const clipNorm = numberOf(values, CLIP_NORM);
  const clip: readonly Remedy[] =
    clipNorm === null || (clipNorm > 0 && clipNorm <= 1) ? [] : [{ id: "clipGradients", change: { [CLIP_NORM]: 1 } }];
  return {
    id: "divergence",
    severity: "warning",
    step: found.step,
    values: { best: found.best, now: found.now },
    remedies: [
      { id: "goBack", restore: found.step, change: slower(values) },
      { id: "lowerLearningRate", change: slower(values) },
      ...clip,
    ],
  };
};

/** How many validations must follow the best one before anybody speaks of a rise. */
const AFTER_BEST = 4;

/** The validation loss has turned up for good while the training loss still falls: the data is learned by heart. */
export const overfitting: Detector = ({ series, values }) => {
  const validation = series["validation.loss"] ?? [];
  const training = series.loss ?? [];
  if (validation.length < 2 + AFTER_BEST || training.length < 20) return null;
  const best = lowest(validation);
  const after = validation.filter(({ step }) => step > best.step);
  if (after.length < AFTER_BEST) return null;
  const now = meanOf(after.slice(-3));
  const rise = now - best.value;
  // Written so that a NaN is no alarm of this kind.
  if (!(rise > Math.max(0.03 * Math.abs(best.value), 4 * jitter(validation)))) return null;

  const width = Math.max(5, Math.round(training.length / 20));
  const then = training.filter(({ step }) => step <= best.step).slice(-width);
  if (then.length === 0 || meanOf(training.slice(-width)) >= meanOf(then)) return null;

  const dropout = numberOf(values, DROPOUT);
  const units = numberOf(values, UNITS);
  const remedies: Remedy[] = [{ id: "goBack", restore: best.step }];
  if (dropout !== null && dropout < 0.6) {
    remedies.push({ id: "addDropout", restart: true, change: { [DROPOUT]: Math.max(0.3, rounded(dropout + 0.2)) } });
  }
  if (units !== null && units > 16) {
    const change = { [UNITS]: Math.max(16, Math.round(units / 2)) };
    remedies.push({ id: "smallerModel", restart: true, change });
  }
  return {
    id: "overfitting",
    severity: "warning",
    step: best.step,
    values: { best: best.value, now },
    remedies,
  };
};

/** Those that every run has; a family adds its own. */
export const detectors: readonly Detector[] = [notFinite, divergence, overfitting];
