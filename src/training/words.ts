import type { Words } from "../schema/words.ts";

export const words: Words = {
  en: {
    name: "Training",
    help: "How the model learns from the data.",
    parameters: {
      batchSize: {
        name: "Batch size",
        help: "How many examples one step learns from together. Larger batches give a steadier direction and cost more time a step.",
      },
      sequenceLength: {
        name: "Sequence length",
        help: "How many characters the gradient travels back through. What lies further back is still remembered, but no longer learned from.",
      },
      clipNorm: {
        name: "Clip gradient norm",
        help: "Shortens a gradient that is longer than this, so that a single bad batch cannot throw the weights far away; 0 never shortens.",
        formula: "g ← g · min(1, c / ‖g‖)",
      },
      schedule: {
        name: "Schedule",
        help: "How the learning rate changes as training goes on.",
        choices: { constant: "Constant", cosine: "Cosine decay", warmup: "Warm-up" },
      },
      scheduleSteps: {
        name: "Schedule length",
        help: "Cosine: the rate falls to zero along half a wave until this step. Warm-up: the rate rises in a straight line until this step.",
        formula: "Cosine: η·½(1 + cos(π·t/N))\nWarm-up: η·t/N",
      },
      stopAt: {
        name: "Stop at",
        help: "Training stops by itself after this many steps; 0 goes on until you press Pause.",
      },
    },
  },
  zh: {
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
  },
};
