import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const alarms: Same<typeof en.alarms> = {
  names: {
    other: "有些不对劲：{{id}}。",
    notFinite: "损失变成了 NaN。",
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
    notFinite: "步长太大，权重就会越冲越远。降低学习率或裁剪梯度可以控制住它。",
    divergence: "学习率很可能太高：每一步都越过了谷底。降低学习率，步长就会变小。",
    overfitting: "权重太多、数据约束不住时，模型记住的是样本而不是规律。随机失活、更小的模型或提早停止都有帮助。",
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
