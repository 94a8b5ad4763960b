import type { Words } from "../../schema/words.ts";

export const words: Words = {
  en: {
    name: "Code",
    help: "A fixed piece of this playground's own TypeScript as one long text: brackets and indentation come first, words later.",
    parameters: {},
  },
  zh: {
    name: "代码",
    help: "本站自身 TypeScript 源码中固定的一段，是一篇长文本：网络先学会括号和缩进，然后才学会单词。",
    parameters: {},
  },
};
