import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "price",
  order: 32,
  minutes: 5,
  preset: "moons-vae",
  steps: [
    { id: "bend", kind: "watch", until: [{ kind: "step", at: 200 }] },
    { id: "walk", kind: "try", until: [{ kind: "view", view: "map" }] },
    { id: "free", kind: "predict", choices: ["more", "less"] },
    {
      id: "cheap",
      kind: "see",
      until: [
        { kind: "setup", key: "model.beta", value: 0.01, order: "atMost" },
        { kind: "step", at: 250 },
        { kind: "figure", series: "validation.kl", above: 5.5 },
      ],
      answers: {
        prediction: "free",
        choices: [
          { choice: "more", when: [{ kind: "figure", series: "validation.kl", above: 5.5 }] },
          { choice: "less", when: [] },
        ],
      },
    },
    { id: "dear", kind: "predict", choices: ["exact", "rough"] },
    {
      id: "rough",
      kind: "see",
      until: [
        { kind: "setup", key: "model.beta", value: 10, order: "atLeast" },
        { kind: "figure", series: "validation.kl", below: 2.5 },
      ],
      answers: {
        prediction: "dear",
        choices: [
          { choice: "rough", when: [{ kind: "figure", series: "validation.squaredError", above: 0.002 }] },
          { choice: "exact", when: [] },
        ],
      },
    },
    { id: "why", kind: "why" },
  ],
};
