import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "Is it creative?",
  summary: "New names and copied ones, whose data it is, and how made things are marked.",
  steps: {
    new: {
      text: "A network reads 1,590 short given names. Samples that stand in the data are marked “in the data”. Press Play, let it make 50 steps and look for marks.",
    },
    guess: {
      text: "It has met few names so far. The longer it learns, the likelier it makes each of them. At step 300, how many of its names will be copies?",
      choices: {
        few: "Few: it invents",
        many: "More than a third",
      },
    },
    copies: {
      text: "Let it go on until step 300, and look at the figure “Copied from the data” and at the marks.",
      found: {
        many: "More than a third are copies. It writes well because it writes what it has read.",
        few: "Few are copies so far. Let it go on.",
      },
    },
    more: {
      text: "Now give it more to learn from: set “Longest name” to 17 (under “More settings” of the data), press Reset and let it make 100 steps. Are there still so many copies?",
    },
    why: {
      text: "What is new here is a new mixture of what people made before. With much data and few repeats it mixes; with little it recites, and what it recites may be somebody’s: a name is nobody’s property, but a picture, a song or a patient’s record is. So three questions belong to each made thing: was it copied, whose data was it, may it be used? And whoever passes it on says that a model made it: results that you save here carry such a mark.",
    },
  },
} satisfies LessonWords;
