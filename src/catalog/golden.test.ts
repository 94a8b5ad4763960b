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

const TUNES = { "data.set": "melodies", "data.form": "tunes", "sampling.count": 12, "sampling.maxLength": 120 };

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
  [
    "#v=1&preset=melodies-gru&sampling.prompt=%E2%91%A5",
    {
      ...GRU,
      ...ADAM,
      ...SAMPLING,
      ...TUNES,
      "model.dropout": 0.1,
      "training.stopAt": 1000,
      "sampling.prompt": "⑥",
      seed: 42,
    },
  ],
  [
    "#v=1&preset=melodies-gpt&sampling.label=dorian",
    {
      ...DECAYED,
      ...SAMPLING,
      ...TUNES,
      "model.family": "attention",
      "model.form": "causal",
      "model.layers": 2,
      "model.heads": 4,
      "model.width": 64,
      "model.positions": "rotary",
      "model.dropout": 0,
      "model.conditional": true,
      "model.maskShare": 0.15,
      "model.feedForward": 4,
      "model.tied": true,
      "training.learningRate": 0.005,
      "training.weightDecay": 0.1,
      "training.sequenceLength": 128,
      "training.batchSize": 16,
      "training.schedule": "warmup",
      "training.scheduleSteps": 100,
      "training.stopAt": 1500,
      "sampling.label": "dorian",
      seed: 42,
    },
  ],
  [
    "#v=1&preset=melodies-wavenet&model.dilations=2",
    {
      ...DECAYED,
      ...SAMPLING,
      ...TUNES,
      "model.family": "wavenet",
      "model.dilations": 2,
      "model.blocks": 1,
      "model.channels": 64,
      "model.kernelSize": 2,
      "model.dropout": 0.15,
      "model.conditional": true,
      "training.learningRate": 0.005,
      "training.weightDecay": 0.1,
      "training.sequenceLength": 128,
      "training.batchSize": 16,
      "training.stopAt": 1000,
      seed: 42,
    },
  ],
  [
    "#v=1&preset=melodies-vae&data.form=tunes",
    {
      "data.set": "melodies",
      "data.form": "tunes",
      "model.family": "vae",
      "model.architecture": "dense",
      "model.layers": 1,
      "model.width": 96,
      "model.channels": 32,
      "model.latent": 16,
      "model.beta": 0.5,
      "model.warmup": 100,
      "model.freeBits": 0.1,
      "model.wordDropout": 0.1,
      "model.spread": "fixed",
      "model.deviation": 0.1,
      "model.conditional": false,
      "model.condition": "label",
      "training.objective": "crossEntropy",
      "training.optimizer": "adam",
      "training.learningRate": 0.003,
      "training.beta1": 0.9,
      "training.beta2": 0.999,
      "training.epsilon": 1e-8,
      "training.batchSize": 64,
      "training.clipNorm": 1,
      "training.schedule": "constant",
      "training.scheduleSteps": 2000,
      "training.stopAt": 1500,
      "sampling.count": 16,
      "sampling.temperature": 1,
      "sampling.boldness": 0.7,
      "sampling.label": "",
      "sampling.caption": "",
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
