import type { Values } from "../../schema/parameter.ts";

/** Fewer texts than this are soon learned by heart. */
export const FEW_TEXTS = 500;

/**
 * A set-up for a class list: a small network that forgets, and stops about where held-out names are predicted best. Measured
 * on lists of 100 names in Latin and in Chinese script, where twice as many steps copy twice as much.
 */
export const forFewTexts = (texts: number): Values => ({
  "model.family": "recurrent",
  "model.cell": "gru",
  "model.layers": 1,
  "model.units": 32,
  "model.embedding": 16,
  "model.dropout": 0.5,
  "training.optimizer": "adamw",
  "training.learningRate": 0.003,
  "training.weightDecay": 1,
  "training.batchSize": 16,
  "training.sequenceLength": 32,
  "training.stopAt": Math.max(100, 2 * texts),
});

/** What else suits one long text. */
export const forPassage: Values = { "sampling.maxLength": 300, "sampling.count": 4 };
