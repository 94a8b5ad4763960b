import { hiddenNumbers, textNumbers } from "../../domains/sizes.ts";
import type { DomainTraits } from "../../schema/domain.ts";
import type { BatchShape, DataContext, Estimate, FamilyManifest } from "../../schema/manifest.ts";
import {
  caption,
  integer,
  label,
  number,
  type Parameters,
  type Values,
  type ValuesOf,
} from "../../schema/parameter.ts";
import type { FigureSpec, SeriesSpec } from "../../schema/series.ts";
import type { ViewSpec } from "../../schema/view.ts";
import { operations, parameters, type Sizes, sizesOf, weightsByNode } from "./sizes.manifest.ts";

const sampling = {
  count: integer(64, { min: 1, max: 1024, scale: "log", live: true }),
  /** The standard deviation of z. */
  temperature: number(1, { min: 0, max: 2, step: 0.05, live: true }),
  /** Of the choice of each symbol; 0 takes the likeliest. */
  boldness: number(0.7, { min: 0, max: 2, step: 0.05, live: true, applies: (_, { symbols }) => symbols !== undefined }),
  label: label({ live: true }),
  caption: caption({ live: true }),
} satisfies Parameters;

export type VaeSampling = ValuesOf<typeof sampling>;

const FLOAT = 4;
/** A weight, its gradient and a copy on the way there, and the two moments of Adam. */
const COPIES_OF_A_WEIGHT = 5;
/** Forward, the gradient of what came in, and the gradient of the weights: three products of the same size. */
const PASSES = 3;
const MULTIPLY_ADD = 2;

/** Numbers that a step holds at its peak for each example: how many copies of each kind there are, a test has measured. */
function numbersPerExample(sizes: Sizes): number {
  if (sizes.symbols > 0) return textNumbers(sizes) + 28 * sizes.latent;
  return 13 * sizes.inputs + 6 * 2 * hiddenNumbers(sizes) + 28 * sizes.latent + 6 * sizes.labelWidth;
}

function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = sizesOf(values, data);
  const weights = Object.values(weightsByNode(sizes)).reduce((sum, count) => sum + count, 0);
  const examples = batch.size * numbersPerExample(sizes);
  return {
    weights,
    bytes: FLOAT * (COPIES_OF_A_WEIGHT * weights + examples),
    flops: PASSES * MULTIPLY_ADD * batch.size * operations(sizes),
  };
}

const series: readonly SeriesSpec[] = [
  { id: "loss", chart: "losses", role: "neutral" },
  { id: "reconstruction", chart: "losses", role: "generator" },
  { id: "kl", chart: "losses", role: "encoder" },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true },
  { id: "validation.reconstruction", chart: "losses", role: "generator", dashed: true, sparse: true },
  { id: "validation.kl", chart: "losses", role: "encoder", dashed: true, sparse: true },
  { id: "activeUnits", chart: "training", role: "encoder" },
  { id: "gradientNorm", chart: "training", role: "gradient" },
  { id: "learningRate", chart: "training", role: "neutral", dashed: true, exact: true },
];

type Latest = Readonly<Record<string, number>>;

/** On the validation part once it has been measured, until then of the last batch. */
const judged = (latest: Latest, id: string) => latest[`validation.${id}`] ?? latest[id] ?? null;

const figures: readonly FigureSpec[] = [
  {
    id: "elbo",
    better: "more",
    digits: 1,
    unit: "nats",
    of: (latest) => {
      const [reconstruction, kl] = [judged(latest, "reconstruction"), judged(latest, "kl")];
      return reconstruction === null || kl === null ? null : -(reconstruction + kl);
    },
  },
  {
    id: "squaredError",
    better: "less",
    digits: 3,
    applies: ({ domain: { symbols } }) => symbols === undefined,
    of: (latest) => judged(latest, "squaredError"),
    anchors: ({ first }) => (first ? { worst: first, best: 0, worstIs: "untrained", bestIs: "exact" } : null),
  },
  {
    id: "characterErrors",
    better: "less",
    digits: 3,
    applies: ({ domain: { symbols } }) => symbols !== undefined,
    of: (latest) => judged(latest, "characterErrors"),
    anchors: ({ first }) => (first ? { worst: first, best: 0, worstIs: "untrained", bestIs: "exact" } : null),
  },
  {
    id: "activeUnits",
    digits: 0,
    of: (latest) => judged(latest, "activeUnits"),
    anchors: ({ values }) => ({ worst: 0, best: Number(values.latent), worstIs: "none", bestIs: "all" }),
  },
];

/** Of words that the visitor types. */
const TYPED: readonly ViewSpec[] = [
  { id: "walk", kind: "lines", source: "text", words: 2 },
  { id: "near", kind: "lines", source: "text", words: 1 },
];

/** What can be drawn or typed joins the others by the code that it is given. */
const togetherOf = ({ typed, drawn }: DomainTraits): ViewSpec => ({
  ...{ id: "together", kind: "coded", source: "codes" },
  from: ["data", ...(typed ? (["text"] as const) : []), ...(drawn ? (["drawing"] as const) : [])],
});

const views = (_: Values, traits: DomainTraits): readonly ViewSpec[] => [
  { id: "samples", kind: traits.view, source: "sampling" },
  { id: "reconstructions", kind: traits.together, source: "model" },
  { id: "map", kind: "latent", source: "latent" },
  { id: "sliders", kind: "latent", source: "latent" },
  { id: "interpolation", kind: traits.together, source: "model" },
  ...(traits.symbols ? TYPED : []),
  ...(traits.shownAs === "items" ? [togetherOf(traits)] : []),
  { id: "machine", kind: "machine", source: "machine" },
];

/** The variational autoencoder. Kingma & Welling 2013; β-VAE: Higgins et al. 2017; active units after Burda et al. 2016. */
export const manifest = {
  id: "vae",
  order: 20,
  accepts: ["image", "points", "tokens", "audio"],
  whole: true,
  parameters,
  sampling,
  objectives: ({ likelihoods }) => likelihoods,
  training: ({ symbols }, optimizer) => ({
    batchSize: symbols ? 64 : 128,
    clipNorm: 0,
    ...(optimizer === "adam" ? { learningRate: 0.002 } : {}),
  }),
  series: () => series,
  figures,
  views,
  estimate,
} satisfies FamilyManifest;
