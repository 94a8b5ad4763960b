import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "鼓声",
  help: "8 kHz 的短促鼓声，每个约三分之一秒：2,400 个按鼓机的方法合成，或 114 个真实录音。",
  parameters: {
    source: {
      name: "来源",
      help: "合成：每种 400 个，没有两个相同。录音：真实的鼓声，用于训练的每个都以略微不同的音高、时间和响度重复 24 次。",
      choices: { synthesised: "合成", recorded: "录音" },
    },
    form: {
      name: "形式",
      help: "波形本身，或它的频谱图：每个频率随时间有多响。从频谱图需要重新推测波形。",
      choices: { wave: "波形", spectrogram: "频谱图" },
    },
  },
  labels: {
    kick: "底鼓",
    snare: "军鼓",
    clap: "拍手",
    hat: "踩镲",
    tom: "通鼓",
    cymbal: "吊镲",
    tabla: "塔布拉鼓",
    percussion: "打击乐",
  },
} satisfies Same<typeof en>;
