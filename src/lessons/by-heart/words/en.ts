import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Learning by heart",
  summary: "A large network and little data: when the training loss lies, and what helps.",
  steps: {
    two: {
      text: "A large network learns from few place names. One line of the chart is the loss on names that it trains on; the dashed one is measured on names that it never sees. Press Play and let it make 40 steps.",
    },
    guess: {
      text: "Both lines fall so far. What will they do next?",
      choices: { together: "Go on falling together", apart: "Part from each other" },
    },
    apart: {
      text: "Let it go on until the page raises an alarm.",
      found: {
        apart:
          "They part: on its own names it gets better and better, on others worse. It has begun to learn them by heart.",
        together: "They still fall together. Let it go on.",
      },
    },
    dropout: {
      text: "Open the preset “Invented place names”: a smaller network, of which six units in ten are switched off at random at every step. Train it for 300 steps.",
    },
    why: {
      text: "A network with room for every name can store them instead of what they have in common. With fewer weights, and with units that nobody can rely on, storing does not pay. Whether it worked is only seen on names that were kept back.",
    },
  },
} satisfies LessonWords;
