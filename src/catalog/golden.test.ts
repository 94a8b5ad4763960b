import { describe, expect, it } from "vitest";
import { decode } from "./link.ts";

// Append only. A link that was shared once means the same for ever: when one of these fails, what broke is the change,
// not the test. A parameter that is added later may be added to the expected set-ups, with the value that leaves the
// run as it was.

const SAMPLING = {
  "sampling.prompt": "",
  "sampling.temperature": 0.8,
  "sampling.topK": 0,
  "sampling.topP": 1,
  "sampling.label": "",
  "sampling.count": 24,
  "sampling.maxLength": 40,
};

const ADAM = {
  "training.objective": "crossEntropy",
  "training.optimizer": "adam",
  "training.learningRate": 0.003,
  "training.beta1": 0.9,
  "training.beta2": 0.999,
  "training.epsilon": 1e-8,
  "training.sequenceLength": 64,
  "training.batchSize": 32,
  "training.clipNorm": 1,
  "training.schedule": "constant",
  "training.scheduleSteps": 2000,
  "training.stopAt": 0,
};

const DECAYED = { ...ADAM, "training.optimizer": "adamw", "training.weightDecay": 0.3 };

const GRU = {
  "model.family": "recurrent",
  "model.cell": "gru",
  "model.resetAfter": true,
  "model.layers": 1,
  "model.units": 128,
  "model.embedding": 32,
  "model.dropout": 0,
  "model.conditional": true,
};

const NAMES = { "data.set": "given-names", "data.language": "latin", "data.longest": 17, "model.dropout": 0.3 };
const PLACES = { "data.set": "place-names", "data.language": "en" };

const golden: readonly [link: string, config: Readonly<Record<string, string | number | boolean>>][] = [
  ["#v=1&preset=names-gru", { ...GRU, ...NAMES, ...DECAYED, ...SAMPLING, seed: 42 }],
  [
    "#v=1&preset=names-gru&model.units=256&training.learningRate=0.001&seed=7&view=hidden&lang=zh",
    { ...GRU, ...NAMES, ...DECAYED, ...SAMPLING, "model.units": 256, "training.learningRate": 0.001, seed: 7 },
  ],
  [
    "#v=1&preset=names-chinese&sampling.prompt=%E7%8E%8B&sampling.temperature=1.2",
    {
      ...GRU,
      ...NAMES,
      ...DECAYED,
      ...SAMPLING,
      "data.language": "chinese",
      "model.units": 64,
      "model.dropout": 0.5,
      "training.weightDecay": 1,
      "sampling.maxLength": 12,
      "sampling.prompt": "王",
      "sampling.temperature": 1.2,
      seed: 42,
    },
  ],
  [
    "#v=1&preset=names-lstm&model.layers=2&model.dropout=0.25&sampling.label=it",
    {
      ...GRU,
      ...NAMES,
      ...DECAYED,
      ...SAMPLING,
      "model.cell": "lstm",
      "model.layers": 2,
      "model.dropout": 0.25,
      "sampling.label": "it",
      seed: 42,
    },
  ],
  ["#v=1&preset=names-simple", { ...GRU, ...NAMES, ...DECAYED, ...SAMPLING, "model.cell": "simple", seed: 42 }],
  [
    "#v=1&preset=names-sgd&training.momentum=0.5&training.schedule=cosine",
    {
      ...GRU,
      ...NAMES,
      "training.objective": "crossEntropy",
      "training.optimizer": "sgd",
      "training.learningRate": 0.2,
      "training.momentum": 0.5,
      "training.nesterov": false,
      "training.sequenceLength": 64,
      "training.batchSize": 32,
      "training.clipNorm": 1,
      "training.schedule": "cosine",
      "training.scheduleSteps": 2000,
      "training.stopAt": 0,
      ...SAMPLING,
      seed: 42,
    },
  ],
  ["#v=1&preset=places-overfit", { ...PLACES, ...GRU, ...ADAM, ...SAMPLING, "model.units": 256, seed: 42 }],
  [
    "#v=1&preset=places-dropout&data.language=zh",
    {
      ...PLACES,
      ...GRU,
      ...DECAYED,
      ...SAMPLING,
      "data.language": "zh",
      "model.units": 64,
      "model.embedding": 16,
      "model.dropout": 0.6,
      "training.weightDecay": 1,
      seed: 42,
    },
  ],
  [
    "#v=1&preset=code-lstm&training.stopAt=500",
    {
      "data.set": "code",
      ...GRU,
      ...ADAM,
      ...SAMPLING,
      "model.cell": "lstm",
      "model.units": 256,
      "training.sequenceLength": 128,
      "training.stopAt": 500,
      "sampling.count": 4,
      "sampling.maxLength": 400,
      seed: 42,
    },
  ],
];

describe("links that were shared once", () => {
  it.each(golden)("%s", (link, config) => {
    const decoded = decode(link);
    expect(decoded.config).toEqual(config);
    expect(decoded.repairs).toEqual([]);
  });
});
