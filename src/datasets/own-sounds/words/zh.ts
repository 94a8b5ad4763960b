import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "自带数据",
  help: "您自己带来或录下的声音，只留在本机。",
  parameters: {
    content: { name: "您的声音" },
    form: {
      name: "形式",
      help: "波形本身，或它的频谱图：每个频率随时间有多响。从频谱图需要重新推测波形。",
      choices: { wave: "波形", spectrogram: "频谱图" },
    },
  },
} satisfies Same<typeof en>;
