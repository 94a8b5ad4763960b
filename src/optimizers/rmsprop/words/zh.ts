import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
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
} satisfies Same<typeof en>;
