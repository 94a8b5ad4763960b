import type { FamilyWords, ManifestWords, PresetWords } from "../../schema/words.ts";

/** What there is to say in one language of all that can be chosen, by id. */
export interface CatalogWords {
  readonly datasets: Readonly<Record<string, ManifestWords>>;
  readonly families: Readonly<Record<string, FamilyWords>>;
  readonly optimizers: Readonly<Record<string, ManifestWords>>;
  readonly training: ManifestWords;
  /** Each with all that there is to try with it. */
  readonly presets: Readonly<Record<string, PresetWords>>;
}

type Modules<T> = Readonly<Record<string, T>>;

/** By the folder that `words/` stands in, which is named like what it holds. */
const byFolder = <T>(modules: Modules<T>): Modules<T> =>
  Object.fromEntries(Object.entries(modules).map(([path, words]) => [path.split("/").at(-3) ?? path, words]));

export function gather(
  datasets: Modules<ManifestWords>,
  families: Modules<FamilyWords>,
  optimizers: Modules<ManifestWords>,
  training: ManifestWords,
): CatalogWords {
  const presets = Object.values(families).flatMap(({ presets: own, tries }) =>
    Object.entries(own).map(([id, words]) => [id, { ...words, tries: { ...tries, ...words.tries } }]),
  );
  return {
    datasets: byFolder(datasets),
    families: byFolder(families),
    optimizers: byFolder(optimizers),
    training,
    presets: Object.fromEntries(presets),
  };
}
