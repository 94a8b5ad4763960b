import type { RunConfig } from "../../../catalog/config.ts";

/** Settings that make a run what it is come first; what only colours the samples is left out. */
const ORDER = ["data.", "model.", "training.", "seed"];

/** The keys in which one set-up differs from another, the weightiest first; keys that only one of them has count. */
export function differencesOf(config: RunConfig, other: RunConfig): string[] {
  const place = (key: string): number => ORDER.findIndex((prefix) => key.startsWith(prefix));
  return Object.keys(config)
    .filter((key) => place(key) >= 0 && config[key] !== other[key])
    .sort((a, b) => place(a) - place(b));
}
