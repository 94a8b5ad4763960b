import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "平面点",
  help: "平面上按某种分布抽取的点，整个分布一目了然：观察模型如何学习的最快途径。",
  parameters: {
    shape: {
      name: "形状",
      help: "点的位置：坐标在 −1 到 1 之间；GAN Lab 的数据按原样在 0 到 1 之间。",
      choices: {
        eight: "八个高斯",
        grid: "25 个高斯",
        ring: "圆环",
        moons: "双月",
        spiral: "螺旋",
        checkerboard: "棋盘",
        "gan-lab": "GAN Lab 的两个高斯",
      },
    },
    noise: {
      name: "噪声",
      help: "点偏离形状的程度：每个坐标的标准差。噪声越小，模型越难找到各个模式。",
    },
    count: { name: "点数", help: "用于训练的点的数量。" },
  },
  labels: { upper: "上月牙", lower: "下月牙" },
} satisfies Same<typeof en>;
