import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "动量 SGD",
  help: "沿小批量的梯度走，并用一个速度让路线更平滑，就像滚动的小球。",
  parameters: {
    learningRate: {
      name: "学习率",
      help: "每一步把权重移动多远。太大，损失会跳动或上升；太小，学得很慢。",
      formula: "θ ← θ − η·v",
    },
    momentum: {
      name: "动量",
      help: "上一步保留多少：0.9 大约平均最近十步，0 就是普通 SGD。",
      formula: "v ← μ·v + g",
    },
    nesterov: {
      name: "Nesterov",
      help: "仿佛已沿速度迈出一步再看梯度，在转弯前更早减速。",
      formula: "θ ← θ − η·(g + μ·v)",
    },
  },
} satisfies Same<typeof en>;
