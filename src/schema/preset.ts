import type { Values } from "./parameter.ts";
import type { Language } from "./words.ts";

/** Where a preset stands in the gallery: by what it learns from, or among those that go wrong on purpose. */
export const PRESET_GROUPS = ["words", "pictures", "points", "sounds", "fail"] as const;
export type PresetGroup = (typeof PRESET_GROUPS)[number];

/**
 * A set-up that is already good. Its family lists it in `presets.ts`, with its words in `words/`. Append only: an id and
 * its changes never change their meaning, because links are differences from them.
 */
export interface Preset {
  /** Stands in links for ever. */
  readonly id: string;
  readonly group: PresetGroup;
  /** Of what it learns from: it comes first for those who read the page in it. */
  readonly language?: Language;
  /** By link key, on top of the declared defaults. What makes the preset is spelled out even where it is a default. */
  readonly changes: Values;
  /** Three things worth trying with it. */
  readonly tries: readonly Try[];
}

/** Something worth trying with a preset: a change or a view, done by one press or by hand. */
export interface Try {
  /** Unique within its preset. */
  readonly id: string;
  readonly does:
    | { readonly kind: "change"; readonly changes: Values }
    | { readonly kind: "view"; readonly view: string };
}

export const tryChange = (id: string, changes: Values): Try => ({ id, does: { kind: "change", changes } });
export const tryView = (view: string): Try => ({ id: view, does: { kind: "view", view } });
