import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Tones",
  help: "2,160 single tones at 8 kHz, a third of a second each: plucked strings, bells and an organ, over the twelve pitches of an octave.",
  parameters: {
    told: {
      name: "Label",
      help: "What a tone is labelled with, and what a model may be told of it: the instrument, or the pitch.",
      choices: { instrument: "Instrument", pitch: "Pitch" },
    },
    form: {
      name: "Seen as",
      help: "The wave as it is, or its spectrogram: how loud each frequency is over time. From a spectrogram a wave has to be guessed again.",
      choices: { wave: "Wave", spectrogram: "Spectrogram" },
    },
  },
  labels: { string: "String", bell: "Bell", organ: "Organ" },
} satisfies ManifestWords;
