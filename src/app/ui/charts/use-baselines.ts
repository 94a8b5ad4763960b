import { useMemo } from "react";
import type { SeriesSpec } from "../../../schema/series.ts";
import { useT } from "../i18n/i18n.ts";
import { useApp } from "../store.ts";
import type { Level } from "./line-plot.tsx";

const NAMED = ["unigram", "bigram", "trigram", "bestNgram"] as const;
type Named = (typeof NAMED)[number];

/** Weaker models say little and crowd the chart. */
const STRONGEST = 3;

const isNamed = (id: string): id is Named => (NAMED as readonly string[]).includes(id);

/** The dataset's simple models as lines to beat, where a series of the chart is in their unit; highest first. */
export function useBaselines(specs: readonly SeriesSpec[]): readonly Level[] {
  const t = useT();
  const baselines = useApp((state) => state.facts?.baselines);
  const comparable = specs.some((spec) => spec.comparable);
  return useMemo(() => {
    if (!baselines || !comparable) return [];
    return [...baselines]
      .sort((a, b) => b.value - a.value)
      .slice(-STRONGEST)
      .map(({ id, value }) => ({
        name: isNamed(id) ? t(`stage.chart.baselines.${id}`) : t("stage.chart.baselines.other", { id }),
        value,
      }));
  }, [baselines, comparable, t]);
}
