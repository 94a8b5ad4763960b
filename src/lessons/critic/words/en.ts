import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "The critic and the generator",
  summary: "Two networks teach each other. Why a loss that stands still can be good news.",
  steps: {
    game: {
      text: "The generator makes points out of noise and has never seen a real one. The critic sees both and says which are real; its verdict is all that the generator learns from. Press Play and let them make 20 steps.",
    },
    guess: {
      text: "Both learn. How often will the critic be right after 150 steps?",
      choices: {
        always: "Nearly always",
        half: "About half the time",
      },
    },
    half: {
      text: "Let them go on until step 150, and look at “Critic’s accuracy” and at the points.",
      found: {
        half: "About half the time, as if it tossed a coin: made points lie where real ones lie.",
        always: "It is right more often than a coin. Let them go on.",
      },
    },
    field: {
      text: "Open the view “Critic’s view”: the ground shows where it takes points for real.",
    },
    loss: {
      text: "The points are good now. Does the generator’s loss go on falling if they train on for 100 steps?",
      choices: {
        falls: "Yes, far below",
        stays: "No, it stays about where it is",
      },
    },
    stays: {
      text: "Let them go on until step 250, and look at the generator’s loss.",
      found: {
        stays: "It stays near −0.69, which is −log 2: what a critic that tosses a coin leaves it.",
        falls: "It has moved away: for the moment one of the two is ahead.",
      },
    },
    why: {
      text: "Each one’s loss depends on the other: when one gets better, the other’s task gets harder. So losses of a GAN don’t say how good it is; look at what it makes. And the play needs two equals: the lesson “Why GANs collapse” shows what comes of a critic that is always right.",
    },
  },
} satisfies LessonWords;
