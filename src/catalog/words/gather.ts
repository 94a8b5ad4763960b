import type { FamilyWords, ManifestWords, PresetWords } from "../../schema/words.ts";

/** What there is to say in one language beside the families. */
export interface BaseWords {
  readonly datasets: Readonly<Record<string, ManifestWords>>;
  readonly optimizers: Readonly<Record<string, ManifestWords>>;
  readonly training: ManifestWords;
}

/** What there is to say in one language of all that can be chosen, by id. */
export interface CatalogWords extends BaseWords {
  readonly families: Readonly<Record<string, FamilyWords>>;
  /** Each with all that there is to try with it. */
  readonly presets: Readonly<Record<string, PresetWords>>;
}

type Modules<T> = Readonly<Record<string, T>>;

/** By the folder that `words/` stands in, which is named like what it holds. */
export const byFolder = <T>(modules: Modules<T>): Modules<T> =>
  Object.fromEntries(Object.entries(modules).map(([path, words]) => [path.split("/").at(-3) ?? path, words]));

export function gather(base: BaseWords, families: Modules<FamilyWords>): CatalogWords {
  const presets = Object.values(families).flatMap(({ presets: own, tries }) =>
    Object.entries(own).map(([id, words]) => [id, { ...words, tries: { ...tries, ...words.tries } }]),
  );
  return { ...base, families, presets: Object.fromEntries(presets) };
}
