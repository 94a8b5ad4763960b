import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "attention",
  order: 60,
  minutes: 4,
  preset: "names-gpt",
  changes: {
    "data.longest": 5,
    "model.layers": 1,
    "model.heads": 2,
    "model.width": 32,
    "model.dropout": 0,
    "training.learningRate": 0.01,
    "training.scheduleSteps": 50,
    "training.batchSize": 16,
    "training.sequenceLength": 48,
  },
  steps: [
    { id: "alike", kind: "watch", until: [{ kind: "step", at: 10 }] },
    { id: "before", kind: "try", until: [{ kind: "view", view: "heads" }] },
    { id: "guess", kind: "predict", choices: ["even", "sharp"] },
    {
      id: "sharp",
      kind: "see",
      until: [{ kind: "step", at: 150 }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "sharp", when: [{ kind: "figure", series: "validation.attentionScore", above: 4 }] },
          { choice: "even", when: [] },
        ],
      },
    },
    {
      id: "after",
      kind: "see",
      until: [
        { kind: "view", view: "heads" },
        { kind: "figure", series: "validation.loss", below: { baseline: "bigram" } },
      ],
    },
    { id: "why", kind: "why" },
  ],
};
