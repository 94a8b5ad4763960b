import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

const SMALL: Values = {
  "model.family": "attention",
  "model.form": "causal",
  "model.layers": 2,
  "model.heads": 4,
  "model.width": 64,
  "model.positions": "rotary",
  "model.conditional": true,
  "training.optimizer": "adamw",
  "training.learningRate": 0.005,
  "training.weightDecay": 0.1,
  "training.schedule": "warmup",
  "training.scheduleSteps": 100,
  "training.batchSize": 32,
  "training.sequenceLength": 64,
  "training.clipNorm": 1,
};

const NAMES: Values = { ...SMALL, "data.set": "given-names", "data.language": "latin" };

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "names-gpt",
    group: "words",
    changes: { ...NAMES, "model.dropout": 0.1 },
    tries: [tryView("heads"), tryChange("finnish", { "sampling.label": "fi" }), tryChange("one", { "model.heads": 1 })],
  },
  {
    id: "text-gpt",
    group: "words",
    changes: {
      ...SMALL,
      "data.set": "code",
      "model.layers": 3,
      "model.width": 96,
      "model.dropout": 0,
      "training.learningRate": 0.003,
      "training.batchSize": 16,
      "training.sequenceLength": 128,
      "sampling.maxLength": 400,
      "sampling.count": 4,
    },
    tries: [
      tryChange("start", { "sampling.prompt": "export function " }),
      tryView("heads"),
      tryChange("learned", { "model.positions": "learned" }),
    ],
  },
  {
    id: "blanks",
    group: "words",
    changes: { ...NAMES, "model.form": "masked", "model.maskShare": 0.25, "model.dropout": 0 },
    tries: [tryView("blanks"), tryChange("prompt", { "sampling.prompt": "M_r_a" }), tryView("heads")],
  },
  {
    id: "melodies-gpt",
    group: "sounds",
    changes: {
      ...SMALL,
      "data.set": "melodies",
      "data.form": "tunes",
      "model.dropout": 0,
      "training.stopAt": 1500,
      "training.batchSize": 16,
      "training.sequenceLength": 128,
      "sampling.maxLength": 120,
      "sampling.count": 12,
    },
    tries: [
      tryView("heads"),
      tryChange("waltz", { "sampling.prompt": "③" }),
      tryChange("dorian", { "sampling.label": "dorian" }),
    ],
  },
];
