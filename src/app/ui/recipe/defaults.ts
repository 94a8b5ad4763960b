import type { RunConfig } from "../../../catalog/config.ts";
import { baselineOf } from "../../../catalog/presets.ts";
import type { State } from "../../state/state.ts";

const homes = new WeakMap<RunConfig, { readonly preset: string; readonly home: RunConfig }>();

/** What the controls go back to: the preset beside the chosen data, family and optimizer. Asked often, so remembered. */
export function homeOf({ config, preset }: Pick<State, "config" | "preset">): RunConfig {
  const known = homes.get(config);
  if (known?.preset === preset) return known.home;
  const home = baselineOf(config, preset);
  homes.set(config, { preset, home });
  return home;
}
