/** What was typed on a command line, and what is said of it. */
import type { RunConfig } from "../../src/catalog/config.ts";
import { decode } from "../../src/catalog/link.ts";
import { parametersOf } from "../../src/catalog/parameters.ts";
import type { Repair } from "../../src/catalog/repair.ts";

/** Steps of a set-up that has no stop condition. */
const STEPS = 1000;

/** The words of a command, options taken out one by one; `count` throws where a number is none. */
export function commandLine(words: readonly string[]) {
  const rest = [...words];
  const take = (name: string): string | undefined => {
    const at = rest.indexOf(name);
    return at < 0 ? undefined : (rest.splice(at, 2)[1] ?? "");
  };
  return {
    rest,
    take,
    all: (name: string): readonly string[] => {
      const found: string[] = [];
      for (let value = take(name); value !== undefined; value = take(name)) found.push(value);
      return found;
    },
    count: (name: string): number | null => {
      const given = take(name);
      const value = given === undefined ? null : Number(given);
      if (value !== null && (!Number.isInteger(value) || value < 1)) {
        throw new UsageError(`${name} takes a whole number from 1 on.`);
      }
      return value;
    },
  };
}

/** What was typed cannot be done; the message says why. */
export class UsageError extends Error {}

/** The set-up of a link, which may be a whole address; what the page would correct in it. */
export function setupOf(link: string): {
  readonly config: RunConfig;
  readonly preset: string;
  readonly notes: string[];
} {
  const { config, preset, repairs } = decode(link.slice(Math.max(0, link.indexOf("#"))));
  return { config, preset, notes: repairs.map((repair) => saidOf(repair, config)) };
}

/** Where the training of a set-up ends. */
export const stepsOf = (config: RunConfig, asked: number | null): number =>
  asked ?? (Number(config["training.stopAt"]) || STEPS);

/** What was wrong with a value, in a sentence. */
export function saidOf({ code, key, given, used }: Repair, config: RunConfig): string {
  const instead = used === undefined ? "" : `; the set-up would have ${used}`;
  const parameter = parametersOf(config).get(key);
  switch (code) {
    case "unknownKey":
      return `There is no setting ${key}.${likely(key, config)}`;
    case "unknownValue":
      return `${key} has no value ${given}${parameter?.type === "choice" ? `: there are ${parameter.choices.join(", ")}` : ""}${instead}.`;
    case "notANumber":
      return `${key}: “${given}” is no number${instead}.`;
    case "outOfRange":
      return `${key} ${given} is out of its bounds${bounds(parameter)}${instead}.`;
    case "notApplicable":
      return `${key} does not apply to this set-up.`;
    case "newerVersion":
      return "The link is of a newer version.";
    case "unknownPreset":
      return `There is no preset ${given}${instead}.`;
    case "malformed":
      return `${key || "The link"}: “${given}” cannot be read, or is there twice.`;
    default:
      return code satisfies never;
  }
}

const bounds = (parameter: object | undefined): string =>
  parameter && "min" in parameter && "max" in parameter ? ` (${parameter.min} to ${parameter.max})` : "";

/** Settings of the same name elsewhere, or all there are. */
function likely(key: string, config: RunConfig): string {
  const known = [...parametersOf(config).keys()].filter((each) => /^(model|training)\./.test(each) || each === "seed");
  const name = key.split(".").at(-1);
  const same = known.filter((each) => each.split(".").at(-1) === name);
  return same.length > 0 ? ` Did you mean ${same.join(" or ")}?` : ` There are ${known.join(", ")}.`;
}

const BAR = 30;

/** A bar that fills up. */
export function bar(made: number, all: number): string {
  const full = Math.round((BAR * made) / Math.max(1, all));
  return `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
}
