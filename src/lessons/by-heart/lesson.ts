import type { Lesson } from "../../schema/lesson.ts";

const overfitting = (stands: boolean) => ({ kind: "alarm", id: "overfitting", stands }) as const;

export const lesson: Lesson = {
  id: "by-heart",
  order: 20,
  minutes: 5,
  preset: "places-overfit",
  steps: [
    { id: "two", kind: "watch", until: [{ kind: "step", at: 40 }] },
    { id: "guess", kind: "predict", choices: ["together", "apart"] },
    {
      id: "apart",
      kind: "see",
      until: [overfitting(true)],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "apart", when: [overfitting(true)] },
          { choice: "together", when: [] },
        ],
      },
    },
    {
      id: "dropout",
      kind: "try",
      until: [{ kind: "preset", id: "places-dropout" }, { kind: "step", at: 300 }, overfitting(false)],
    },
    { id: "why", kind: "why" },
  ],
};
