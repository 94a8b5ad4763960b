import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "地名",
  help: "国家、地区和城市。数据很少：较大的网络很快就会全部背下来，验证损失会显示出这一点。",
  parameters: {
    language: {
      name: "语言",
      help: "英文：643 个地名。中文：477 个地名。",
      choices: { en: "英文", zh: "中文" },
    },
  },
} satisfies Same<typeof en>;
