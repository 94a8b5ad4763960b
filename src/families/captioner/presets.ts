import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

const CAPTIONER: Values = {
  "model.family": "captioner",
  "training.objective": "words",
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.clipNorm": 1,
  "training.batchSize": 32,
  "sampling.count": 24,
};

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "emoji-captioner",
    group: "pictures",
    changes: {
      ...CAPTIONER,
      "data.set": "emoji",
      "data.group": "all",
      "data.side": "32",
      "model.channels": 16,
      "model.units": 96,
      "model.dropout": 0.5,
      "training.schedule": "cosine",
      "training.scheduleSteps": 2000,
      "training.stopAt": 2000,
    },
    tries: [tryView("looks"), tryView("drawing"), tryChange("bold", { "sampling.temperature": 0.8 })],
  },
  {
    id: "glyphs-captioner",
    group: "pictures",
    changes: {
      ...CAPTIONER,
      "data.set": "glyphs",
      "data.characters": "upper",
      "model.channels": 8,
      "model.units": 48,
      "model.dropout": 0.2,
      "training.stopAt": 800,
    },
    tries: [tryView("drawing"), tryView("looks"), tryChange("digits", { "data.characters": "digits" })],
  },
];
