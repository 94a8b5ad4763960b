import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Why GANs collapse",
  summary:
    "A forger and a critic play against each other. What happens when the critic wins, and what Wasserstein mends.",
  steps: {
    game: {
      text: "Green points are real: eight heaps. The generator makes the violet ones, and the critic tries to tell them apart. Press Play and let them play 100 steps.",
    },
    guess: {
      text: "The critic here is strong, and the loss is the minimax loss of 2014. How many of the eight heaps will the generator hold?",
      choices: { all: "All eight", few: "Half of them at most" },
    },
    few: {
      text: "Let them play on until the page raises an alarm. It takes about 2,000 steps.",
      found: {
        few: "Only a few are left. Where the critic is fooled at the moment, everything goes.",
        all: "More than half are still held. Let them go on.",
      },
    },
    other: {
      text: "Choose another loss: press the alarm's remedy, or set “Loss” to Wasserstein with gradient penalty and press Reset. Then let it make 50 steps.",
    },
    back: {
      text: "Go on until step 400. How many heaps are held now?",
    },
    why: {
      text: "The minimax critic says only “real” or “made”. When it is sure, its verdict is flat and tells the generator nowhere to go. A Wasserstein critic measures how far made points are from real ones, and a distance has a slope everywhere.",
    },
  },
} satisfies LessonWords;
