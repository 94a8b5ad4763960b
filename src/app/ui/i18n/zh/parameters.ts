import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const parameters: Same<typeof en.parameters> = {
  "data.set": { name: "数据集", help: "模型要学习的内容。" },
  "model.family": { name: "模型族", help: "模型的种类。" },
  "training.objective": { name: "目标函数", help: "训练要最小化的量。" },
  "training.optimizer": {
    name: "优化器",
    help: "如何把梯度变成一步更新。Adam 会为每个权重单独调整步幅，是不错的首选。",
  },
  seed: { name: "种子", help: "训练中的一切随机都由这个数字决定。" },
};
