import i18next from "i18next";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Fault } from "../../../core/errors.ts";
import { lookUp } from "../../../core/lookUp.ts";
import type { Language } from "../../../schema/words.ts";
import { useApp } from "../store.ts";
import { catalogWords, hasWords, loadFamilyWords, loadWords, pageWords } from "./dictionary.ts";
import type { en } from "./en.ts";
import * as format from "./format.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "page";
    resources: { page: typeof en };
  }
}

/** The page's dictionary. The language itself lives in the store; {@link showLanguage} brings its words. */
export const i18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  lng: "en",
  fallbackLng: ["en", "zh"],
  defaultNS: "page",
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  // Who reads words is drawn anew when more of them have come.
  react: { bindI18nStore: "added" },
  // A sentence with a blank that nobody filled is still a sentence.
  missingInterpolationHandler: () => "—",
});

/**
 * Loads a language's words, with those of these families, and shows them; rejects, and leaves the language that is shown,
 * where they cannot be fetched.
 */
export async function showLanguage(language: Language, families: readonly string[]): Promise<void> {
  const words = await loadWords(language, families);
  i18n.addResourceBundle(language, "page", words);
  await i18n.changeLanguage(language);
}

/** Loads what these families say, or all of them; until then they go by their ids. Rejects where it cannot be fetched. */
export async function bringFamilyWords(language: Language, families?: readonly string[]): Promise<void> {
  if (await loadFamilyWords(language, families)) i18n.addResourceBundle(language, "page", {}, true);
}

/** The page's words: `const t = useT(); t("shell.play")`. Keys are checked by the compiler; add yours in `en/` and `zh/`. */
export function useT() {
  return useTranslation("page", { i18n }).t;
}

export type T = ReturnType<typeof useT>;

/** The language that is chosen, once its words are there; until then the one that is shown. */
export function useLanguage(): Language {
  const chosen = useApp((state) => state.language);
  // Heard again when the words have come.
  const { language: shown } = useTranslation("page", { i18n }).i18n;
  return hasWords(chosen) ? chosen : (shown as Language);
}

/** Number and date formats bound to the page's language. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(() => formatsOf(language), [language]);
}

export type Formats = ReturnType<typeof formatsOf>;

export function formatsOf(language: Language) {
  return {
    number: (value: number, options?: Intl.NumberFormatOptions) => format.formatNumber(value, language, options),
    value: (value: number, digits?: number) => format.formatValue(value, language, digits),
    percent: (part: number, digits?: number) => format.formatPercent(part, language, digits),
    duration: (ms: number) => format.formatDuration(ms),
    span: (ms: number) => format.formatSpan(ms, language),
    rate: (perSecond: number) => format.formatRate(perSecond, language),
    bytes: (bytes: number) => format.formatBytes(bytes, language),
    date: (at: number) => format.formatDate(at, language),
  };
}

type Blanks = Readonly<Record<string, string | number>>;

/** What fills the blanks of a sentence: numbers as the language writes them, backends and reasons by their words. */
function readable(values: Blanks, language: Language): Record<string, string> {
  const { reasons, shell } = pageWords(language);
  const words: Readonly<Record<string, string>> = { ...reasons, ...shell.backend.short };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? format.formatValue(value, language, 3) : (lookUp(words, value) ?? value),
    ]),
  );
}

/** A sentence from a part of the dictionary whose keys come from elsewhere; `other` where the key has no words yet. */
function sentence(part: string, key: string, blanks: Record<string, string>, language: Language): string {
  const path = `${part}.${key}`;
  const known = i18n.exists(path, { ns: "page", lng: language }) ? path : `${part}.other`;
  return i18n.getFixedT(language, "page")(
    known as "errors.other",
    { code: key, id: key, ...blanks } as { code: string },
  );
}

/** A fault, a notice or a backend's reason as a sentence. */
export function faultText(fault: Fault, language: Language): string {
  return sentence("errors", fault.code, readable(fault.values, language), language);
}

/** {@link faultText} in the page's language. */
export function useFaultText(): (fault: Fault) => string {
  const language = useLanguage();
  return (fault) => faultText(fault, language);
}

/** Where a family keeps what the page calls a part. */
const FAMILY_PARTS = { names: "name", texts: "text", why: "why" } as const;

/** What a family says of an alarm or a remedy of its own, with the blanks open. */
function familyText(part: keyof typeof FAMILY_PARTS | "remedies", id: string, language: Language): string | undefined {
  for (const { alarms, remedies } of Object.values(catalogWords(language).families)) {
    const found = part === "remedies" ? lookUp(remedies, id) : lookUp(alarms, id)?.[FAMILY_PARTS[part]];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An alarm's name, sentence and reason, or a remedy's button. `values` and `step` fill the blanks. */
export function alarmText(
  part: "names" | "texts" | "why" | "remedies",
  id: string,
  values: Blanks,
  language: Language,
): string {
  const blanks = readable(values, language);
  const shared = i18n.exists(`alarms.${part}.${id}`, { ns: "page", lng: language });
  const own = shared ? undefined : familyText(part, id, language);
  return (
    own?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => lookUp(blanks, name) ?? "—") ??
    sentence(`alarms.${part}`, id, blanks, language)
  );
}
