/** Figures of what a model makes, by the series that the domain's sample metrics report; whatever the family. */
import type { AnchorName, Anchors, FigureContext, FigureSpec } from "../schema/series.ts";
import { isLines } from "./tokens/domain.ts";

/** The series as it is reported. */
const reported = (series: string) => ({
  series,
  of: (latest: Readonly<Record<string, number>>) => latest[series] ?? null,
});

/** Where the domain's sample metrics report the series. */
const measured =
  (id: string) =>
  ({ domain }: FigureContext) =>
    domain.metrics.includes(id);
/** Where the data is a mixture of clusters; before it is loaded nobody knows. */
const ofClusters = (about: FigureContext) =>
  measured("samples.modes")(about) && (about.facts === null || (about.facts.distribution?.modes.length ?? 0) > 0);
/** Where a classifier that was trained apart knows the data; before it is loaded nobody knows. */
const judgedApart = (id: string) => (about: FigureContext) =>
  measured(id)(about) && (about.facts === null || about.facts.judgedApart === true);
/** Where there is more than one kind of example to know. */
const ofKinds = (id: string) => (about: FigureContext) =>
  judgedApart(id)(about) && (about.facts === null || about.facts.labels.length > 1);
/** Where the texts of the data keep such a rule. */
const ofRule = (id: string) => (about: FigureContext) =>
  measured(id)(about) && about.facts?.rules?.includes(id) === true;
/** Where examples are whole texts, so that one can be like another; before the data is loaded nobody knows. */
const ofWholeTexts = (id: string) => (about: FigureContext) =>
  measured(id)(about) && (about.facts === null || isLines(about.facts));

/** What a model is told of each example; before the data is loaded nobody knows whether it has captions. */
const toldOf = ({ values, facts }: FigureContext): "none" | "label" | "caption" => {
  if (values.conditional !== true) return "none";
  return values.condition === "caption" && facts?.captions ? "caption" : "label";
};

const fromChance = ({ facts }: FigureContext) =>
  facts ? ({ worst: 1 / facts.labels.length, best: 1, worstIs: "chance", bestIs: "all" } as const) : null;

/** The share of a plane Gaussian that lies within three standard deviations of its middle: 1 − exp(−9/2). */
const WITHIN_THREE = 0.989;

const fromUntrained =
  (best: number, bestIs: AnchorName, scale: Anchors["scale"]) =>
  ({ first }: FigureContext) =>
    first ? ({ worst: first, best, worstIs: "untrained", bestIs, ...(scale ? { scale } : {}) } as const) : null;

/** Towards what as many real examples have, from `worst`, or what is reported under that name. */
const towardsReal =
  (id: string, worst: number | string, worstIs: AnchorName, scale?: Anchors["scale"]) =>
  ({ latest }: FigureContext): Anchors | null => {
    const [from, best] = [typeof worst === "number" ? worst : latest[worst], latest[`${id}.real`]];
    if (from === undefined || best === undefined) return null;
    return { worst: from, best, worstIs, bestIs: "real", ...(scale ? { scale } : {}) };
  };

export const sampleFigures: readonly FigureSpec[] = [
  {
    id: "modes",
    group: "quality",
    better: "more",
    digits: 0,
    ...reported("samples.modes"),
    applies: ofClusters,
    anchors: ({ facts }) =>
      facts?.distribution ? { worst: 0, best: facts.distribution.modes.length, worstIs: "none", bestIs: "all" } : null,
  },
  {
    id: "near",
    group: "quality",
    better: "more",
    digits: 2,
    ...reported("samples.near"),
    applies: ofClusters,
    anchors: () => ({ worst: 0, best: WITHIN_THREE, worstIs: "none", bestIs: "real" }),
  },
  {
    id: "frechet",
    group: "quality",
    better: "less",
    digits: 4,
    ...reported("samples.frechet"),
    applies: measured("samples.frechet"),
    anchors: fromUntrained(0, "real", "root"),
  },
  {
    id: "fid",
    group: "quality",
    better: "less",
    digits: 2,
    ...reported("samples.fid"),
    applies: judgedApart("samples.fid"),
    anchors: towardsReal("samples.fid", "samples.fid.gaussian", "gaussian", "root"),
  },
  {
    id: "precision",
    group: "quality",
    better: "more",
    digits: 2,
    ...reported("samples.precision"),
    applies: judgedApart("samples.precision"),
    anchors: towardsReal("samples.precision", 0, "none"),
  },
  {
    id: "recognised",
    group: "quality",
    better: "more",
    digits: 2,
    ...reported("samples.recognised"),
    applies: (about) => ofKinds("samples.recognised")(about) && toldOf(about) === "label",
    anchors: fromChance,
  },
  {
    id: "captionMatch",
    group: "quality",
    better: "more",
    digits: 2,
    ...reported("samples.recognised"),
    applies: (about) => ofKinds("samples.recognised")(about) && toldOf(about) === "caption",
    anchors: fromChance,
  },
  {
    id: "variation",
    group: "quality",
    better: "less",
    digits: 2,
    ...reported("samples.variation"),
    applies: measured("samples.variation"),
    anchors: towardsReal("samples.variation", "samples.variation.unigram", "unigram"),
  },
  {
    id: "plausible",
    group: "quality",
    better: "less",
    digits: 1,
    ...reported("samples.perplexity"),
    applies: measured("samples.perplexity"),
    anchors: ({ first, latest }) => {
      const best = latest["samples.perplexity.real"];
      if (first === null || best === undefined) return null;
      return { worst: first, best, worstIs: "untrained", bestIs: "real", scale: "log" };
    },
  },
  ...(["bars", "key"] as const).map((id): FigureSpec => {
    const series = `samples.${id}`;
    return {
      ...{ id, group: "quality", better: "more", digits: 2, ...reported(series), applies: ofRule(series) },
      anchors: towardsReal(series, `${series}.bigram`, "bigram"),
    };
  }),
  {
    id: "recall",
    group: "creativity",
    better: "more",
    digits: 2,
    ...reported("samples.recall"),
    applies: judgedApart("samples.recall"),
    anchors: towardsReal("samples.recall", 0, "none"),
  },
  {
    id: "labels",
    group: "creativity",
    better: "more",
    digits: 0,
    ...reported("samples.labels"),
    applies: ofKinds("samples.labels"),
    anchors: towardsReal("samples.labels", 0, "none"),
  },
  {
    id: "diversity",
    group: "creativity",
    better: "more",
    digits: 2,
    ...reported("samples.diversity"),
    applies: measured("samples.diversity"),
    anchors: () => ({ worst: 0, best: 1, worstIs: "none", bestIs: "real" }),
  },
  {
    id: "novelty",
    group: "creativity",
    digits: 2,
    ...reported("samples.novelty"),
    applies: measured("samples.novelty"),
    anchors: ({ first }) =>
      first && first > 1
        ? { worst: first, best: 1, worstIs: "untrained", bestIs: "real", scale: "log", beyond: "copies" }
        : null,
  },
  {
    id: "distinct",
    group: "creativity",
    better: "more",
    digits: 2,
    ...reported("samples.distinct"),
    applies: ofWholeTexts("samples.distinct"),
    anchors: () => ({ worst: 0, best: 1, worstIs: "none", bestIs: "all" }),
  },
  {
    id: "copied",
    group: "creativity",
    better: "less",
    digits: 2,
    ...reported("samples.copied"),
    applies: ofWholeTexts("samples.copied"),
    anchors: () => ({ worst: 1, best: 0, worstIs: "all", bestIs: "none" }),
  },
];
