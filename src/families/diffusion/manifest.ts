import { denoisedNumbers } from "../../domains/sizes.ts";
import type { DomainTraits } from "../../schema/domain.ts";
import type { BatchShape, DataContext, Estimate, FamilyManifest } from "../../schema/manifest.ts";
import {
  caption,
  choice,
  integer,
  label,
  number,
  type Parameters,
  type Values,
  type ValuesOf,
} from "../../schema/parameter.ts";
import type { FigureSpec, SeriesSpec } from "../../schema/series.ts";
import type { ViewSpec } from "../../schema/view.ts";
import { OBJECTIVES, operations, parameters, sizesOf, TOLD, weightsByNode } from "./sizes.manifest.ts";

const sampling = {
  count: integer(64, { min: 1, max: 1024, scale: "log", live: true }),
  steps: integer(20, { min: 1, max: 200, scale: "log", live: true, unit: "steps" }),
  sampler: choice("ddim", ["ddim", "ddpm", "heun"], { live: true }),
  /** How many times what the label adds to a prediction counts. */
  guidance: number(1, { min: 0, max: 10, step: 0.1, live: true, labelled: true }),
  label: label({ live: true }),
  caption: caption({ live: true }),
} satisfies Parameters;

export type DiffusionSampling = ValuesOf<typeof sampling>;

const FLOAT = 4;
/** A weight, its gradient, the two moments of Adam, the average and a copy on the way there. */
const COPIES_OF_A_WEIGHT = 6;
/** Forward, the gradient of what came in, and the gradient of the weights: three products of the same size. */
const PASSES = 3;
const MULTIPLY_ADD = 2;
/** Numbers that a step holds at its peak for each number of a sample and each one in between; a test has measured them. */
const COPIES = { inputs: 49, hidden: 2.6, told: 12 } as const;

function estimate(values: Values, data: DataContext, batch: BatchShape): Estimate {
  const sizes = sizesOf(values, data);
  const weights = Object.values(weightsByNode(sizes)).reduce((sum, count) => sum + count, 0);
  const numbers = COPIES.inputs * sizes.inputs + COPIES.hidden * denoisedNumbers(sizes) + COPIES.told * TOLD;
  return {
    weights,
    bytes: Math.round(FLOAT * (COPIES_OF_A_WEIGHT * weights + batch.size * numbers)),
    flops: PASSES * MULTIPLY_ADD * batch.size * operations(sizes),
  };
}

const series: readonly SeriesSpec[] = [
  { id: "loss", chart: "losses", role: "generator" },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true },
  { id: "validation.littleNoise", chart: "training", role: "truth", sparse: true },
  { id: "validation.someNoise", chart: "training", role: "encoder", dashed: true, sparse: true },
  { id: "validation.muchNoise", chart: "training", role: "critic", dashed: true, sparse: true },
  { id: "gradientNorm", chart: "training", role: "gradient" },
  { id: "learningRate", chart: "training", role: "neutral", dashed: true, exact: true },
];

const figures: readonly FigureSpec[] = [
  {
    id: "error",
    better: "less",
    digits: 3,
    of: (latest) => latest["validation.loss"] ?? latest.loss ?? null,
  },
];

/** Dots share a plane over which the noise flows towards the data. */
const views = ({ conditional }: Values, { view, shownAs, drawn }: DomainTraits): readonly ViewSpec[] => [
  { id: "samples", kind: view, source: "sampling" },
  { id: "denoising", kind: "frames", source: "model" },
  ...(shownAs === "dots" ? [{ id: "field", kind: "flow", source: "model" } as const] : []),
  ...(shownAs === "items" && conditional ? [{ id: "guidance", kind: view, source: "model" } as const] : []),
  { id: "schedule", kind: "schedule", source: "model" },
  ...(shownAs === "items"
    ? [{ id: "together", kind: "coded", source: "codes", from: drawn ? (["part"] as const) : [] } as const]
    : []),
  { id: "machine", kind: "machine", source: "machine" },
];

const training = ({ shownAs }: DomainTraits, optimizer: string): Values => ({
  batchSize: shownAs === "dots" ? 256 : 32,
  clipNorm: 1,
  ...(optimizer === "adam" || optimizer === "adamw" ? { learningRate: shownAs === "dots" ? 0.005 : 0.002 } : {}),
});

/**
 * Denoising diffusion. Ho et al. 2020; DDIM: Song et al. 2021; v and x₀ targets: Salimans & Ho 2022; straight paths: Lipman
 * et al. 2023, Liu et al. 2022; guidance: Ho & Salimans 2022.
 */
export const manifest = {
  id: "diffusion",
  order: 40,
  accepts: ["points", "image", "audio"],
  whole: true,
  parameters,
  sampling,
  objectives: () => OBJECTIVES,
  training,
  series: () => series,
  figures,
  views,
  estimate,
} satisfies FamilyManifest;
