import type { Remedy } from "../../../schema/alarm.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import type { Language } from "../../../schema/words.ts";
import { alarmText } from "../i18n/i18n.ts";

/** What a remedy's button says: its own words, with the step that it goes back to and the values that it sets. */
export function remedyWords(
  remedy: Remedy,
  values: Readonly<Record<string, number>>,
  language: Language,
  keyWords: (key: string) => { readonly name: string },
  shownValue: (key: string, value: ParameterValue) => string,
): string {
  const step = remedy.restore ?? values.step ?? 0;
  const words = alarmText("remedies", remedy.id, { ...values, step }, language);
  const changes = Object.entries(remedy.change ?? {}).map(([key, value]) =>
    alarmText("remedies", "change", { name: keyWords(key).name, value: shownValue(key, value) }, language),
  );
  return changes.length === 0 ? words : `${words} (${changes.join(language === "zh" ? "，" : ", ")})`;
}
