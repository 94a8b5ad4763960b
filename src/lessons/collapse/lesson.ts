import type { Lesson } from "../../schema/lesson.ts";

export const lesson: Lesson = {
  id: "collapse",
  order: 40,
  minutes: 5,
  preset: "eight-gan-collapse",
  steps: [
    { id: "game", kind: "watch", until: [{ kind: "step", at: 100 }] },
    { id: "guess", kind: "predict", choices: ["all", "few"] },
    {
      id: "few",
      kind: "see",
      until: [{ kind: "alarm", id: "modeCollapse", stands: true }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "few", when: [{ kind: "figure", series: "samples.modes", below: 5 }] },
          { choice: "all", when: [] },
        ],
      },
    },
    {
      id: "other",
      kind: "try",
      until: [
        { kind: "setup", key: "training.objective", value: "wassersteinGp" },
        { kind: "step", at: 50 },
      ],
    },
    {
      id: "back",
      kind: "see",
      until: [
        { kind: "setup", key: "training.objective", value: "wassersteinGp" },
        { kind: "step", at: 400 },
        { kind: "figure", series: "samples.modes", above: 6 },
      ],
    },
    { id: "why", kind: "why" },
  ],
};
