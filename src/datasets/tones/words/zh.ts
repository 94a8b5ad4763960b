import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "乐音",
  help: "8 kHz 的 2,160 个单音，每个约三分之一秒：拨弦、钟声和管风琴，遍及一个八度的十二个音高。",
  parameters: {
    told: {
      name: "标签",
      help: "乐音以什么为标签，也就是可以告诉模型什么：乐器，或音高。",
      choices: { instrument: "乐器", pitch: "音高" },
    },
    form: {
      name: "形式",
      help: "波形本身，或它的频谱图：每个频率随时间有多响。从频谱图需要重新推测波形。",
      choices: { wave: "波形", spectrogram: "频谱图" },
    },
  },
  labels: { string: "拨弦", bell: "钟声", organ: "管风琴" },
} satisfies Same<typeof en>;
