import { defaultConfig } from "../../../catalog/presets.ts";
import type { State } from "../../state/state.ts";

/** Families of which the page speaks at once: that of the set-up, and that of the preset whose name it bears. */
export const familiesShown = ({ config, preset }: Pick<State, "config" | "preset">): string[] => [
  ...new Set([config, defaultConfig(preset)].map((of) => String(of["model.family"]))),
];
