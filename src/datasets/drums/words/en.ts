import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Drums",
  help: "Short drum sounds at 8 kHz, a third of a second each: 2,400 made as drum machines make them, or 114 recorded ones.",
  parameters: {
    source: {
      name: "Source",
      help: "Synthesised: 400 of each kind, no two alike. Recorded: real drums, those that are learned from 24 times over with small changes of pitch, time and loudness.",
      choices: { synthesised: "Synthesised", recorded: "Recorded" },
    },
    form: {
      name: "Seen as",
      help: "The wave as it is, or its spectrogram: how loud each frequency is over time. From a spectrogram a wave has to be guessed again.",
      choices: { wave: "Wave", spectrogram: "Spectrogram" },
    },
  },
  labels: {
    kick: "Kick",
    snare: "Snare",
    clap: "Clap",
    hat: "Hi-hat",
    tom: "Tom",
    cymbal: "Cymbal",
    tabla: "Tabla",
    percussion: "Percussion",
  },
} satisfies ManifestWords;
