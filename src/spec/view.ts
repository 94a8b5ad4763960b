/** What the stage can draw. A closed set: a family composes its views from these kinds, the page has one component for each. */
export type ViewData =
  | { readonly kind: "text"; readonly samples: readonly TextSample[] }
  | ProbabilityView
  | HeatmapView;

export type ViewKind = ViewData["kind"] | "machine";

export interface TextSample {
  /** Everything that is shown, the prompt included. */
  readonly text: string;
  /** How many characters of it were given. */
  readonly promptLength: number;
  /** The probability that the model gave to each character that it wrote, 0..1; `text.length − promptLength` of them. */
  readonly confidence: readonly number[];
  readonly label?: string;
  /** Whether the sample stands in the data word for word; absent where that means nothing. */
  readonly copied?: boolean;
  /** False while the sample is still being written. */
  readonly finished: boolean;
}

/** For each character of a text, what the model thought would come next. */
export interface ProbabilityView {
  readonly kind: "probabilities";
  readonly text: readonly string[];
  /** `next[i]`: the likeliest characters after `text[0..i]`, likeliest first. */
  readonly next: readonly (readonly { readonly token: string; readonly probability: number }[])[];
}

/** A matrix with named columns, such as hidden units (rows) over a text (columns). */
export interface HeatmapView {
  readonly kind: "heatmap";
  readonly columns: readonly string[];
  readonly rows: number;
  /** Row by row, `rows × columns.length`. */
  readonly values: Float32Array;
  /** What the ends of the colour scale mean; values outside are drawn at the end. */
  readonly range: readonly [number, number];
}

/** A tab of the stage, as a family's manifest lists it. */
export interface ViewSpec {
  /** The id in the link (`view=hidden`) and the key of its words. */
  readonly id: string;
  readonly kind: ViewKind;
  /** `sampling`: made by `sample`, shown on the timeline. `text`: computed for a text the visitor types. */
  readonly source: "sampling" | "text" | "machine";
}
