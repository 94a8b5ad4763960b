import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

const WAVENET: Values = {
  "model.family": "wavenet",
  "model.dilations": 5,
  "model.blocks": 1,
  "model.channels": 64,
  "model.kernelSize": 2,
  "model.conditional": true,
  "training.optimizer": "adamw",
  "training.learningRate": 0.005,
  "training.weightDecay": 0.1,
  "training.batchSize": 32,
  "training.sequenceLength": 64,
  "training.clipNorm": 1,
};

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "names-wavenet",
    group: "words",
    changes: { ...WAVENET, "data.set": "given-names", "data.language": "latin", "model.dropout": 0.2 },
    tries: [
      tryView("field"),
      tryChange("near", { "model.dilations": 2 }),
      tryChange("italian", { "sampling.label": "it" }),
    ],
  },
  {
    id: "code-wavenet",
    group: "words",
    changes: {
      ...WAVENET,
      "data.set": "code",
      "model.dilations": 7,
      "model.dropout": 0,
      "training.learningRate": 0.003,
      "training.batchSize": 16,
      "training.sequenceLength": 128,
      "sampling.maxLength": 400,
      "sampling.count": 4,
    },
    tries: [
      tryChange("start", { "sampling.prompt": "export function " }),
      tryView("field"),
      tryChange("wide", { "model.kernelSize": 3 }),
    ],
  },
  {
    id: "melodies-wavenet",
    group: "sounds",
    changes: {
      ...WAVENET,
      "data.set": "melodies",
      "data.form": "tunes",
      "model.dilations": 6,
      "model.dropout": 0.15,
      "training.stopAt": 1000,
      "training.batchSize": 16,
      "training.sequenceLength": 128,
      "sampling.maxLength": 120,
      "sampling.count": 12,
    },
    tries: [
      tryView("field"),
      tryChange("near", { "model.dilations": 2 }),
      tryChange("wild", { "sampling.temperature": 1.4 }),
    ],
  },
  {
    id: "drums-wavenet",
    group: "sounds",
    changes: {
      ...WAVENET,
      "data.set": "drums",
      "data.source": "synthesised",
      "model.dilations": 8,
      "model.channels": 32,
      "model.dropout": 0,
      "training.learningRate": 0.004,
      "training.weightDecay": 0.01,
      "training.batchSize": 8,
      "training.sequenceLength": 256,
      "sampling.temperature": 0.9,
      "sampling.count": 6,
    },
    tries: [
      tryChange("kicks", { "sampling.label": "kick" }),
      tryChange("real", { "data.source": "recorded" }),
      tryChange("wide", { "model.kernelSize": 3 }),
    ],
  },
];
