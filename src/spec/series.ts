import type { Role } from "./role.ts";

/** One line of a chart: a number that the worker reports under this id as the run goes on. */
export interface SeriesSpec {
  /** The reported name: a loss term (`loss`), `validation.<term>`, `gradientNorm`, `learningRate`, … */
  readonly id: string;
  /** Which chart it is drawn in; `losses` is the first and largest. */
  readonly chart: "losses" | "training";
  readonly role: Role;
  /** How it is drawn, which says nothing of how it is measured. */
  readonly dashed?: boolean;
  /** Measured now and then: a line through few points, which is not smoothed. */
  readonly sparse?: boolean;
  /** Without noise, so that smoothing would only make it late. */
  readonly exact?: boolean;
  /** Whether the dataset's baselines are in this series' unit and may be drawn beside it. */
  readonly comparable?: boolean;
}

/** A number worth a tile: computed from the last reported values. */
export interface FigureSpec {
  readonly id: string;
  /** Fewer is better, more is better, or neither. */
  readonly better?: "less" | "more";
  readonly digits: number;
  readonly unit?: string;
  /** `null` while what it needs has not been reported. */
  readonly of: (latest: Readonly<Record<string, number>>) => number | null;
}
