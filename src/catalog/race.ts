/** Races: a set-up a few times side by side, with one setting that differs. */
import type { DatasetFacts } from "../schema/domain.ts";
import type { Parameter, ParameterValue } from "../schema/parameter.ts";
import type { FigureSpec } from "../schema/series.ts";
import { withChanges } from "./change.ts";
import { modelValues, type RunConfig } from "./config.ts";
import { fitValue, read } from "./fit.ts";
import { chosen, figuresOf, isShown, labelsOf, parametersOf } from "./parameters.ts";
import { registry as everything, type Registry } from "./registry.ts";
import type { Repair } from "./repair.ts";

export const MOST_LANES = 4;

/** What the lanes are to be even in: steps that they made, or time that they trained. */
export type Even = "steps" | "time";

export interface Race {
  /** The setting in which the lanes differ. */
  readonly key: string;
  /** Its value in each lane: two to four, no two alike. */
  readonly values: readonly ParameterValue[];
  readonly even: Even;
}

/** Whether runs that differ in this setting learn from the same data, and can be told apart by what they learn. */
export function isRaceable(config: RunConfig, key: string, registry: Registry = everything): boolean {
  const parameter = parametersOf(config, registry).get(key);
  if (!parameter || !/^(model|training)\./.test(key) || !isShown(config, key, registry)) return false;
  if (parameter.type === "choice") return parameter.choices.length > 1;
  return parameter.type === "toggle" || "min" in parameter;
}

/** The set-up of each lane. */
export const lanesOf = (config: RunConfig, { key, values }: Race, registry: Registry = everything): RunConfig[] =>
  values.map((value) => withChanges(config, { [key]: value }, registry));

const BETWEEN = "~";

/** As a link has it: `training.optimizer~sgd~adam`, or `time~model.cell~gru~lstm`. */
export const writeRace = ({ key, values, even }: Race): string =>
  [...(even === "time" ? [even] : []), key, ...values.map(String)].join(BETWEEN);

/** What {@link writeRace} wrote, or anybody else. Never throws: what cannot be taken is mended or left out, and told. */
export function readRace(
  text: string,
  config: RunConfig,
  registry: Registry = everything,
): { readonly race: Race | null; readonly repairs: readonly Repair[] } {
  const parts = text.split(BETWEEN);
  const even = parts[0] === "time" ? "time" : "steps";
  if (even === "time") parts.shift();
  const [key = "", ...given] = parts;
  const parameter = parametersOf(config, registry).get(key);
  if (!parameter) return { race: null, repairs: [{ code: "unknownKey", key, given: key || text }] };
  if (!isRaceable(config, key, registry)) {
    return { race: null, repairs: [{ code: "notApplicable", key, given: key }] };
  }
  const repairs: Repair[] = [];
  const values: ParameterValue[] = [];
  for (const each of given) {
    const { value, code } = fitted(parameter, each, config, registry);
    const taken = code === "outOfRange" || code === null;
    if (!taken || values.includes(value) || values.length === MOST_LANES) {
      repairs.push({ code: "malformed", key, given: each });
      continue;
    }
    if (code) repairs.push({ code, key, given: each, used: value });
    values.push(value);
  }
  if (values.length > 1) return { race: { key, values, even }, repairs };
  return { race: null, repairs: [...repairs, { code: "malformed", key, given: text }] };
}

const fitted = (parameter: Parameter, text: string, config: RunConfig, registry: Registry) =>
  fitValue(parameter, read(parameter, text), labelsOf(config, registry));

/** Values worth racing against the one that the set-up has, that one first. */
export function rivalsOf(config: RunConfig, key: string, registry: Registry = everything): readonly ParameterValue[] {
  const parameter = parametersOf(config, registry).get(key);
  const own = config[key];
  if (!parameter || own === undefined) return [];
  if (parameter.type === "choice") return [own, ...parameter.choices.filter((choice) => choice !== own)];
  if (parameter.type === "toggle") return [own, !own];
  if (!("min" in parameter) || typeof own !== "number") return [own];
  const wanted = own === 0 ? [parameter.max / 10, parameter.max] : [own / 10, own * 10, own / 2, own * 2];
  const near = wanted.map((value) => fitValue(parameter, Number(value.toPrecision(6)), null).value);
  return [...new Set([own, ...near])];
}

/**
 * The figures by which lanes can be compared: those that every lane has, the fairest first. Networks that play against each other have no
 * loss that says how far they are, and another objective counts in a unit of its own: then what is made is judged.
 */
export function figuresFor(
  configs: readonly RunConfig[],
  key: string | readonly string[],
  facts: DatasetFacts | null,
  registry: Registry = everything,
): readonly FigureSpec[] {
  const [first, ...others] = configs.map((config) => {
    const { domain } = chosen(config, registry);
    const about = { values: modelValues(config), domain, facts, first: null, latest: {} };
    return figuresOf(config, registry).filter(({ better, applies }) => better && (applies?.(about) ?? true));
  });
  const common = (first ?? []).filter(({ id }) => others.every((figures) => figures.some((other) => other.id === id)));
  const opposed = configs.some((config) =>
    chosen(config, registry)
      .family.series(modelValues(config))
      // A critic's own loss; other series wear its colour.
      .some(({ role, chart }) => role === "critic" && chart === "losses"),
  );
  const keys = [key].flat();
  const made = opposed || keys.includes("training.objective") || keys.includes("model.prediction");
  const rank = ({ group, unit }: FigureSpec) => (group === "quality" ? (made ? 0 : 2) : group ? 3 : unit ? 1 : 1.5);
  return [...common].sort((a, b) => rank(a) - rank(b));
}
