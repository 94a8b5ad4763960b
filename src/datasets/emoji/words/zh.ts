import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

const groups = {
  smileys: "笑脸与情感",
  people: "人物与身体",
  animals: "动物与自然",
  food: "食物与饮料",
  travel: "旅行与地点",
  activities: "活动",
  objects: "物品",
  symbols: "符号",
};

export const words = {
  name: "表情符号",
  help: "1,643 个彩色小图，每个都有名称、所属类别和中英文描述。",
  parameters: {
    group: {
      name: "类别",
      help: "全部，或只取一类：彼此相似的图更快学会。",
      choices: { all: "全部", ...groups },
    },
    side: {
      name: "大小",
      help: "图片的高和宽（像素）。小图学得快好几倍。",
      choices: { "32": "32 × 32", "16": "16 × 16" },
    },
  },
  labels: groups,
} satisfies Same<typeof en>;
