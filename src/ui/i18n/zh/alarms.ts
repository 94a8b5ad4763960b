import type { en } from "../en.ts";
import type { Same } from "../same.ts";

export const alarms: Same<typeof en.alarms> = {
  names: {
    other: "有些不对劲：{{id}}。",
    notFinite: "损失已不是数字。",
    divergence: "损失在上升。",
    overfitting: "模型在死记硬背。",
  },
  texts: {
    other: "大约从第 {{step}} 步开始。",
    notFinite: "在第 {{step}} 步，数值超出了计算机能表示的范围。之前学到的内容没有丢失。",
    divergence: "它在第 {{step}} 步附近最好，为 {{best}}；现在是 {{now}}。",
    overfitting: "从第 {{step}} 步起，训练损失仍在下降，留出数据上的损失却在上升。",
  },
  why: {
    other: "试试下面的补救办法，或回到较早的一步。",
    notFinite: "步子太大会让权重越冲越远。较小的学习率或梯度裁剪能把它们控制住。",
    divergence: "学习率多半太高：每一步都冲过了要去的谷底。降低学习率，步子就会变小。",
    overfitting: "权重多到数据约束不住时，模型会记住例子而不是规律。使用随机失活、更小的模型或提早停止会有帮助。",
  },
  remedies: {
    other: "采用 {{id}}",
    lowerLearningRate: "降低学习率",
    goBack: "回到第 {{step}} 步",
    clipGradients: "裁剪梯度",
    addDropout: "加入随机失活并重新开始",
    smallerModel: "用更小的模型重新开始",
    restart: "重新开始",
    change: "{{name}}：{{value}}",
  },
};
