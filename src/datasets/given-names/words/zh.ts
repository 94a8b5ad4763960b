import { languageNames, type Same } from "../../../schema/words.ts";
import { LANGUAGES } from "../manifest.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "人名",
  help: "人们的名字，每个都标有所属语言。文本很短，各有独特的音韵，几秒钟就能学会。",
  parameters: {
    language: {
      name: "语言",
      help: "拉丁字母：20 种语言的约 10,500 个名字。中文：6,000 个姓名，姓在前。",
      choices: { latin: "拉丁字母", chinese: "中文" },
    },
    longest: { name: "最长的名字", help: "字符数超过它的名字不用。" },
  },
  labels: { ...languageNames(LANGUAGES, "zh"), female: "女", male: "男", unisex: "不限" },
} satisfies Same<typeof en>;
