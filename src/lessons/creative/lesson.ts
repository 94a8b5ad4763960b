import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "creative",
  order: 70,
  minutes: 6,
  preset: "names-gru",
  changes: {
    "data.longest": 4,
    "model.units": 96,
    "model.dropout": 0,
    "training.optimizer": "adam",
    "training.learningRate": 0.005,
  },
  steps: [
    {
      id: "new",
      kind: "watch",
      until: [
        { kind: "step", at: 50 },
        { kind: "figure", series: "samples.copied", below: 0.3 },
      ],
    },
    { id: "guess", kind: "predict", choices: ["few", "many"] },
    {
      id: "copies",
      kind: "see",
      until: [{ kind: "step", at: 300 }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "many", when: [{ kind: "figure", series: "samples.copied", above: 0.35 }] },
          { choice: "few", when: [] },
        ],
      },
    },
    {
      id: "more",
      kind: "try",
      until: [
        { kind: "setup", key: "data.longest", value: 17, order: "atLeast" },
        { kind: "step", at: 100 },
        { kind: "figure", series: "samples.copied", below: 0.15 },
      ],
    },
    { id: "why", kind: "why" },
  ],
};
