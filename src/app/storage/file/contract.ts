/**
 * A run as one file, `.inkling`: a zip of
 *
 * - `run.json` and `arrays.bin`: what the browser would keep of the run (`values.ts`), without the newest weights
 * - `weights.safetensors`: the newest weights and the optimizer's numbers, for any program that reads the format
 * - `content.bin`: what the run learns from, where the visitor brought it and the link does not hold it
 */
export const FILES = {
  about: "run.json",
  arrays: "arrays.bin",
  weights: "weights.safetensors",
  content: "content.bin",
} as const;

/** What `run.json` says that it is. */
export const FORMAT = "inkling-run";
