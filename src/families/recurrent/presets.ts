import type { Values } from "../../schema/parameter.ts";
import { type Preset, tryChange, tryView } from "../../schema/preset.ts";

const GRU: Values = {
  "model.family": "recurrent",
  "model.cell": "gru",
  "model.units": 128,
  "model.conditional": true,
  "training.optimizer": "adam",
  "training.learningRate": 0.003,
  "training.batchSize": 32,
  "training.sequenceLength": 64,
  "training.clipNorm": 1,
};

const NAMES: Values = { ...GRU, "data.set": "given-names", "data.language": "latin", "model.dropout": 0.3 };

/** Dropout and decay keep the names from being learned by heart, however long somebody watches. */
const GRU_ON_NAMES: Values = { ...NAMES, "training.optimizer": "adamw", "training.weightDecay": 0.3 };

const GRU_ON_PLACES: Values = {
  ...GRU,
  "data.set": "place-names",
  "data.language": "en",
  "model.units": 256,
};

const WILD = tryChange("wild", { "sampling.temperature": 1.6 });
const BREAK = tryChange("break", { "training.learningRate": 1 });

/** In the order of the gallery. Append only, as {@link Preset} says. */
export const presets: readonly Preset[] = [
  {
    id: "names-gru",
    group: "words",
    changes: GRU_ON_NAMES,
    tries: [tryChange("italian", { "sampling.label": "it" }), WILD, BREAK],
  },
  {
    id: "names-chinese",
    group: "words",
    language: "zh",
    changes: {
      ...GRU_ON_NAMES,
      "data.language": "chinese",
      "model.units": 64,
      "model.dropout": 0.5,
      "training.weightDecay": 1,
      "sampling.maxLength": 12,
    },
    tries: [tryChange("surname", { "sampling.prompt": "李" }), WILD, tryView("next")],
  },
  {
    id: "names-lstm",
    group: "words",
    changes: { ...GRU_ON_NAMES, "model.cell": "lstm" },
    tries: [tryChange("start", { "sampling.prompt": "Zo" }), tryView("hidden"), tryView("machine")],
  },
  {
    id: "names-simple",
    group: "words",
    changes: { ...GRU_ON_NAMES, "model.cell": "simple" },
    tries: [tryView("next"), tryChange("gru", { "model.cell": "gru" }), BREAK],
  },
  {
    id: "names-sgd",
    group: "words",
    changes: {
      ...NAMES,
      "training.optimizer": "sgd",
      "training.learningRate": 0.2,
      "training.momentum": 0.9,
    },
    tries: [
      tryChange("fast", { "training.learningRate": 2 }),
      tryChange("momentum", { "training.momentum": 0 }),
      tryChange("adam", { "training.optimizer": "adam" }),
    ],
  },
  {
    id: "places-overfit",
    group: "fail",
    changes: GRU_ON_PLACES,
    tries: [
      tryChange("dropout", { "model.dropout": 0.5 }),
      tryChange("smaller", { "model.units": 64 }),
      tryView("next"),
    ],
  },
  {
    id: "places-dropout",
    group: "words",
    changes: {
      ...GRU_ON_PLACES,
      "model.units": 64,
      "model.embedding": 16,
      "model.dropout": 0.6,
      "training.optimizer": "adamw",
      "training.weightDecay": 1,
    },
    tries: [tryChange("start", { "sampling.prompt": "San " }), WILD, tryChange("forget", { "model.dropout": 0 })],
  },
  {
    id: "code-lstm",
    group: "words",
    changes: {
      ...GRU,
      "data.set": "code",
      "model.cell": "lstm",
      "model.units": 256,
      "training.sequenceLength": 128,
      "sampling.maxLength": 400,
      "sampling.count": 4,
    },
    tries: [
      tryChange("start", { "sampling.prompt": "export function " }),
      tryChange("sure", { "sampling.temperature": 0.3 }),
      tryView("hidden"),
    ],
  },
  {
    id: "melodies-gru",
    group: "sounds",
    changes: {
      ...GRU,
      "data.set": "melodies",
      "data.form": "tunes",
      "model.dropout": 0.1,
      "training.stopAt": 1000,
      "sampling.maxLength": 120,
      "sampling.count": 12,
    },
    tries: [
      tryChange("jig", { "sampling.prompt": "⑥" }),
      tryChange("minor", { "sampling.label": "minor" }),
      tryView("next"),
    ],
  },
];
