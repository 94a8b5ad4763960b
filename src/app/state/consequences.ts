import { viewsOf } from "../../catalog/parameters.ts";
import { divergence } from "./context.ts";
import type { State } from "./state.ts";

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
