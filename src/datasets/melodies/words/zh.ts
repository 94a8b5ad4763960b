import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "旋律",
  help: "按规则谱写的 2400 首曲子，含五种调式、三种拍子，另有 52 首传统曲调，可以看，也可以听。圈中数字是拍子（④ 为 4/4，③ 为 3/4，⑥ 为 6/8）；字母是音，小写高一个八度，上加一点是升音；z 是休止，数字是时值，以八分音符计。",
  parameters: {
    form: {
      name: "形式",
      help: "八小节以上的整首曲子，或两小节的乐句；乐句适合一次生成整段文本的模型。",
      choices: { tunes: "曲子", phrases: "乐句" },
    },
  },
  labels: {
    dorian: "多利亚调式",
    major: "大调",
    minor: "小调",
    mixolydian: "混合利底亚调式",
    pentatonic: "五声调式",
  },
} satisfies Same<typeof en>;
