import type { Same } from "../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "训练",
  help: "模型怎样从数据中学习。",
  parameters: {
    batchSize: { name: "批大小", help: "一步同时从多少个样本学习。越多方向越稳，每一步也越费时。" },
    sequenceLength: {
      name: "序列长度",
      help: "梯度向回传播多少个字符。更早的内容仍被记住，只是不再为它调整权重。",
    },
    clipNorm: {
      name: "梯度裁剪范数",
      help: "梯度长于此值时将其缩短，避免一个异常的批次把权重推得太远；0 表示从不缩短。",
      formula: "g ← g · min(1, c / ‖g‖)",
    },
    schedule: {
      name: "学习率调度",
      help: "学习率随训练怎样变化。",
      choices: { constant: "恒定", cosine: "余弦衰减", warmup: "预热" },
    },
    scheduleSteps: {
      name: "调度步数",
      help: "余弦：学习率沿半个余弦波在这一步降到零。预热：学习率在这一步之前线性上升。",
      formula: "余弦：η·½(1 + cos(π·t/N))\n预热：η·t/N",
    },
    stopAt: { name: "停止步数", help: "训练到这么多步后自动停止；0 表示一直训练，直到按下“暂停”。" },
  },
} satisfies Same<typeof en>;
