import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "代码",
  help: "本站自身 TypeScript 源码中固定的一段，是一篇长文本：网络先学会括号和缩进，然后才学会单词。",
  parameters: {},
} satisfies Same<typeof en>;
