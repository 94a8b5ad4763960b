import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "How surprised is it?",
  summary: "Cross-entropy and perplexity: one number for how well a model guesses.",
  steps: {
    uniform: {
      text: "The alphabet here has 92 characters. A model that knows nothing hesitates among all of them. Press Play and let it make 10 steps.",
    },
    guess: {
      text: "“How well it guesses” (perplexity) tells among how many equally likely characters the model seems to choose. What will it be after 150 steps?",
      choices: {
        half: "About half of them",
        ten: "About ten",
        one: "One or two: it will know",
      },
    },
    ten: {
      text: "Let it go on until step 150, and read the figure.",
      found: {
        ten: "About ten. It knows much about letters, and nobody can know which name is meant.",
        one: "It hardly hesitates any more.",
        half: "It still hesitates among more. Let it go on for a while.",
      },
    },
    letter: {
      text: "Open the view “Next character” and type a name. Where is one bar long, and where are many short?",
    },
    why: {
      text: "For the letter that really came, the model had given a probability p. Its surprise is −log p: none at p = 1, large where p is small. The mean of that is the cross-entropy, which is the loss; e to the power of it is the perplexity. It never falls to 1 on new names, because names are not fully determined.",
    },
  },
} satisfies LessonWords;
