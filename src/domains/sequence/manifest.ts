/** What all families declare that read and write texts symbol by symbol: how to sample, what is measured. */
import { integer, label, number, type Parameters, text, type ValuesOf } from "../../schema/parameter.ts";
import type { Anchors, FigureContext, FigureSpec, SeriesSpec } from "../../schema/series.ts";

export const sampling = {
  prompt: text("", { maxLength: 400, live: true }),
  temperature: number(0.8, { min: 0.05, max: 2, step: 0.05, live: true }),
  /** 0 leaves every character in play. */
  topK: integer(0, { min: 0, max: 100, live: true }),
  /** 1 leaves every character in play. */
  topP: number(1, { min: 0.05, max: 1, step: 0.05, live: true }),
  label: label({ live: true }),
  count: integer(24, { min: 1, max: 64, live: true }),
  maxLength: integer(40, { min: 8, max: 2000, scale: "log", unit: "characters", live: true }),
} satisfies Parameters;

export type SequenceSampling = ValuesOf<typeof sampling>;

export const series: readonly SeriesSpec[] = [
  { id: "loss", chart: "losses", role: "generator", comparable: true },
  { id: "validation.loss", chart: "losses", role: "truth", dashed: true, sparse: true, comparable: true },
  { id: "gradientNorm", chart: "training", role: "gradient" },
  { id: "learningRate", chart: "training", role: "neutral", dashed: true, exact: true },
];

/** Nats per character: on the validation part once it has been measured, until then of the last batch. */
const crossEntropy = (latest: Readonly<Record<string, number>>) => latest["validation.loss"] ?? latest.loss ?? null;

/** From a model that counts single characters to the best that counts stretches of them, by `unit` of their nats. */
const againstCounting =
  (unit: (nats: number) => number, scale?: "log") =>
  ({ facts }: FigureContext): Anchors | null => {
    const nats = (facts?.baselines ?? []).map(({ value }) => value);
    if (nats.length < 2) return null;
    const [worst, best] = [unit(Math.max(...nats)), unit(Math.min(...nats))];
    return { worst, best, worstIs: "unigram", bestIs: "bestNgram", beyond: "better", ...(scale ? { scale } : {}) };
  };

export const figures: readonly FigureSpec[] = [
  {
    id: "perplexity",
    better: "less",
    digits: 2,
    anchors: againstCounting(Math.exp, "log"),
    of: (latest) => {
      const nats = crossEntropy(latest);
      return nats === null ? null : Math.exp(nats);
    },
  },
  {
    id: "bitsPerCharacter",
    better: "less",
    digits: 2,
    unit: "bits",
    anchors: againstCounting((nats) => nats / Math.LN2),
    of: (latest) => {
      const nats = crossEntropy(latest);
      return nats === null ? null : nats / Math.LN2;
    },
  },
];
