import type { Words } from "../../schema/words.ts";

export const words: Words = {
  en: {
    name: "AdamW",
    help: "Adam that also lets every weight shrink a little, which keeps the model from memorising small data.",
    parameters: {
      learningRate: {
        name: "Learning rate",
        help: "How far one step moves the weights. Too high and the loss jumps or climbs; too low and learning crawls.",
        formula: "θ ← θ − η·m̂ / (√v̂ + ε)",
      },
      weightDecay: {
        name: "Weight decay",
        help: "How strongly the weights shrink towards zero, apart from the gradient.",
        formula: "θ ← θ·(1 − η·λ)",
      },
      beta1: {
        name: "β₁",
        help: "How slowly the running mean of the gradient forgets: it remembers about 1 / (1 − β₁) steps.",
        formula: "m ← β₁·m + (1 − β₁)·g",
      },
      beta2: {
        name: "β₂",
        help: "How slowly the running mean of the squared gradient forgets: it remembers about 1 / (1 − β₂) steps.",
        formula: "v ← β₂·v + (1 − β₂)·g²",
      },
      epsilon: {
        name: "ε",
        help: "Keeps the division safe where gradients are tiny; larger values damp the steps of rarely used weights.",
      },
    },
  },
  zh: {
    name: "AdamW",
    help: "在 Adam 的基础上让每个权重略微缩小，避免把小数据背下来。",
    parameters: {
      learningRate: {
        name: "学习率",
        help: "每一步把权重移动多远。太大，损失会跳动或上升；太小，学得很慢。",
        formula: "θ ← θ − η·m̂ / (√v̂ + ε)",
      },
      weightDecay: { name: "权重衰减", help: "权重向零收缩得多强，与梯度无关。", formula: "θ ← θ·(1 − η·λ)" },
      beta1: {
        name: "β₁",
        help: "梯度滑动平均遗忘得多慢：大约记住最近 1 / (1 − β₁) 步。",
        formula: "m ← β₁·m + (1 − β₁)·g",
      },
      beta2: {
        name: "β₂",
        help: "梯度平方滑动平均遗忘得多慢：大约记住最近 1 / (1 − β₂) 步。",
        formula: "v ← β₂·v + (1 − β₂)·g²",
      },
      epsilon: { name: "ε", help: "梯度很小时保证除法安全；取大一些会减小很少用到的权重的步幅。" },
    },
  },
};
