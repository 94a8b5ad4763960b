import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Melodies",
  help: "2,400 tunes composed by rule in five modes and three metres, and 52 traditional ones, to see and to hear. A circled number is the metre (④ 4/4, ③ 3/4, ⑥ 6/8); letters are notes, lower case an octave higher, a dot above is a sharp; z is a rest, a number how many eighths it lasts.",
  parameters: {
    form: {
      name: "Form",
      help: "Whole tunes of eight bars or more, or phrases of two bars, which fit models that make a text as a whole.",
      choices: { tunes: "Tunes", phrases: "Phrases" },
    },
  },
  labels: {
    dorian: "Dorian",
    major: "Major",
    minor: "Minor",
    mixolydian: "Mixolydian",
    pentatonic: "Pentatonic",
  },
} satisfies ManifestWords;
