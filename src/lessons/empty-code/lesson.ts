import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "empty-code",
  order: 30,
  minutes: 4,
  preset: "moons-vae-collapse",
  steps: [
    { id: "squeeze", kind: "watch", until: [{ kind: "step", at: 50 }] },
    { id: "guess", kind: "predict", choices: ["nothing", "much"] },
    {
      id: "empty",
      kind: "see",
      until: [{ kind: "alarm", id: "klCollapse", stands: true }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "nothing", when: [{ kind: "figure", series: "validation.kl", below: 0.1 }] },
          { choice: "much", when: [] },
        ],
      },
    },
    {
      id: "cheaper",
      kind: "try",
      until: [
        { kind: "setup", key: "model.beta", value: 1, order: "atMost" },
        { kind: "figure", series: "validation.kl", above: 0.5 },
      ],
    },
    { id: "map", kind: "try", until: [{ kind: "view", view: "map" }] },
    { id: "why", kind: "why" },
  ],
};
