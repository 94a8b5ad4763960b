import type { Words } from "../../schema/words.ts";

const groups = {
  en: {
    smileys: "Smileys and feelings",
    people: "People and body",
    animals: "Animals and nature",
    food: "Food and drink",
    travel: "Travel and places",
    activities: "Activities",
    objects: "Objects",
    symbols: "Symbols",
  },
  zh: {
    smileys: "笑脸与情感",
    people: "人物与身体",
    animals: "动物与自然",
    food: "食物与饮料",
    travel: "旅行与地点",
    activities: "活动",
    objects: "物品",
    symbols: "符号",
  },
};

export const words: Words = {
  en: {
    name: "Emoji",
    help: "1,643 emoji as small pictures in colour, each with its name and group.",
    parameters: {
      group: {
        name: "Group",
        help: "All of them, or one group: what looks alike is learned sooner.",
        choices: { all: "All", ...groups.en },
      },
    },
    labels: groups.en,
  },
  zh: {
    name: "表情符号",
    help: "1,643 个彩色小图，每个都有名称和所属类别。",
    parameters: {
      group: {
        name: "类别",
        help: "全部，或只取一类：彼此相似的图更快学会。",
        choices: { all: "全部", ...groups.zh },
      },
    },
    labels: groups.zh,
  },
};
