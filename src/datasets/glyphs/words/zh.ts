import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "字母与数字",
  help: "A–Z、a–z 和 0–9，共 75 种字体，从书籍正文体到手写体：小幅灰度图片，每张都标有所写的字符。",
  parameters: {
    characters: {
      name: "字符",
      help: "全部 62 个，或只取其中一部分：种类越少，学得越快。",
      choices: { all: "全部", upper: "大写字母", lower: "小写字母", digits: "数字" },
    },
  },
} satisfies Same<typeof en>;
