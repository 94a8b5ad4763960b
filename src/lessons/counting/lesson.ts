import type { Lesson } from "../../schema/lesson.ts";

import { SMALL_NAMES } from "../small.ts";

export const lesson: Lesson = {
  id: "counting",
  order: 16,
  minutes: 5,
  preset: "names-gru",
  changes: SMALL_NAMES,
  steps: [
    { id: "lines", kind: "watch", until: [{ kind: "step", at: 20 }] },
    { id: "guess", kind: "predict", choices: ["none", "pairs", "all"] },
    {
      id: "pairs",
      kind: "see",
      until: [{ kind: "step", at: 150 }],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "all", when: [{ kind: "figure", series: "validation.loss", below: { baseline: "bestNgram" } }] },
          { choice: "pairs", when: [{ kind: "figure", series: "validation.loss", below: { baseline: "bigram" } }] },
          { choice: "none", when: [] },
        ],
      },
    },
    {
      id: "all",
      kind: "see",
      until: [
        { kind: "step", at: 300 },
        { kind: "figure", series: "validation.loss", below: { baseline: "bestNgram" } },
      ],
    },
    { id: "label", kind: "try", until: [{ kind: "setup", key: "sampling.label", value: "fi" }] },
    { id: "why", kind: "why" },
  ],
};
