import type { DomainTraits } from "./domain.ts";

/**
 * A parameter is declared once, in a manifest; its type, default, bounds, slider, link key and help all follow from that.
 * The link key is `<section>.<name>`: the parameter `units` of a model is `model.units` in the address bar.
 */
export type ParameterValue = number | string | boolean;

/** Values by parameter name, as a section of a run's set-up holds them. */
export type Values = Readonly<Record<string, ParameterValue>>;

declare const modelBrand: unique symbol;

/**
 * What a family and its manifest are given: `model.*` without the prefix, and the `objective` that is to be minimized, which
 * what a step costs depends on. Only `modelValues(config)` makes one, so that nobody leaves the objective out.
 */
export type ModelValues = Values & { readonly [modelBrand]: true };

interface Common<T extends ParameterValue> {
  readonly default: T;
  /** A live parameter acts on the running model; a structural one needs a new run. */
  readonly live: boolean;
  /** For those who know why: the recipe folds it away under More settings. */
  readonly advanced?: boolean;
  /** Of sampling: makes sense where the data has labels and the model was told them, as a label does. */
  readonly labelled?: boolean;
  /** Makes sense where the data has captions; of sampling, where the model is told them. */
  readonly captioned?: boolean;
  /**
   * Whether the parameter makes sense beside the section's other values and the data's domain; absent means always. A
   * family's parameters see `objective` among the values.
   */
  readonly applies?: (values: Values, domain: DomainTraits) => boolean;
}

export interface NumberParameter extends Common<number> {
  readonly type: "number" | "integer";
  readonly min: number;
  readonly max: number;
  /** How a slider spreads over the bounds. A logarithmic one with `min: 0` has its first stop at zero. */
  readonly scale: "linear" | "log";
  /** The slider's grain on a linear scale; on a log scale the values are rounded to two significant digits. */
  readonly step: number;
  /** A key of the page's unit words, e.g. `"steps"`; absent for a bare number. */
  readonly unit?: string;
}

export interface ChoiceParameter<T extends string = string> extends Common<T> {
  readonly type: "choice";
  readonly choices: readonly T[];
}

export interface ToggleParameter extends Common<boolean> {
  readonly type: "toggle";
}

export interface TextParameter extends Common<string> {
  readonly type: "text";
  readonly maxLength: number;
}

/** One of a dataset's labels, or `""` for any. */
export interface LabelParameter extends Common<string> {
  readonly type: "label";
}

/** What a visitor brought, as `parseContent` reads it. */
export interface ContentParameter extends Common<string> {
  readonly type: "content";
}

export type Parameter =
  | NumberParameter
  | ChoiceParameter
  | ToggleParameter
  | TextParameter
  | LabelParameter
  | ContentParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

/** The values that a record of parameters describes. */
export type ValuesOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends NumberParameter
    ? number
    : P[K] extends ToggleParameter
      ? boolean
      : P[K] extends ChoiceParameter<infer T>
        ? T
        : string;
};

type Options<P> = Omit<P, "type" | "default" | "live"> & { readonly live?: boolean };

export const number = (
  value: number,
  options: Partial<Options<NumberParameter>> & { min: number; max: number },
): NumberParameter => ({ type: "number", default: value, live: false, scale: "linear", step: 0.01, ...options });

export const integer = (
  value: number,
  options: Partial<Options<NumberParameter>> & { min: number; max: number },
): NumberParameter => ({ type: "integer", default: value, live: false, scale: "linear", step: 1, ...options });

export const choice = <const T extends string>(
  value: NoInfer<T>,
  choices: readonly T[],
  options: Partial<Options<Omit<ChoiceParameter, "choices">>> = {},
): ChoiceParameter<T> => ({ type: "choice", default: value, choices, live: false, ...options });

export const toggle = (value: boolean, options: Partial<Options<ToggleParameter>> = {}): ToggleParameter => ({
  type: "toggle",
  default: value,
  live: false,
  ...options,
});

export const text = (value: string, options: Options<TextParameter>): TextParameter => ({
  type: "text",
  default: value,
  live: false,
  ...options,
});

export const label = (options: Partial<Options<LabelParameter>> = {}): LabelParameter => ({
  type: "label",
  default: "",
  live: false,
  ...options,
});

/** A caption that samples are to show, or `""` for any. */
export const caption = (options: Partial<Options<TextParameter>> = {}): TextParameter =>
  text("", { maxLength: 80, captioned: true, ...options });

export const content = (): ContentParameter => ({ type: "content", default: "", live: false, applies: () => false });

/** The default values of a record of parameters. */
export function defaultsOf<P extends Parameters>(parameters: P): ValuesOf<P> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { default: value }]) => [name, value]),
  ) as ValuesOf<P>;
}
