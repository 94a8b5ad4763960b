import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Temperature: how daring to be",
  summary: "The same network writes one name over and over, or nonsense: sampling decides.",
  steps: {
    finnish: {
      text: "Choose the label Finnish under Sampling, press Play and let the network make 150 steps.",
    },
    guess: {
      text: "The network gives every next letter a probability, and a die picks one. At a low temperature the likeliest letter nearly always wins. What will 24 names look like then?",
      choices: {
        better: "Better, and all different",
        same: "Mostly the same few names",
      },
    },
    cold: {
      text: "Turn the temperature all the way down, to 0.05.",
      found: {
        same: "The same names come again and again. What is likeliest is not what is typical: variety is part of being right.",
        better: "They still differ. Let it learn for a while.",
      },
    },
    hot: {
      text: "Now turn the temperature up to 1.6 or more, and read the names aloud.",
    },
    cut: {
      text: "A way between: set Top-k to 1, 2 or 3 (under “More sampling settings”). Only that many of the likeliest letters stay in play, however hot it is.",
    },
    why: {
      text: "Sampling divides the scores by the temperature before they become probabilities. Below 1 differences grow, above 1 they shrink until every letter is as good as another. Nothing is learned or forgotten: the loss does not move.",
    },
  },
} satisfies LessonWords;
