import type { CatalogWords } from "../../../catalog/words/gather.ts";
import { LANGUAGES, type Language, type Same } from "../../../schema/words.ts";
import type { en } from "./en.ts";

export type PageWords = Same<typeof en>;

interface Dictionary {
  readonly page: PageWords;
  readonly catalog: CatalogWords;
}

/** Words are loaded a language at a time: the other one's would only be read by who switches to it. */
const loaders: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  en: () => import("./dictionary/en.ts"),
  zh: () => import("./dictionary/zh.ts"),
};

const loaded = new Map<Language, Dictionary>();

export const hasWords = (language: Language): boolean => loaded.has(language);

/** Rejects where they cannot be fetched. */
export async function loadWords(language: Language): Promise<PageWords> {
  const words = loaded.get(language) ?? (await loaders[language]());
  loaded.set(language, words);
  return words.page;
}

/** The words of a language that is loaded, else those of one that is. Throws before any is. */
function dictionary(language: Language): Dictionary {
  const words =
    loaded.get(language) ?? LANGUAGES.map((other) => loaded.get(other)).find((other) => other !== undefined);
  if (!words) throw new Error("no language is loaded");
  return words;
}

/** What the page itself says. */
export const pageWords = (language: Language): PageWords => dictionary(language).page;

/** What datasets, families, optimizers and presets say. */
export const catalogWords = (language: Language): CatalogWords => dictionary(language).catalog;
