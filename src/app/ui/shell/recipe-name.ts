import type { RunConfig } from "../../../catalog/config.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import type { Language } from "../../../schema/words.ts";
import { i18n } from "../i18n/i18n.ts";
import { chosenWords, presetWords } from "../i18n/words.ts";
import { differencesOf } from "./differences.ts";

/** What a set-up is called: its preset's name while it is recognisable as that, else its data and its family. */
export function recipeName(config: RunConfig | null, preset: string, language: Language): string {
  const { name } = presetWords(preset, language);
  if (!config) return name;
  const home = defaultConfig(preset);
  if (["data.set", "model.family"].some((key) => config[key] !== home[key])) {
    const { dataset, family } = chosenWords(config, language);
    return `${dataset.name} · ${family.name}`;
  }
  const changed = differencesOf(config, home).length > 0;
  return changed ? i18n.getFixedT(language, "page")("shell.presetChanged", { name }) : name;
}
