import type { ManifestWords } from "../../../schema/words.ts";

export const words = {
  name: "Your own",
  help: "Sounds that you bring or record. They stay on this machine.",
  parameters: {
    content: { name: "Your sounds" },
    form: {
      name: "Seen as",
      help: "The wave as it is, or its spectrogram: how loud each frequency is over time. From a spectrogram a wave has to be guessed again.",
      choices: { wave: "Wave", spectrogram: "Spectrogram" },
    },
  },
} satisfies ManifestWords;
