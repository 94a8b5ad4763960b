import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Downhill: gradient descent, SGD, Adam",
  summary: "Three ways to follow the same slope: how much of the data to read, and how far to step.",
  steps: {
    all: {
      text: "Before each step, gradient descent reads all of the data, here 1,590 short names, and moves every weight a little downhill. Press Play and let it make 30 steps.",
    },
    guess: {
      text: "SGD reads only a few names before each step, so its slope is a guess. Will 50 such steps lead down at all well?",
      choices: {
        worse: "Hardly: the guesses are too rough",
        good: "Yes, at a fraction of the reading",
      },
    },
    few: {
      text: "Set the optimizer to SGD with momentum, press Reset and let it make 50 steps. Compare the loss, and how fast the steps go by.",
      found: {
        good: "It gets down well. A rough slope points the right way on average, and momentum averages over steps. The line is rougher, that is all.",
        worse: "It has hardly got down.",
      },
    },
    adam: {
      text: "Now Adam: set the optimizer, a learning rate of 0.01, press Reset and let it make 50 steps. It should get below the bigram’s line.",
    },
    break: {
      text: "A slope only holds nearby. Turn the learning rate up to 1 and let it go on until the page raises an alarm.",
    },
    why: {
      text: "All three step along the gradient: the direction in which the loss falls fastest. SGD saves reading by estimating it. Adam gives each weight a step of its own, larger where gradients have been small, so that rare letters learn too. None of them sees further than the slope under its feet: too long a step, and it lands higher up.",
    },
  },
} satisfies LessonWords;
