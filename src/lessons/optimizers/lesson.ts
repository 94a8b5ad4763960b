import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "optimizers",
  order: 26,
  minutes: 6,
  preset: "names-sgd",
  changes: {
    "data.longest": 4,
    "model.units": 32,
    "model.dropout": 0,
    "training.optimizer": "gradient-descent",
    "training.learningRate": 0.5,
  },
  steps: [
    { id: "all", kind: "watch", until: [{ kind: "step", at: 30 }] },
    { id: "guess", kind: "predict", choices: ["worse", "good"] },
    {
      id: "few",
      kind: "see",
      until: [
        { kind: "setup", key: "training.optimizer", value: "sgd" },
        { kind: "step", at: 50 },
      ],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "good", when: [{ kind: "figure", series: "validation.loss", below: 2.95 }] },
          { choice: "worse", when: [] },
        ],
      },
    },
    {
      id: "adam",
      kind: "try",
      until: [
        { kind: "setup", key: "training.optimizer", value: "adam" },
        { kind: "setup", key: "training.learningRate", value: 0.01, order: "atLeast" },
        { kind: "step", at: 50 },
        { kind: "figure", series: "validation.loss", below: { baseline: "bigram" } },
      ],
    },
    {
      id: "break",
      kind: "try",
      until: [
        { kind: "setup", key: "training.learningRate", value: 1, order: "atLeast" },
        { kind: "alarm", id: "divergence", stands: true },
      ],
    },
    { id: "why", kind: "why" },
  ],
};
