import type { en } from "../en.ts";
import type { Same } from "../same.ts";

export const parameters: Same<typeof en.parameters> = {
  "data.set": { name: "数据集", help: "模型要学习的内容。" },
  "model.family": { name: "模型族", help: "模型的种类。" },
  "training.objective": { name: "目标函数", help: "训练要使它变小的量。" },
  "training.optimizer": {
    name: "优化器",
    help: "如何把梯度变成一步更新。Adam 会为每个权重单独调整步幅，是不错的首选。",
  },
  "training.batchSize": {
    name: "批大小",
    help: "每一步同时从多少个例子中学习。批越大，步子越稳，用时也越长。",
  },
  "training.sequenceLength": {
    name: "序列长度",
    help: "梯度向后传过多少个字符。越长，能教会越久的记忆，也越耗时间和内存。",
  },
  "training.clipNorm": {
    name: "梯度裁剪",
    help: "比这更长的梯度会被缩短到此长度，免得一批怪数据把权重甩得太远。0 表示关闭。",
    formula: "g ← g · min(1, c / ‖g‖)",
  },
  "training.schedule": {
    name: "学习率调度",
    help: "学习率在训练中如何变化。余弦：平缓降到零；预热：从零开始上升。",
    choices: { constant: "恒定", cosine: "余弦", warmup: "预热" },
  },
  "training.scheduleSteps": {
    name: "调度长度",
    help: "余弦在此步降到零；预热在此步达到完整的学习率。",
  },
  "training.stopAt": {
    name: "停止于",
    help: "训练到此步自动结束。0 表示一直训练，直到按“暂停”。",
  },
  seed: { name: "种子", help: "一次运行中所有的随机都由这个数字决定。" },
};
