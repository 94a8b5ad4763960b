import { expectedMs, stepCost } from "../../../catalog/cost.ts";
import { chosen } from "../../../catalog/parameters.ts";
import type { State } from "../../state/state.ts";
import { factsFit } from "./facts.ts";

type Known = Pick<State, "config" | "applied" | "pending" | "facts" | "flopsPerSecond" | "stepsPerSecond">;

/** Steps that are over sooner are nothing to warn of. */
const WORTH_SAYING_MS = 1_000;

/**
 * How long a step of the set-up that the controls show takes on this machine, in milliseconds to two digits; `null` where
 * it is quick, or nobody knows. Once the run was seen to step, that is what counts: for another set-up of the same family
 * in proportion to the work.
 */
export function slowStepMs(state: Known): number | null {
  const { config, applied, pending, facts, flopsPerSecond, stepsPerSecond } = state;
  if (!applied || !facts || !flopsPerSecond || !factsFit(state)) return null;
  const estimated = (of: typeof config) => expectedMs(stepCost(of, facts).flops, flopsPerSecond);
  const measured = stepsPerSecond > 0 ? 1000 / stepsPerSecond : null;
  const sameFamily = chosen(config).family === chosen(applied).family;
  const seen =
    measured === null
      ? null
      : pending.length === 0
        ? measured
        : sameFamily && (measured * estimated(config)) / estimated(applied);
  const ms = Number((seen || estimated(config)).toPrecision(2));
  return ms >= WORTH_SAYING_MS ? ms : null;
}
