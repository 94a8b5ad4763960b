/** The languages of the page. The words of each stand in a file of its own, `words/en.ts` and `words/zh.ts`. */
export type Language = "en" | "zh";
export const LANGUAGES = ["en", "zh"] as const satisfies readonly Language[];

/** How each is called where browsers are asked for names and formats. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en", zh: "zh-Hans-CN" };

/** The same keys with other words: a dictionary that lacks a key of the first language, or has one more, does not compile. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** A name, and help in a sentence or two; `formula` is plain mathematical text. */
export interface Entry {
  readonly name: string;
  /** What it is in everyday words, where the name is a term. */
  readonly plain?: string;
  readonly help?: string;
  readonly formula?: string;
}

export interface ParameterWords extends Entry {
  /** The name of each choice. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** An alarm in words; `{{name}}` stands for one of its values, `{{step}}` for when it began. */
export interface AlarmWords {
  readonly name: string;
  readonly text: string;
  readonly why: string;
}

/** What a dataset, a family or an optimizer says in one language. */
export interface ManifestWords extends Entry {
  readonly parameters: Readonly<Record<string, ParameterWords>>;
  /** Names of the dataset's labels; one that is not among them is its own name. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** By the ids of the manifest. */
export interface FamilyWords extends ManifestWords {
  readonly objectives: Readonly<Record<string, Entry>>;
  readonly views: Readonly<Record<string, Entry>>;
  readonly nodes: Readonly<Record<string, Entry>>;
  readonly series: Readonly<Record<string, Entry>>;
  readonly figures: Readonly<Record<string, Entry>>;
  readonly alarms?: Readonly<Record<string, AlarmWords>>;
  /** What the button of each remedy says. */
  readonly remedies?: Readonly<Record<string, string>>;
  readonly presets: Readonly<Record<string, PresetWords>>;
  /** What there is to try with several presets. */
  readonly tries: Readonly<Record<string, string>>;
}

export interface PresetWords extends Entry {
  /** What there is to try with this preset alone, by the id of the try. */
  readonly tries?: Readonly<Record<string, string>>;
}

/** The names of languages, by their codes. */
export function languageNames(codes: readonly string[], language: Language): Readonly<Record<string, string>> {
  const names = new Intl.DisplayNames([LOCALES[language]], { type: "language" });
  return Object.fromEntries(codes.map((code) => [code, names.of(code) ?? code]));
}
