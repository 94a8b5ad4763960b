/**
 * A lesson: a few steps beside a run, each ended by what has happened in the run and by nothing else. It is data; what it
 * says stands in its `words/`, and every figure that it promises is trained in `lessons.slow.test.ts`.
 */
import type { ParameterValue, Values } from "./parameter.ts";

/** A number to be held against: one that is written down, or what a simple model reaches on the data. */
export type Level = number | { readonly baseline: string };

/** What can have happened in a run. */
export type Condition =
  /** The run has made so many steps. */
  | { readonly kind: "step"; readonly at: number }
  /** It was opened from this preset. */
  | { readonly kind: "preset"; readonly id: string }
  /** Its set-up has this value, or a number at least or at most so large. */
  | {
      readonly kind: "setup";
      readonly key: string;
      readonly value: ParameterValue;
      readonly order?: "atLeast" | "atMost";
    }
  /** A view of the family was opened, and answered. */
  | { readonly kind: "view"; readonly view: string }
  /** The last value of a series. */
  | { readonly kind: "figure"; readonly series: string; readonly below?: Level; readonly above?: Level }
  /** Of the texts that the model has written last: the share that differs from all before it, or that stands in the data. */
  | { readonly kind: "texts"; readonly share: "distinct" | "copied"; readonly below?: number; readonly above?: number }
  | { readonly kind: "alarm"; readonly id: string; readonly stands: boolean };

interface Common {
  /** Unique within its lesson; its words go by it. */
  readonly id: string;
}

/** Something to look at, to do, or to find out: reached once all of its conditions have held together. */
export interface ReachedStep extends Common {
  readonly kind: "watch" | "try" | "see";
  readonly until: readonly Condition[];
  /** Says what came of a prediction: the first choice of which all conditions hold. The last has none, and holds otherwise. */
  readonly answers?: {
    readonly prediction: string;
    readonly choices: readonly { readonly choice: string; readonly when: readonly Condition[] }[];
  };
}

/** A question that is answered before it is known. */
export interface PredictStep extends Common {
  readonly kind: "predict";
  readonly choices: readonly string[];
}

/** The reason, to be read. */
export interface WhyStep extends Common {
  readonly kind: "why";
}

export type LessonStep = ReachedStep | PredictStep | WhyStep;

export interface Lesson {
  readonly id: string;
  readonly order: number;
  /** About how long it takes. */
  readonly minutes: number;
  /** What it is about, by the id of the set-up that it opens. */
  readonly preset: string;
  /** What is different from it: a smaller model, say, that learns while somebody waits. */
  readonly changes?: Values;
  readonly steps: readonly LessonStep[];
}

export interface LessonStepWords {
  readonly text: string;
  /** The choices of a prediction, by id. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What came of it, by the id of the choice that was right. */
  readonly found?: Readonly<Record<string, string>>;
}

export interface LessonWords {
  readonly name: string;
  readonly summary: string;
  readonly steps: Readonly<Record<string, LessonStepWords>>;
}
