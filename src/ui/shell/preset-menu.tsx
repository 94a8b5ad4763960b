import { presets } from "../../config/presets.ts";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { homeOf } from "../recipe/home.ts";
import { useActions, useApp } from "../store.ts";
import { Select } from "./controls/select.tsx";
import { differencesOf } from "./differences.ts";

/** Set-ups that are already good; one that was changed since says so. */
export function PresetMenu() {
  const t = useT();
  const language = useLanguage();
  const { choosePreset } = useActions();
  const preset = useApp((state) => state.preset);
  const changed = useApp((state) => differencesOf(state.config, homeOf(state)).length > 0);
  const options = presets.map(({ id, words }) => ({
    value: id,
    name: changed && id === preset ? t("shell.presetChanged", { name: words[language].name }) : words[language].name,
  }));
  return (
    <Select
      className="preset"
      label={t("shell.preset")}
      title={presets.find(({ id }) => id === preset)?.words[language].help}
      options={options}
      value={preset}
      onChange={(id) => void choosePreset(id)}
    />
  );
}
