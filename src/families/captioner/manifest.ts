import type { DomainTraits } from "../../schema/domain.ts";
import type { BatchShape, DataContext, Estimate, FamilyManifest } from "../../schema/manifest.ts";
import { integer, number, type Parameters, type Values, type ValuesOf } from "../../schema/parameter.ts";
import type { FigureSpec, SeriesSpec } from "../../schema/series.ts";
import type { ViewSpec } from "../../schema/view.ts";
import { numbersPerExample, operations, parameters, sizesOf, weightsByNode } from "./sizes.manifest.ts";

const sampling = {
  count: integer(24, { min: 1, max: 128, scale: "log", live: true }),
  /** Of the choice of each word; 0 takes the likeliest. */
  temperature: number(0, { min: 0, max: 2, step: 0.05, live: true }),
} satisfies Parameters;

export type CaptionerSampling = ValuesOf<typeof sampling>;

const FLOAT = 4;
/** A weight, its gradient and a copy on the way there, and the two moments of Adam. */
const COPIES_OF_A_WEIGHT = 5;
const PASSES = 3;
const MULTIPLY_ADD = 2;

function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = sizesOf(values, data);
  const weights = Object.values(weightsByNode(sizes)).reduce((sum, count) => sum + count, 0);
  return {
    weights,
    bytes: Math.round(FLOAT * (COPIES_OF_A_WEIGHT * weights + batch.size * numbersPerExample(sizes))),
    flops: PASSES * MULTIPLY_ADD * batch.size * operations(sizes),
  };
}

const series: readonly SeriesSpec[] = [
  { id: "loss", chart: "losses", role: "generator" },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true },
  { id: "validation.firstWord", chart: "training", role: "truth", sparse: true },
  { id: "gradientNorm", chart: "training", role: "gradient" },
  { id: "learningRate", chart: "training", role: "neutral", dashed: true, exact: true },
];

const figures: readonly FigureSpec[] = [
  {
    id: "firstWord",
    better: "more",
    digits: 2,
    of: (latest) => latest["validation.firstWord"] ?? null,
    anchors: ({ facts }) =>
      facts && facts.labels.length > 1
        ? { worst: 1 / facts.labels.length, best: 1, worstIs: "chance", bestIs: "all" }
        : null,
  },
  {
    id: "surprise",
    better: "less",
    digits: 2,
    unit: "nats",
    of: (latest) => latest["validation.loss"] ?? latest.loss ?? null,
  },
];

const views = (_: Values, { view }: DomainTraits): readonly ViewSpec[] => [
  { id: "samples", kind: view, source: "sampling" },
  { id: "looks", kind: view, source: "model" },
  { id: "drawing", kind: "probabilities", source: "drawing" },
  { id: "machine", kind: "machine", source: "machine" },
];

/**
 * Says in words what a picture shows: convolutions, and a recurrent decoder. Vinyals et al. 2015; where it looks for each
 * word: Xu et al. 2015, with the score of Luong et al. 2015. It writes words and not characters: a text is four words or so
 * and most of them stand in several, so that a small decoder spells none of them wrong.
 */
export const manifest = {
  id: "captioner",
  order: 50,
  accepts: ["image"],
  parameters,
  sampling,
  objectives: () => ["words"],
  training: (_, optimizer) => ({
    batchSize: 32,
    clipNorm: 1,
    ...(optimizer === "adam" || optimizer === "adamw" ? { learningRate: 0.002 } : {}),
  }),
  series: () => series,
  figures,
  generates: () => false,
  views,
  estimate,
} satisfies FamilyManifest;
