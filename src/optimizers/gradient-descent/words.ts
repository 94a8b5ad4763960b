import type { Words } from "../../schema/words.ts";

export const words: Words = {
  en: {
    name: "Gradient descent",
    help: "The textbook method: each step looks at all of the training data, then goes straight downhill. Exact and smooth, but one step costs a whole pass over the data.",
    parameters: {
      learningRate: {
        name: "Learning rate",
        help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
        formula: "θ ← θ − η·g",
      },
    },
  },
  zh: {
    name: "梯度下降",
    help: "教科书上的方法：每一步看完全部训练数据，再沿最陡的方向下降。精确、平滑，但一步就要读完整个数据集。",
    parameters: {
      learningRate: {
        name: "学习率",
        help: "每一步把权重移动多远。太大，损失会跳动或上升；太小，学得很慢。",
        formula: "θ ← θ − η·g",
      },
    },
  },
};
