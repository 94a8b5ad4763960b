import { type BaseWords, type CatalogWords, gather } from "../../../catalog/words/gather.ts";
import { fetchModule } from "../../../core/fetchModule.ts";
import { type FamilyWords, LANGUAGES, type Language, type Same } from "../../../schema/words.ts";
import type { en } from "./en.ts";

export type PageWords = Same<typeof en>;

interface Dictionary {
  readonly page: PageWords;
  /** What the catalog says, with the families whose words have come. */
  readonly catalog: CatalogWords;
}

/** Words are loaded a language at a time: the other one's would only be read by who switches to it. */
const loaders: Readonly<Record<Language, () => Promise<{ page: PageWords; base: BaseWords }>>> = {
  en: () => import("./dictionary/en.ts"),
  zh: () => import("./dictionary/zh.ts"),
};

type FamilyModules = Readonly<Record<string, () => Promise<unknown>>>;

/** And a family at a time: the first paint needs those of the family that it shows. */
const families: Readonly<Record<Language, FamilyModules>> = {
  en: import.meta.glob("../../../families/*/words/en.ts"),
  zh: import.meta.glob("../../../families/*/words/zh.ts"),
};

const loaded = new Map<Language, Dictionary>();
const bases = new Map<Language, BaseWords>();
const familyWords: Readonly<Record<Language, Map<string, FamilyWords>>> = { en: new Map(), zh: new Map() };

export const hasWords = (language: Language): boolean => loaded.has(language);

const familyOf = (path: string): string => path.split("/").at(-3) ?? path;

/** Loads what these families say; answers whether anything has come that was not there. Rejects where it cannot be fetched. */
async function loadFamilies(language: Language, wanted: (family: string) => boolean): Promise<boolean> {
  const known = familyWords[language];
  const missing = Object.entries(families[language]).filter(
    ([path]) => wanted(familyOf(path)) && !known.has(familyOf(path)),
  );
  const found = await Promise.all(
    missing.map(async ([path, load]) => [familyOf(path), await fetchModule(load)] as const),
  );
  for (const [family, module] of found) known.set(family, (module as { words: FamilyWords }).words);
  return found.length > 0;
}

function gathered(language: Language): void {
  const [base, page] = [bases.get(language), loaded.get(language)?.page];
  if (base && page) loaded.set(language, { page, catalog: gather(base, Object.fromEntries(familyWords[language])) });
}

/** The page's words in a language, once those of the families that are shown are there too. Rejects where they cannot be fetched. */
export async function loadWords(language: Language, shown: readonly string[]): Promise<PageWords> {
  const [{ page, base }] = await Promise.all([loaders[language](), loadFamilies(language, (id) => shown.includes(id))]);
  bases.set(language, base);
  loaded.set(language, { page, catalog: gather(base, Object.fromEntries(familyWords[language])) });
  return page;
}

/** What some families say, or all; answers whether anything has come that was not there. Rejects as above. */
export async function loadFamilyWords(language: Language, wanted?: readonly string[]): Promise<boolean> {
  const came = await loadFamilies(language, (id) => wanted?.includes(id) ?? true);
  if (came) gathered(language);
  return came;
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

/** What datasets, families, optimizers and presets say; another object whenever more of it has come. */
export const catalogWords = (language: Language): CatalogWords => dictionary(language).catalog;
