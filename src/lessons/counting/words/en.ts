import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Counting against learning",
  summary: "Tables of letters against a network: who knows more, and why.",
  steps: {
    lines: {
      text: "The dashed lines are tables: the unigram counts letters, the bigram pairs, the trigram triples; the best table looks at up to six letters. Press Play and let the network make 20 steps.",
    },
    guess: {
      text: "The tables have already counted all 9,474 names. Which of them will the network have passed at step 150?",
      choices: {
        none: "None that knows pairs",
        pairs: "The table of pairs, not the best one",
        all: "All of them",
      },
    },
    pairs: {
      text: "Let it go on until step 150, and compare the validation loss with the lines.",
      found: {
        all: "All are passed already.",
        pairs: "The table of pairs is passed, the best one is not yet.",
        none: "Pairs are not passed yet. Let it go on for a while.",
      },
    },
    all: {
      text: "Let it go on until the validation loss is below the best table.",
    },
    label: {
      text: "A table that counted each language apart would have a twentieth of the names for each. The network was told the languages and shares what they have in common: choose the label Finnish.",
    },
    why: {
      text: "A table with longer memory has seen ever fewer examples of each row; most rows stay empty. A network has no rows: letters that behave alike get similar numbers, so what it learns of one helps with another. That is the difference between counting and learning.",
    },
  },
} satisfies LessonWords;
