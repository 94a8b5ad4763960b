import { figures, sampling, series } from "../../domains/sequence/manifest.ts";
import type { FamilyManifest } from "../../schema/manifest.ts";
import type { Values } from "../../schema/parameter.ts";
import type { FigureSpec, SeriesSpec } from "../../schema/series.ts";
import type { ViewSpec } from "../../schema/view.ts";
import { BLANK, estimate, parameters } from "./sizes.manifest.ts";

const isMasked = (values: Values): boolean => values.form === "masked";

const SCORE: SeriesSpec = {
  ...{ id: "validation.attentionScore", chart: "training", role: "generator", dashed: true, sparse: true },
};

/** What is seen from both sides is easier to guess: n-gram models that read from the left are no baselines for it. */
const ofBlanks = series.map(({ comparable: _, ...spec }): SeriesSpec => spec);

const both = figures.map(
  ({ anchors, ...figure }): FigureSpec => ({
    ...figure,
    ...(anchors ? { anchors: (about) => (isMasked(about.values) ? null : anchors(about)) } : {}),
  }),
);

/** Of the blanks of the validation part, whose likeliest character is the right one. */
const blanksRight: FigureSpec = {
  id: "blanksRight",
  better: "more",
  digits: 0,
  applies: ({ values }) => isMasked(values),
  of: (latest) => {
    const share = latest["validation.blanksRight"];
    return share === undefined ? null : 100 * share;
  },
};

function views(values: Values): readonly ViewSpec[] {
  return [
    { id: "samples", kind: "text", source: "sampling" },
    isMasked(values)
      ? { id: "blanks", kind: "blanks", source: "text" }
      : { id: "next", kind: "probabilities", source: "text" },
    { id: "heads", kind: "attention", source: "text" },
    { id: "machine", kind: "machine", source: "machine" },
  ];
}

/** A small transformer: it reads whole stretches of text at once, each character looking at others. Vaswani et al. 2017. */
export const manifest = {
  id: "attention",
  order: 12,
  accepts: ["tokens"],
  parameters,
  sampling,
  objectives: ({ likelihoods }) => likelihoods,
  training: (_, optimizer) =>
    optimizer === "adam" || optimizer === "adamw"
      ? { learningRate: 0.002, schedule: "warmup", scheduleSteps: 100 }
      : { schedule: "warmup", scheduleSteps: 100 },
  series: (values) => [...(isMasked(values) ? ofBlanks : series), SCORE],
  figures: [...both, blanksRight],
  // What fills blanks makes no text of its own that could be held against others.
  generates: (values) => !isMasked(values),
  views,
  estimate,
  blank: (values) => (isMasked(values) ? BLANK : null),
} satisfies FamilyManifest;
