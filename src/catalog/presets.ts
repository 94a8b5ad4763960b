import type { Preset, Try } from "../schema/preset.ts";
import { declaredConfig, withChanges } from "./change.ts";
import type { RunConfig } from "./config.ts";
import { CHOICES } from "./parameters.ts";
import { registry as everything, type Registry } from "./registry.ts";

export const { presets } = everything;

/** The id of the first preset; empty where there is none. */
export const defaultPreset = (registry: Registry = everything): string => registry.presets[0]?.id ?? "";

export const DEFAULT_PRESET = defaultPreset();

/** The preset of this id, or `undefined`. */
export const presetById = (id: string, registry: Registry = everything): Preset | undefined =>
  registry.presets.find((preset) => preset.id === id);

/** What there is to try with a preset. */
export const triesOf = (preset: string): readonly Try[] => presetById(preset)?.tries ?? [];

/** The set-up of a preset; of the default one where the id is absent or unknown. */
export function defaultConfig(presetId?: string, registry: Registry = everything): RunConfig {
  const preset = registry.presets.find(({ id }) => id === presetId) ?? registry.presets[0];
  return withChanges(declaredConfig(registry), preset?.changes ?? {}, registry);
}

/**
 * What a set-up is compared with: its preset, brought to the same dataset, family and optimizer. The link holds the
 * difference, and a control that differs offers to go back to it.
 */
export function baselineOf(config: RunConfig, presetId: string, registry: Registry = everything): RunConfig {
  const choices = Object.fromEntries(CHOICES.map((key) => [key, config[key] as string]));
  return withChanges(defaultConfig(presetId, registry), choices, registry);
}
