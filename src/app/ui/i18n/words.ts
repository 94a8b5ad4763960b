import { useMemo } from "react";
import type { RunConfig } from "../../../catalog/config.ts";
import { chosen, labelsOf, parametersOf } from "../../../catalog/parameters.ts";
import { lookUp } from "../../../core/lookUp.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import type {
  Entry,
  FamilyWords,
  Language,
  ManifestWords,
  ParameterWords,
  PresetWords,
} from "../../../schema/words.ts";
import { useApp } from "../store.ts";
import { catalogWords, pageWords } from "./dictionary.ts";
import { formatValue } from "./format.ts";
import { useLanguage } from "./i18n.ts";

const namesOf = (entries: Readonly<Record<string, Entry>>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).map(([id, { name }]) => [id, name]));

/** Of what has no words it goes by its id. */
const unnamed = (id: string): FamilyWords => ({
  ...{
    name: id,
    parameters: {},
    objectives: {},
    views: {},
    nodes: {},
    series: {},
    figures: {},
    presets: {},
    tries: {},
  },
});

/** The words of the dataset, family and optimizer that a set-up chooses. */
export function chosenWords(config: RunConfig, language: Language) {
  const { dataset, family, optimizer } = chosen(config);
  const { datasets, families, optimizers } = catalogWords(language);
  return {
    dataset: lookUp(datasets, dataset.id) ?? unnamed(dataset.id),
    family: lookUp(families, family.id) ?? unnamed(family.id),
    optimizer: lookUp(optimizers, optimizer.id) ?? unnamed(optimizer.id),
  };
}

export const datasetWords = (id: string, language: Language): ManifestWords =>
  lookUp(catalogWords(language).datasets, id) ?? unnamed(id);

export const presetWords = (id: string, language: Language): PresetWords =>
  lookUp(catalogWords(language).presets, id) ?? { name: id };

/** Name, help, formula and choices of any setting of a set-up, by link key; an unknown one goes by its key. */
export function keyWords(config: RunConfig, key: string, language: Language): ParameterWords {
  const own: Readonly<Record<string, ParameterWords>> = pageWords(language).parameters;
  const words = chosenWords(config, language);
  const [section, name = ""] = key.split(/\.(.*)/);
  const found = lookUp(own, key) ?? manifestWords(words, section, name, language);
  const entry = found ?? { name: key };
  const choices = choicesOf(words, key, language);
  return choices ? { ...entry, choices } : entry;
}

type ChosenWords = ReturnType<typeof chosenWords>;

/** What the manifests say of a parameter of one of their sections. */
function manifestWords(
  { dataset, family, optimizer }: ChosenWords,
  section: string | undefined,
  name: string,
  language: Language,
): ParameterWords | undefined {
  switch (section) {
    case "data":
      return lookUp(dataset.parameters, name);
    case "model":
    case "sampling":
      return lookUp(family.parameters, name);
    case "training":
      return lookUp(optimizer.parameters, name) ?? lookUp(catalogWords(language).training.parameters, name);
    default:
      return undefined;
  }
}

/** The names of what a key chooses among, where the registry has them. */
function choicesOf(words: ChosenWords, key: string, language: Language): Record<string, string> | undefined {
  switch (key) {
    case "data.set":
      return namesOf(catalogWords(language).datasets);
    case "model.family":
      return namesOf(catalogWords(language).families);
    case "training.optimizer":
      return namesOf(catalogWords(language).optimizers);
    case "training.objective":
      return namesOf(words.family.objectives);
    default:
      return undefined;
  }
}

/** A setting's value as it is read: a choice by its name, a number by the language's digits, a label by its word. */
export function shownValue(config: RunConfig, key: string, value: ParameterValue, language: Language): string {
  const page = pageWords(language);
  if (typeof value === "boolean") return value ? page.common.on : page.common.off;
  if (typeof value === "number") return formatValue(value, language, 6);
  if (parametersOf(config).get(key)?.type === "label") {
    return value === "" ? page.recipe.any : (lookUp(chosenWords(config, language).dataset.labels, value) ?? value);
  }
  return lookUp(keyWords(config, key, language).choices, value) ?? value;
}

/** {@link chosenWords} of what the controls show, or of `config`. */
export function useChosenWords(config?: RunConfig) {
  const language = useLanguage();
  const shown = useApp((state) => state.config);
  const words = catalogWords(language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads what has come by now, which is another object when more has
  return useMemo(() => chosenWords(config ?? shown, language), [config, shown, language, words]);
}

/** {@link keyWords} beside what the controls show. */
export function useKeyWords(): (key: string) => ParameterWords {
  const language = useLanguage();
  const config = useApp((state) => state.config);
  return (key) => keyWords(config, key, language);
}

/** {@link shownValue} beside what the controls show. */
export function useShownValue(): (key: string, value: ParameterValue) => string {
  const language = useLanguage();
  const config = useApp((state) => state.config);
  return (key, value) => shownValue(config, key, value, language);
}

/** The labels of the chosen dataset with their words: those of the loaded data, where it is loaded. */
export function useLabelOptions(): readonly { readonly value: string; readonly name: string }[] {
  const config = useApp((state) => state.config);
  const facts = useApp((state) => state.facts);
  const words = useChosenWords().dataset.labels;
  return useMemo(() => {
    const ids = facts && facts.id === config["data.set"] ? facts.labels : (labelsOf(config) ?? []);
    return ids.map((id) => ({ value: id, name: lookUp(words, id) ?? id }));
  }, [config, facts, words]);
}
