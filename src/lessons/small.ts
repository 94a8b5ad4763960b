import type { Values } from "../schema/parameter.ts";

/** A network for names that is past plain counting while somebody waits, on any machine. Lessons that share it share its training in their test. */
export const SMALL_NAMES: Values = { "model.units": 48, "model.dropout": 0, "training.learningRate": 0.005 };
