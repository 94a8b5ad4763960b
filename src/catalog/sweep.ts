/** Sweeps: a set-up as a grid of runs, in which some settings take several values each. */
import type { DatasetFacts } from "../schema/domain.ts";
import type { ParameterValue } from "../schema/parameter.ts";
import type { FigureSpec } from "../schema/series.ts";
import { withChanges } from "./change.ts";
import type { RunConfig } from "./config.ts";
import { fitValue, read } from "./fit.ts";
import { CHOICES, isChoiceKey, isShown, labelsOf, parametersOf } from "./parameters.ts";
import { figuresFor } from "./race.ts";
import { registry as everything, type Registry } from "./registry.ts";
import type { Repair } from "./repair.ts";

export interface Axis {
  readonly key: string;
  /** No two alike. */
  readonly values: readonly ParameterValue[];
}

/** One run of the grid. */
export interface Cell {
  /** A value of each axis, in the order of the axes. */
  readonly values: readonly ParameterValue[];
  readonly config: RunConfig;
}

/** An axis as it was typed. */
export interface AskedAxis {
  readonly key: string;
  readonly given: readonly string[];
}

/** Whether runs that differ in this setting learn from the same data, so that they can be compared. */
export function isSweepable(config: RunConfig, key: string, registry: Registry = everything): boolean {
  if (key === "seed") return true;
  const parameter = parametersOf(config, registry).get(key);
  if (!parameter || !/^(model|training)\./.test(key)) return false;
  return parameter.type === "choice" || parameter.type === "toggle" || "min" in parameter;
}

/**
 * All combinations; the last axis changes fastest. A choice of family or optimizer is made before the settings that it brings,
 * whatever the order of the axes.
 */
export function cellsOf(config: RunConfig, axes: readonly Axis[], registry: Registry = everything): readonly Cell[] {
  let rows: readonly (readonly ParameterValue[])[] = [[]];
  for (const { values } of axes) rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  return rows.map((values) => {
    const changes = Object.fromEntries(axes.map(({ key }, i) => [key, values[i] as ParameterValue]));
    return { values, config: withChanges(config, changes, registry) };
  });
}

/**
 * What was typed as axes, in its order. Never throws: an axis that there is not, or that changes nothing in any of the runs, is
 * left out; a value is corrected or left out as in a link; the repairs tell.
 */
export function readAxes(
  asked: readonly AskedAxis[],
  config: RunConfig,
  registry: Registry = everything,
): { readonly axes: readonly Axis[]; readonly repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  const found = new Map<string, Axis>();
  const rank = ({ key }: AskedAxis) => (isChoiceKey(key) ? CHOICES.indexOf(key) : CHOICES.length);
  for (const axis of [...asked].sort((a, b) => rank(a) - rank(b))) {
    const before = cellsOf(config, [...found.values()], registry).map((cell) => cell.config);
    const read = found.has(axis.key)
      ? { axis: null, repairs: [{ code: "malformed" as const, key: axis.key, given: axis.key }] }
      : readAxis(axis, before, registry);
    repairs.push(...read.repairs);
    if (read.axis) found.set(axis.key, read.axis);
  }
  const cells = cellsOf(config, [...found.values()], registry);
  for (const key of found.keys()) {
    if (key === "seed" || cells.some((cell) => isShown(cell.config, key, registry))) continue;
    found.delete(key);
    repairs.push({ code: "notApplicable", key, given: key });
  }
  return { axes: asked.flatMap(({ key }) => found.get(key) ?? []).filter(isFirst), repairs };
}

const isFirst = <T>(item: T, at: number, all: readonly T[]) => all.indexOf(item) === at;

/** One axis over the set-ups that those before it make: it has to be there, and its values to fit, in all of them. */
function readAxis({ key, given }: AskedAxis, configs: readonly RunConfig[], registry: Registry) {
  const repairs: Repair[] = [];
  const known = configs.filter((config) => parametersOf(config, registry).has(key));
  if (known.length === 0) return { axis: null, repairs: [{ code: "unknownKey" as const, key, given: key }] };
  if (known.length < configs.length || !known.every((config) => isSweepable(config, key, registry))) {
    return { axis: null, repairs: [{ code: "notApplicable" as const, key, given: key }] };
  }
  const values: ParameterValue[] = [];
  for (const text of given) {
    const fits = configs.map((config) => {
      const parameter = parametersOf(config, registry).get(key);
      return parameter && fitValue(parameter, read(parameter, text), labelsOf(config, registry), config[key]);
    });
    const fit = fits.find((each) => each?.code) ?? fits[0];
    if (!fit) continue;
    const taken = fit.code === null || fit.code === "outOfRange";
    if (fit.code) repairs.push({ code: fit.code, key, given: text, ...(taken ? { used: fit.value } : {}) });
    if (!taken) continue;
    if (!values.includes(fit.value)) values.push(fit.value);
    else if (!fit.code) repairs.push({ code: "malformed", key, given: text });
  }
  if (values.length > 0) return { axis: { key, values }, repairs };
  return { axis: null, repairs: [...repairs, { code: "malformed" as const, key, given: given.join(",") }] };
}

/** The figures by which the runs can be compared, the fairest first. */
export const figuresOfCells = (
  cells: readonly Cell[],
  axes: readonly Axis[],
  facts: DatasetFacts | null,
  registry: Registry = everything,
): readonly FigureSpec[] =>
  figuresFor(
    cells.map(({ config }) => config),
    axes.map(({ key }) => key),
    facts,
    registry,
  );

/** The best first, by a figure's value; those that have none last, in their order. */
export function bestFirst<T extends { readonly value: number | null }>(
  rows: readonly T[],
  { better }: Pick<FigureSpec, "better">,
): readonly T[] {
  const sign = better === "more" ? -1 : 1;
  const rank = ({ value }: T) => (value === null || Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value);
  return [...rows].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x === y ? 0 : x - y;
  });
}
