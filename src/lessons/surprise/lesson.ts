import type { Lesson } from "../../schema/lesson.ts";

import { SMALL_NAMES } from "../small.ts";

export const lesson: Lesson = {
  id: "surprise",
  order: 12,
  minutes: 4,
  preset: "names-gru",
  changes: SMALL_NAMES,
  steps: [
    { id: "uniform", kind: "watch", until: [{ kind: "step", at: 10 }] },
    { id: "guess", kind: "predict", choices: ["half", "ten", "one"] },
    {
      id: "ten",
      kind: "see",
      until: [{ kind: "step", at: 150 }],
      answers: {
        prediction: "guess",
        // Nats: e^2 is 7.4 characters, e^2.71 is 15.
        choices: [
          { choice: "ten", when: [{ kind: "figure", series: "validation.loss", below: 2.71, above: 2 }] },
          { choice: "one", when: [{ kind: "figure", series: "validation.loss", below: 0.7 }] },
          { choice: "half", when: [] },
        ],
      },
    },
    { id: "letter", kind: "try", until: [{ kind: "view", view: "next" }] },
    { id: "why", kind: "why" },
  ],
};
