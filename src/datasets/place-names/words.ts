import type { Words } from "../../schema/words.ts";

export const words: Words = {
  en: {
    name: "Place names",
    help: "Countries, regions and cities. A small set: a large network soon memorises it, and the validation loss shows it.",
    parameters: {
      language: {
        name: "Language",
        help: "English: 643 names. Chinese: 477 names.",
        choices: { en: "English", zh: "Chinese" },
      },
    },
  },
  zh: {
    name: "地名",
    help: "国家、地区和城市。数据很少：较大的网络很快就会全部背下来，验证损失会显示出这一点。",
    parameters: {
      language: {
        name: "语言",
        help: "英文：643 个地名。中文：477 个地名。",
        choices: { en: "英文", zh: "中文" },
      },
    },
  },
};
