import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
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
} satisfies Same<typeof en>;
