import type { Lesson } from "../../schema/lesson.ts";

/** Above the bigram counts at the beginning, below them after: each is trained from three seeds. */
export const lesson: Lesson = {
  id: "first-steps",
  order: 10,
  minutes: 4,
  preset: "names-gru",
  steps: [
    { id: "noise", kind: "watch", until: [{ kind: "step", at: 20 }] },
    { id: "guess", kind: "predict", choices: ["yes", "no"] },
    {
      id: "pairs",
      kind: "see",
      until: [{ kind: "step", at: 300 }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "yes", when: [{ kind: "figure", series: "validation.loss", below: { baseline: "bigram" } }] },
          { choice: "no", when: [] },
        ],
      },
    },
    { id: "next", kind: "try", until: [{ kind: "view", view: "next" }] },
    { id: "why", kind: "why" },
  ],
};
