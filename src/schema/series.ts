import type { DatasetFacts, DomainTraits } from "./domain.ts";
import type { Values } from "./parameter.ts";
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
  /** What it is about; absent: what the model has learned, by what it says of examples. */
  readonly group?: "quality" | "creativity";
  /** Fewer is better, more is better, or neither. */
  readonly better?: "less" | "more";
  readonly digits: number;
  readonly unit?: string;
  /** The series that it is the last value of, where it is that of one; then it can be drawn over steps. */
  readonly series?: string;
  /** `null` while what it needs has not been reported. */
  readonly of: (latest: Readonly<Record<string, number>>) => number | null;
  /** Whether there is such a number for the run; absent means always. */
  readonly applies?: (about: FigureContext) => boolean;
  /** What it is measured against, so that a verdict can be given; `null` or absent where nothing honest is known. */
  readonly anchors?: (about: FigureContext) => Anchors | null;
}

/** What a figure is about. */
export interface FigureContext {
  /** The model's values, the objective among them. */
  readonly values: Values;
  readonly domain: DomainTraits;
  /** Absent until the data is loaded. */
  readonly facts: DatasetFacts | null;
  /** What the untrained model had, where that was measured. */
  readonly first: number | null;
  /** What was reported last. */
  readonly latest: Readonly<Record<string, number>>;
}

/** What an end of a figure's bar stands for: a key of the page's words. */
export type AnchorName =
  | "unigram"
  | "bigram"
  | "bestNgram"
  | "untrained"
  | "none"
  | "all"
  | "real"
  | "exact"
  | "sure"
  | "guess"
  | "gaussian"
  | "chance";

/** The ends of a figure's bar: the worst value that means anything, and the best that is known. */
export interface Anchors {
  readonly worst: number;
  readonly best: number;
  readonly worstIs: AnchorName;
  readonly bestIs: AnchorName;
  /** How the bar goes between them; linear where absent. */
  readonly scale?: "log" | "root";
  /** What it means to lie beyond the best: better still, or too close to the data. Absent where it cannot be. */
  readonly beyond?: "better" | "copies";
}
