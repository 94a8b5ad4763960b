/** What follows from the set-up and from what the run has of it. */
import { type RunConfig, section } from "../../catalog/config.ts";
import { encode } from "../../catalog/link.ts";
import { isLive, parametersOf, viewsOf } from "../../catalog/parameters.ts";
import type { ParameterValue, Values } from "../../schema/parameter.ts";
import type { Language } from "../../schema/words.ts";
import type { State } from "./state.ts";

/** The keys in which the controls differ from the run, split into what acts at once and what needs a new run. */
export function divergence(config: RunConfig, applied: RunConfig): { live: string[]; structural: string[] } {
  const [wanted, known] = [parametersOf(config), parametersOf(applied)];
  // A change acts on the run as it was opened where both set-ups mean the same live parameter by its key.
  const acts = (key: string) => isLive(applied, key) && wanted.get(key) === known.get(key);
  const different = Object.keys(config).filter((key) => config[key] !== applied[key]);
  return { live: different.filter(acts), structural: different.filter((key) => !acts(key)) };
}

/** Values by key of the set-up's live parameters that the run has otherwise. */
export function liveChanges({ config, applied }: Pick<State, "config" | "applied">): Values {
  const keys = applied ? divergence(config, applied).live : [];
  return Object.fromEntries(keys.map((key) => [key, config[key] as ParameterValue]));
}

/** The sampling parameters as the controls show them, where the run knows them; its own where the controls are of another family. */
export function samplingOf(state: Pick<State, "config" | "applied">): Values {
  const { config, applied } = state;
  return section(applied ? { ...applied, ...liveChanges(state) } : config, "sampling");
}

/** The hash that holds the whole set-up; no language of its own, because that is each reader's choice. */
export function hashOf(
  { config, preset, view, linkLanguage, race, trained }: State,
  language: Language | null = linkLanguage,
): string {
  return encode(config, { preset, view, language, race, trained });
}

/**
 * A change of the state with what follows from it at once, whichever way the set-up changed (a control, the address, a
 * preset, Back, a remedy, undo, Reset, Resume): the settings that wait for Reset, and a view that the family has.
 */
export function withConsequences(before: State, change: Partial<State>): Partial<State> {
  const { config, applied, view } = { ...before, ...change };
  if (config === before.config && applied === before.applied) return change;
  const views = viewsOf(config).map(({ id }) => id);
  return {
    ...change,
    pending: applied ? divergence(config, applied).structural : [],
    view: views.includes(view) ? view : (views[0] ?? view),
  };
}
