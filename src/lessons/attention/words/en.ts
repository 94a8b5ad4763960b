import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Attention: who looks at whom",
  summary: "How a transformer chooses which letters matter, and how to read its heads.",
  steps: {
    alike: {
      text: "A small transformer reads short names. Each letter may look back at every letter before it, through two heads. Press Play and let it make 10 steps.",
    },
    before: {
      text: "Open the view “Attention heads”, type a name and point at a letter. Does it look at some more than at others yet?",
    },
    guess: {
      text: "A score says how much one letter matters to another. What will the largest scores do while it learns?",
      choices: {
        even: "Stay small: it looks everywhere",
        sharp: "Grow: it looks more and more decidedly",
      },
    },
    sharp: {
      text: "Let it go on until step 150, and look at the line “Largest attention score”.",
      found: {
        sharp:
          "They grow. A softmax makes shares of scores, and a lead of 4 is already 98 to 2: it has learned where to look.",
        even: "They are still small. Let it go on.",
      },
    },
    after: {
      text: "Open “Attention heads” again, and let it learn until its loss is below the bigram’s. Do the two heads look at different places?",
    },
    why: {
      text: "Every letter asks a question, every earlier letter offers an answer, and the better they match, the more of it is taken over. Nobody says where to look: the loss does. A table of pairs knows one letter back; attention reaches any of them in a single stride, which is why large language models are built of it.",
    },
  },
} satisfies LessonWords;
