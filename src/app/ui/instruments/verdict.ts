import type { Anchors, FigureSpec } from "../../../schema/series.ts";

/** A figure's verdict: a key of the page's words. */
export type Verdict =
  | "far"
  | "start"
  | "coming"
  | "good"
  | "best"
  | "better"
  | "copies"
  | "improving"
  | "worsening"
  | "steady"
  | "waiting";

const ONTO = {
  linear: (value: number) => value,
  log: (value: number) => Math.log(Math.max(value, 1e-12)),
  root: (value: number) => Math.sqrt(Math.max(value, 0)),
} as const;

/** How far a value lies on the way from the worst to the best: below 0 and above 1 where it lies outside of them. */
export function shareOf(value: number, { worst, best, scale }: Anchors): number {
  const onto = ONTO[scale ?? "linear"];
  const way = onto(best) - onto(worst);
  return way === 0 ? 0 : (onto(value) - onto(worst)) / way;
}

/** Beyond the best by less than this share of the way is no more than noise. */
const NOISE = 0.02;

const STEPS: readonly (readonly [least: number, verdict: Verdict])[] = [
  [0.95, "best"],
  [0.8, "good"],
  [0.5, "coming"],
  [0.15, "start"],
];

/** What to say of a value on its way from the worst to the best. */
export function verdictOf(value: number, anchors: Anchors): Verdict {
  const share = shareOf(value, anchors);
  if (anchors.beyond && share > 1 + NOISE) return anchors.beyond;
  return STEPS.find(([least]) => share >= least)?.[1] ?? "far";
}

/** A change smaller than the last digit that is shown, or than half a percent, is noise. */
export const isNoise = (change: number, value: number, digits: number): boolean =>
  Math.abs(change) < Math.max(0.5 * 10 ** -digits, Math.abs(value) * 0.005);

/** Where nothing is known to measure it against: where it is going. */
export function trendOf({ better, digits }: FigureSpec, value: number | null, before: number | null): Verdict {
  if (value === null || before === null || !better) return "waiting";
  if (isNoise(value - before, value, digits)) return "steady";
  return (better === "more") === value > before ? "improving" : "worsening";
}
