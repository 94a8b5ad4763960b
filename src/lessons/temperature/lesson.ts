import type { Lesson } from "../../schema/lesson.ts";

import { SMALL_NAMES } from "../small.ts";

export const lesson: Lesson = {
  id: "temperature",
  order: 14,
  minutes: 4,
  preset: "names-gru",
  changes: SMALL_NAMES,
  steps: [
    {
      id: "finnish",
      kind: "watch",
      until: [
        { kind: "step", at: 150 },
        { kind: "setup", key: "sampling.label", value: "fi" },
      ],
    },
    { id: "guess", kind: "predict", choices: ["better", "same"] },
    {
      id: "cold",
      kind: "see",
      until: [
        { kind: "setup", key: "sampling.temperature", value: 0.05, order: "atMost" },
        { kind: "texts", share: "distinct", below: 0.6 },
      ],
      answers: {
        prediction: "guess",
        choices: [
          { choice: "same", when: [{ kind: "texts", share: "distinct", below: 0.6 }] },
          { choice: "better", when: [] },
        ],
      },
    },
    {
      id: "hot",
      kind: "try",
      until: [
        { kind: "setup", key: "sampling.temperature", value: 1.6, order: "atLeast" },
        { kind: "texts", share: "distinct", above: 0.9 },
      ],
    },
    {
      id: "cut",
      kind: "try",
      until: [
        { kind: "setup", key: "sampling.topK", value: 3, order: "atMost" },
        { kind: "setup", key: "sampling.topK", value: 1, order: "atLeast" },
      ],
    },
    { id: "why", kind: "why" },
  ],
};
