import type { DatasetFacts } from "../../../schema/domain.ts";
import type { State } from "../../state/state.ts";
import type { Formats, T } from "../i18n/i18n.ts";

/** Whether the loaded data is the data that the controls show, so that its facts may be told beside them. */
export function factsFit({ config, applied, facts }: Pick<State, "config" | "applied" | "facts">): boolean {
  if (!facts || !applied) return false;
  return Object.keys(config).every((key) => !key.startsWith("data.") || config[key] === applied[key]);
}

/** How many samples each part of loaded data holds. */
export function countsOf({ counts: { train, validation } }: DatasetFacts, t: T, format: Formats): readonly string[] {
  return [t("recipe.counts", { train: format.number(train), validation: format.number(validation) })];
}
