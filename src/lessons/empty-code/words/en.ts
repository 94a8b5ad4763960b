import type { LessonWords } from "../../../schema/lesson.ts";

export const words = {
  name: "A code that says nothing",
  summary: "What a latent space is, what β weighs, and how a VAE comes to ignore its own code.",
  steps: {
    squeeze: {
      text: "The encoder writes each point as a short code, the decoder reads it and draws the point again. Press Play and let it make 50 steps.",
    },
    guess: {
      text: "Every nat of information in the code costs β, and β is 10 here. How much will the code say of its point?",
      choices: { nothing: "Almost nothing", much: "As much as it can" },
    },
    empty: {
      text: "Let it go on until the page raises an alarm, and look at the line “KL”: it is what the code says, in nats.",
      found: {
        nothing:
          "Nothing: the KL has fallen to zero. Saying anything cost more than it helped, so the decoder draws the same cloud for every code.",
        much: "The code still says something. Let it go on.",
      },
    },
    cheaper: {
      text: "Make information cheaper: turn β down to 1 or less, and watch the KL rise above half a nat.",
    },
    map: {
      text: "Open the view “Latent map”. Each place is a code: drag through it and see what the decoder draws there.",
    },
    why: {
      text: "A VAE pays twice: for what it draws wrongly and, times β, for what its code says. With β too high the cheapest code is an empty one. With β too low the map has holes where nothing was ever coded. The map is worth walking in between.",
    },
  },
} satisfies LessonWords;
