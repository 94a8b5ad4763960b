import type { RunConfig } from "../../../src/catalog/config.ts";

/**
 * Where a preset's training ends: at its own `training.stopAt`; the rest go on for ever, and end here once their validation
 * loss has come to rest, or their alarm has been raised.
 */
const ENDS: Readonly<Record<string, number>> = {
  "names-gru": 2000,
  "names-chinese": 2000,
  "names-lstm": 2000,
  "names-simple": 2000,
  "names-sgd": 2000,
  "places-overfit": 600,
  "places-dropout": 2000,
  "code-lstm": 1000,
  "names-gpt": 1500,
  "text-gpt": 1000,
  blanks: 3000,
  "names-wavenet": 1000,
  "code-wavenet": 1000,
  "glyphs-vae-map": 2000,
  "glyphs-vae": 2000,
  "glyphs-vae-label": 2000,
  "moons-vae": 3000,
  "spiral-vae": 3000,
  "emoji-vae": 1000,
  "moons-vae-collapse": 1000,
  "eight-gan-collapse": 2200,
  "glyphs-gan": 3000,
  "emoji-gan": 2000,
  "glyphs-diffusion": 4000,
  "emoji-diffusion": 1500,
  "drums-vae": 1000,
  "drums-diffusion": 1500,
};

/** @throws Error where a preset neither stops by itself nor has an end here. */
export function endOf(preset: string, config: RunConfig): number {
  const end = Number(config["training.stopAt"]) || ENDS[preset];
  if (!end) throw new Error(`${preset} never stops: say in e2e/bench/quality/ends.ts where its training ends`);
  return end;
}
