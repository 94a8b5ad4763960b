/** A text in each language of the page. The compiler refuses a key that stands in one and not in the other. */
export type Language = "en" | "zh";
export const LANGUAGES = ["en", "zh"] as const satisfies readonly Language[];

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

export interface ManifestWords extends Entry {
  readonly parameters: Readonly<Record<string, ParameterWords>>;
  /** Family: tabs, machine nodes, series, figures, alarms and remedies by id. Dataset: labels by id. */
  readonly views?: Readonly<Record<string, Entry>>;
  readonly nodes?: Readonly<Record<string, Entry>>;
  readonly series?: Readonly<Record<string, Entry>>;
  readonly figures?: Readonly<Record<string, Entry>>;
  readonly objectives?: Readonly<Record<string, Entry>>;
  readonly alarms?: Readonly<Record<string, AlarmWords>>;
  /** What the button of each remedy says. */
  readonly remedies?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export type Words = Readonly<Record<Language, ManifestWords>>;
