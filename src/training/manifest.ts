import { choice, integer, number, type Parameters } from "../schema/parameter.ts";

/**
 * How to train, apart from what the optimizer adds: link keys `training.*`. `training.optimizer`, `training.objective`
 * and the optimizer's own parameters (the learning rate among them) join these.
 */
export const parameters = {
  batchSize: integer(32, { min: 1, max: 256, scale: "log" }),
  /** Characters that gradients travel back through; for token data alone. */
  sequenceLength: integer(64, { min: 8, max: 256, scale: "log", unit: "characters" }),
  /** 0 switches clipping off. */
  clipNorm: number(1, { min: 0, max: 100, scale: "log", live: true }),
  schedule: choice("constant", ["constant", "cosine", "warmup"], { live: true }),
  /** Cosine falls to zero at this step; warm-up rises linearly until it. */
  scheduleSteps: integer(2000, {
    min: 10,
    max: 100_000,
    scale: "log",
    unit: "steps",
    live: true,
    applies: (values) => values.schedule !== "constant",
  }),
  /** 0 trains until somebody presses Pause. */
  stopAt: integer(0, { min: 0, max: 100_000, scale: "log", unit: "steps", live: true }),
} satisfies Parameters;
