import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "From noise to picture",
  summary: "How diffusion makes something out of noise, and why it takes many small steps.",
  steps: {
    noise: {
      text: "Real points are blurred with noise, and the network learns to tell which way they came from. Press Play and let it make 100 steps, until the samples reach the heaps.",
    },
    way: {
      text: "Open the view “Denoising” and play it: the same samples on their way from pure noise.",
    },
    guess: {
      text: "A sample takes 20 small steps out of the noise. What if it must arrive in a single one?",
      choices: {
        heaps: "It still lands on a heap",
        middle: "It lands somewhere in the middle",
      },
    },
    middle: {
      text: "Set the denoising steps to 1 and let it train on, until the samples have been judged anew.",
      found: {
        middle:
          "In the middle, where no real point is. From pure noise any heap is possible, and the best single guess is the mean of all.",
        heaps: "Some still land on heaps.",
      },
    },
    many: {
      text: "Set the steps back to 15 or more, and wait until the heaps are reached again.",
    },
    why: {
      text: "The network answers with a mean of all that could have been there. At much noise that is a blur, at little noise a detail. Each small step goes a little towards the blur, which rules something out, and the next guess is better. Pictures arise in the same way: first the layout, then outlines, then the edges.",
    },
  },
} satisfies LessonWords;
