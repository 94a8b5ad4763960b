import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "What does a network learn?",
  summary: "From noise to names: what the loss measures, and what plain counting reaches.",
  steps: {
    noise: {
      text: "Nothing is learned yet: every letter is drawn at random. Press Play, watch the names change, and let it make 20 steps.",
    },
    guess: {
      text: "The dashed lines in the chart show what plain counting reaches. “Bigram” is a table of which letter follows which. Will the network beat that table within 300 steps?",
      choices: { yes: "Yes, it will be lower", no: "No, counting is hard to beat" },
    },
    pairs: {
      text: "Let it go on until step 300, and compare its validation loss with the line of the bigram.",
      found: {
        yes: "It is lower. A table knows one letter back; the network carries a memory of all letters so far.",
        no: "Not yet: with this set-up the table still knows more. Let it go on for a while.",
      },
    },
    next: {
      text: "Open the view “Next character” and type the beginning of a name. The bars are all that the network ever says: how likely each next letter is.",
    },
    why: {
      text: "That is what it learns: probabilities. The loss is the mean surprise −log p of the letter that really came. A step changes every weight a little, in the direction that makes the surprise smaller.",
    },
  },
} satisfies LessonWords;
