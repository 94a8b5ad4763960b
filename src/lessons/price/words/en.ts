import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "What a code may cost",
  summary: "Walk through a latent space, then change β, the price of information: exact or orderly?",
  steps: {
    bend: {
      text: "Each point of two half-moons is squeezed into a code and drawn again from it. Press Play and let it make 200 steps.",
    },
    walk: {
      text: "Open the view “Latent map” and drag through it: every place is a code. Neighbours should look alike, and there should be no holes.",
    },
    free: {
      text: "A code pays β for each nat that it says, and β is 1. If saying something cost nearly nothing, how much would the codes say?",
      choices: {
        more: "More than now",
        less: "Less than now",
      },
    },
    cheap: {
      text: "Turn β down to 0.01 or less and let it learn on for 50 steps or more. Watch the KL.",
      found: {
        more: "Much more: nothing keeps the codes short any longer, and points are drawn again very exactly.",
        less: "The codes say less.",
      },
    },
    dear: {
      text: "Now the other way: at β 10, how well will points be drawn again?",
      choices: {
        exact: "As exactly as before",
        rough: "Roughly, many times as wrong",
      },
    },
    rough: {
      text: "Turn β up to 10 or more and let it learn on.",
      found: {
        rough: "Roughly. The code saves where it can, and only the large shape is left.",
        exact: "They are still exact.",
      },
    },
    why: {
      text: "β decides what the space is good for. Cheap codes copy well, but they lie scattered, and a random code in between may decode to nothing real. Dear codes lie close together and every place means something, but something rough. Far too dear, they say nothing at all: the lesson “A code that says nothing”.",
    },
  },
} satisfies LessonWords;
