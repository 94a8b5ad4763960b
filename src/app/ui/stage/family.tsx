import { useCallback, useMemo } from "react";
import { modelValues, type RunConfig, section } from "../../../catalog/config.ts";
import { chosen, viewsOf } from "../../../catalog/parameters.ts";
import { lookUp } from "../../../core/lookUp.ts";
import { sampleFigures } from "../../../domains/figures.ts";
import type { DomainKind } from "../../../schema/domain.ts";
import type { FamilyManifest, Notation } from "../../../schema/manifest.ts";
import type { SeriesSpec } from "../../../schema/series.ts";
import type { ViewSpec } from "../../../schema/view.ts";
import type { Entry, FamilyWords } from "../../../schema/words.ts";
import type { State } from "../../state/state.ts";
import { pageWords } from "../i18n/dictionary.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { useChosenWords } from "../i18n/words.ts";
import { useApp, useAppShallow } from "../store.ts";
import { isLong } from "./views/visible-characters.ts";

/** The set-up of the run in the worker, which the stage shows: the controls may be ahead of it until Reset. */
export const ofTheRun = ({ applied, config }: State): RunConfig => applied ?? config;

/** The family that the run has: all that the stage and the instruments know of the model. */
export function useFamily(): FamilyManifest {
  return useApp((state) => chosen(ofTheRun(state)).family);
}

/** The family's words in the page's language. */
export function useFamilyWords(): FamilyWords {
  return useWordsOfTheRun().family;
}

/** What the dataset, the family and the optimizer of the run say. */
const useWordsOfTheRun = () => useChosenWords(useApp(ofTheRun));

const entry = (entries: FamilyWords["nodes"], id: string): Entry => lookUp(entries, id) ?? { name: id };

export function useNodeWords(node: string): Entry {
  return entry(useFamilyWords().nodes, node);
}

export function useNodeName(): (node: string) => string {
  const { nodes } = useFamilyWords();
  return (node) => entry(nodes, node).name;
}

export function useSeriesWords(): (series: string) => Entry {
  const { series } = useFamilyWords();
  const ofSamples = pageWords(useLanguage()).judge.figures;
  const config = useApp(ofTheRun);
  const facts = useApp((state) => state.facts);
  return (id) => {
    const about = { values: modelValues(config), domain: chosen(config).domain, facts, first: null, latest: {} };
    const figure = sampleFigures.find((each) => each.series === id && (each.applies?.(about) ?? true));
    return figure ? entry(ofSamples, figure.id) : entry(series, id);
  };
}

/** The lines of one of the run's charts. */
export function useSeriesSpecs(chart: SeriesSpec["chart"]): readonly SeriesSpec[] {
  const config = useApp(ofTheRun);
  return useMemo(
    () =>
      chosen(config)
        .family.series(modelValues(config))
        .filter((spec) => spec.chart === chart),
    [config, chart],
  );
}

export function useFigureWords(): (figure: string) => Entry {
  const { figures } = useFamilyWords();
  const ofSamples = pageWords(useLanguage()).judge.figures;
  return (id) => lookUp(figures, id) ?? entry(ofSamples, id);
}

/** The name of one of the labels of the data that the run learns from. */
export function useLabelName(): (label: string) => string {
  const { labels } = useWordsOfTheRun().dataset;
  return useCallback((label) => lookUp(labels, label) ?? label, [labels]);
}

/** What one sample of the run's data is. */
export function useDomainKind(): DomainKind {
  return useApp((state) => chosen(ofTheRun(state)).dataset.domain);
}

/** What the texts of the run's data write down, where that is something else to see or to hear. */
export function useNotation(): Notation | undefined {
  return useApp((state) => chosen(ofTheRun(state)).dataset.notation);
}

/** A few real samples, known before anything is loaded. */
export function usePreview(): readonly string[] {
  return useAppShallow((state) => {
    const config = ofTheRun(state);
    return state.facts?.examples ?? chosen(config).dataset.preview(section(config, "data"));
  });
}

/** Whether the data's texts are set as chips, like names, or as blocks, like code. */
export function useSamplesForm(): "chip" | "block" {
  return usePreview().some(isLong) ? "block" : "chip";
}

/** How many lines a block keeps free for a sample that is still being written. */
export function useBlockLines(): number {
  const longest = useApp((state) => state.config["sampling.maxLength"]);
  return typeof longest === "number" ? Math.max(3, Math.min(12, 2 + Math.ceil(longest / 40))) : 12;
}

/** What stands for an unknown character in texts that the run's model fills; `null` where it fills none. */
export function useBlank(): string | null {
  return useApp((state) => {
    const config = ofTheRun(state);
    return chosen(config).family.blank?.(modelValues(config)) ?? null;
  });
}

/** The stage's tabs with their names. */
export function useViews() {
  const words = useFamilyWords();
  const { domainViews } = pageWords(useLanguage()).stage;
  const config = useApp(ofTheRun);
  return useMemo(() => {
    const wordsOf = ({ id, source }: ViewSpec) => entry(source === "domain" ? domainViews : words.views, id);
    return viewsOf(config).map((view) => ({ ...view, ...wordsOf(view) }));
  }, [config, words, domainViews]);
}

/** The sampling that the run has, as one text: whoever asks the model for a view asks again when it changes. */
export function useSamplingKey(): string {
  return useApp((state) => Object.values(section(ofTheRun(state), "sampling")).join("\n"));
}
