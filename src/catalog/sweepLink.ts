/** Sweeps as a link has them: `sweep~300~training.learningRate~0.001~0.01~x~model.units~32~64`. */
import type { RunConfig } from "./config.ts";
import { parametersOf } from "./parameters.ts";
import { rivalsOf } from "./race.ts";
import { registry as everything, type Registry } from "./registry.ts";
import type { Repair } from "./repair.ts";
import { type Axis, isSweepable, readAxes } from "./sweep.ts";

const SWEEP = "sweep";
const BETWEEN = "~";
const NEXT_AXIS = "x";
export const MOST_CELLS = 36;
/** What is measured on held-out data comes every so many steps: a run ends on one. */
const WHOLE_STEPS = 50;
export const STEP_COUNTS = [50, 100, 200, 500, 1000, 2000, 5000] as const;
export const USUAL_STEPS = 200;

export interface Sweep {
  /** Of each run. */
  readonly steps: number;
  /** One, or two. */
  readonly axes: readonly Axis[];
}

export const isSweep = (text: string): boolean => text.split(BETWEEN)[0] === SWEEP;

export const writeSweep = ({ steps, axes }: Sweep): string =>
  [
    SWEEP,
    steps,
    ...axes.flatMap(({ key, values }, i) => [...(i > 0 ? [NEXT_AXIS] : []), key, ...values.map(String)]),
  ].join(BETWEEN);

/** What {@link writeSweep} wrote, or anybody else. Never throws: what cannot be taken is mended or left out, and told. */
export function readSweep(
  text: string,
  config: RunConfig,
  registry: Registry = everything,
): { readonly sweep: Sweep | null; readonly repairs: readonly Repair[] } {
  const [, count = "", ...rest] = text.split(BETWEEN);
  const repairs: Repair[] = [];
  const wanted = Number(count);
  const whole = WHOLE_STEPS * Math.round(wanted / WHOLE_STEPS);
  const steps = Number.isFinite(wanted) ? Math.min(5000, Math.max(WHOLE_STEPS, whole)) : USUAL_STEPS;
  if (String(steps) !== count) repairs.push({ code: "malformed", key: SWEEP, given: count });
  const asked: { key: string; given: string[] }[] = [];
  for (const part of `${NEXT_AXIS}${BETWEEN}${rest.join(BETWEEN)}`.split(`${NEXT_AXIS}${BETWEEN}`).slice(1)) {
    const [key = "", ...given] = part.split(BETWEEN).filter((each) => each !== "");
    asked.push({ key, given });
  }
  const read = readAxes(asked.slice(0, 2), config, registry);
  repairs.push(...read.repairs, ...asked.slice(2).map(({ key }): Repair => ({ code: "malformed", key, given: key })));
  // What is too much for a page goes from the ends of the longest axis.
  let axes = read.axes;
  while (axes.reduce((product, { values }) => product * values.length, 1) > MOST_CELLS) {
    const longest = Math.max(...axes.map(({ values }) => values.length));
    const cut = axes.find(({ values }) => values.length === longest);
    axes = axes.map((axis) => {
      if (axis !== cut) return axis;
      repairs.push({ code: "malformed", key: axis.key, given: String(axis.values.at(-1)) });
      return { ...axis, values: axis.values.slice(0, -1) };
    });
  }
  const cells = axes.reduce((product, { values }) => product * values.length, 1);
  if (axes.length > 0 && cells > 1) return { sweep: { steps, axes }, repairs };
  return { sweep: null, repairs: [...repairs, { code: "malformed", key: SWEEP, given: text }] };
}

/** Values worth trying, in order: every choice, or numbers around the set-up's own. */
export function valuesToSweep(config: RunConfig, key: string, registry: Registry = everything): Axis["values"] {
  const values = rivalsOf(config, key, registry);
  const parameter = parametersOf(config, registry).get(key);
  if (!parameter || !isSweepable(config, key, registry)) return [];
  if (parameter.type === "choice") return parameter.choices;
  return values.every((value) => typeof value === "number") ? [...values].sort((a, b) => a - b) : values;
}
