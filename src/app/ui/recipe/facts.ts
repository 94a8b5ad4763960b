import type { State } from "../../state/state.ts";

/** Whether the loaded data is the data that the controls show, so that its facts may be told beside them. */
export function factsFit({ config, applied, facts }: Pick<State, "config" | "applied" | "facts">): boolean {
  if (!facts || !applied) return false;
  return Object.keys(config).every((key) => !key.startsWith("data.") || config[key] === applied[key]);
}
