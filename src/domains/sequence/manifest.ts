/** What all families declare that read and write texts symbol by symbol: how to sample, what is measured. */

import type { DomainTraits } from "../../schema/domain.ts";
import type { DataContext } from "../../schema/manifest.ts";
import { integer, label, number, type Parameters, text, type ValuesOf } from "../../schema/parameter.ts";
import type { Anchors, FigureContext, FigureSpec, SeriesSpec } from "../../schema/series.ts";
import type { ViewSpec } from "../../schema/view.ts";

export const sampling = {
  prompt: text("", { maxLength: 400, live: true, applies: (_, { typed }) => typed === true }),
  temperature: number(0.8, { min: 0.05, max: 2, step: 0.05, live: true }),
  /** 0 leaves every character in play. */
  topK: integer(0, { min: 0, max: 100, live: true }),
  /** 1 leaves every character in play. */
  topP: number(1, { min: 0.05, max: 1, step: 0.05, live: true }),
  label: label({ live: true }),
  count: integer(24, { min: 1, max: 64, live: true }),
  /** Of what is typed; other samples have a length of their own. */
  maxLength: integer(40, {
    ...{ min: 8, max: 2000, scale: "log", unit: "characters", live: true },
    applies: (_, { typed }) => typed === true,
  }),
} satisfies Parameters;

/** What a sample is read as, symbol by symbol; by number. */
export const symbolsOf = ({ facts, traits }: DataContext): readonly string[] =>
  (traits.readInSequence ?? traits.symbols)?.(facts.domain) ?? [];

/** Tabs that stand apart where a sample cannot be typed: those that read a text. */
export const sequenceViews = (views: readonly ViewSpec[], { typed, view }: DomainTraits): readonly ViewSpec[] =>
  typed
    ? views
    : views.flatMap((each) =>
        each.source === "sampling" ? [{ ...each, kind: view }] : each.source === "machine" ? [each] : [],
      );

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
    applies: ({ domain }) => domain.typed === true,
    better: "less",
    digits: 2,
    unit: "bits",
    anchors: againstCounting((nats) => nats / Math.LN2),
    of: (latest) => {
      const nats = crossEntropy(latest);
      return nats === null ? null : nats / Math.LN2;
    },
  },
  {
    id: "bitsPerSample",
    applies: ({ domain }) => domain.typed !== true,
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
