import type { Machine } from "../../state/race/race.ts";

/** What a browser that says nothing of its memory is taken to have, in gigabytes. */
const USUAL_GB = 4;

export const machine = (): Machine => ({
  cores: navigator.hardwareConcurrency || 1,
  memoryBytes: 1e9 * ((navigator as { readonly deviceMemory?: number }).deviceMemory ?? USUAL_GB),
});
