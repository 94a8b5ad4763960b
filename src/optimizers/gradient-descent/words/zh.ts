import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "梯度下降",
  help: "教科书上的方法：每一步看完全部训练数据，再沿最陡的方向下降。精确、平滑，但一步就要读完整个数据集。",
  parameters: {
    learningRate: {
      name: "学习率",
      help: "每一步把权重移动多远。太大，损失会跳动或上升；太小，学得很慢。",
      formula: "θ ← θ − η·g",
    },
  },
} satisfies Same<typeof en>;
