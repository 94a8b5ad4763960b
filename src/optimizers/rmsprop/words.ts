import type { Words } from "../../schema/words.ts";

export const words: Words = {
  en: {
    name: "RMSProp",
    help: "Divides each gradient by its usual size, so that every weight moves at its own pace.",
    parameters: {
      learningRate: {
        name: "Learning rate",
        help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
        formula: "θ ← θ − η·g / (√s + ε)",
      },
      decay: {
        name: "Decay",
        help: "How slowly the running mean of the squared gradient forgets.",
        formula: "s ← α·s + (1 − α)·g²",
      },
      epsilon: {
        name: "ε",
        help: "Keeps the division safe where gradients are tiny; larger values damp the steps of rarely used weights.",
      },
    },
  },
  zh: {
    name: "RMSProp",
    help: "把每个梯度除以它平时的大小，让每个权重按自己的节奏移动。",
    parameters: {
      learningRate: {
        name: "学习率",
        help: "每一步把权重移动多远。太大，损失会跳动或上升；太小，学得很慢。",
        formula: "θ ← θ − η·g / (√s + ε)",
      },
      decay: { name: "衰减", help: "梯度平方的滑动平均遗忘得多慢。", formula: "s ← α·s + (1 − α)·g²" },
      epsilon: { name: "ε", help: "梯度很小时保证除法安全；取大一些会减小很少用到的权重的步幅。" },
    },
  },
};
