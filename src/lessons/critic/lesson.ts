import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "critic",
  order: 38,
  minutes: 4,
  preset: "two-gan",
  changes: { "training.objective": "minimax" },
  steps: [
    { id: "game", kind: "watch", until: [{ kind: "step", at: 20 }] },
    { id: "guess", kind: "predict", choices: ["always", "half"] },
    {
      id: "half",
      kind: "see",
      until: [
        { kind: "step", at: 150 },
        { kind: "figure", series: "samples.near", above: 0.7 },
      ],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "half", when: [{ kind: "figure", series: "accuracy", above: 0.3, below: 0.7 }] },
          { choice: "always", when: [] },
        ],
      },
    },
    { id: "field", kind: "try", until: [{ kind: "view", view: "field" }] },
    { id: "loss", kind: "predict", choices: ["falls", "stays"] },
    {
      id: "stays",
      kind: "see",
      until: [{ kind: "step", at: 250 }],
      answers: {
        prediction: "loss",
        // −ln 2 is −0.69.
        choices: [
          { choice: "stays", when: [{ kind: "figure", series: "loss.generator", above: -1.2, below: -0.3 }] },
          { choice: "falls", when: [] },
        ],
      },
    },
    { id: "why", kind: "why" },
  ],
};
