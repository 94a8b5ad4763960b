import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "denoise",
  order: 50,
  minutes: 5,
  preset: "eight-diffusion",
  changes: { "model.layers": 2, "model.width": 48 },
  steps: [
    {
      id: "noise",
      kind: "watch",
      until: [
        { kind: "step", at: 100 },
        { kind: "figure", series: "samples.modes", above: 6 },
      ],
    },
    { id: "way", kind: "try", until: [{ kind: "view", view: "denoising" }] },
    { id: "guess", kind: "predict", choices: ["heaps", "middle"] },
    {
      id: "middle",
      kind: "see",
      until: [
        { kind: "setup", key: "sampling.steps", value: 1, order: "atMost" },
        { kind: "figure", series: "samples.modes", below: 4 },
      ],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "middle", when: [{ kind: "figure", series: "samples.near", below: 0.02 }] },
          { choice: "heaps", when: [] },
        ],
      },
    },
    {
      id: "many",
      kind: "try",
      until: [
        { kind: "setup", key: "sampling.steps", value: 15, order: "atLeast" },
        { kind: "figure", series: "samples.modes", above: 6 },
      ],
    },
    { id: "why", kind: "why" },
  ],
};
