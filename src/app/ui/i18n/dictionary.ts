import { LANGUAGES, type Language } from "../../../schema/words.ts";
import type { en } from "./en.ts";
import type { Same } from "./same.ts";

export type PageWords = Same<typeof en>;

/** The page's words are loaded a language at a time: the other one's would only be read by who switches to it. */
const loaders: Readonly<Record<Language, () => Promise<PageWords>>> = {
  en: async () => (await import("./en.ts")).en,
  zh: async () => (await import("./zh.ts")).zh,
};

const loaded = new Map<Language, PageWords>();

export const hasWords = (language: Language): boolean => loaded.has(language);

/** Rejects where they cannot be fetched. */
export async function loadWords(language: Language): Promise<PageWords> {
  const words = loaded.get(language) ?? (await loaders[language]());
  loaded.set(language, words);
  return words;
}

/** The words of a language that is loaded, else those of one that is. Throws before any is. */
export function pageWords(language: Language): PageWords {
  const words =
    loaded.get(language) ?? LANGUAGES.map((other) => loaded.get(other)).find((other) => other !== undefined);
  if (!words) throw new Error("no language is loaded");
  return words;
}
