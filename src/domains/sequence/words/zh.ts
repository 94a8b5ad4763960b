import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  sampling: {
    prompt: { name: "开头", help: "每个样本都以这段文字开头。数据里没有的字符会被略去。" },
    temperature: {
      name: "温度",
      help: "选择有多大胆。低温取最可能的字符，1 按模型自己的概率抽取，高于 1 则天马行空。",
    },
    topK: { name: "Top-k", help: "只在最可能的 k 个字符中抽取；0 表示不限。" },
    topP: { name: "Top-p", help: "只在概率之和达到此值的最少几个字符中抽取；1 表示不限。" },
    label: { name: "标签", help: "要写哪一类。选“任意”时，各样本轮流使用所有标签。" },
    count: { name: "数量", help: "同时写多少个样本。" },
    maxLength: { name: "最大长度", help: "即使模型还没写完，样本也到此为止。" },
  },
  objectives: {
    crossEntropy: {
      name: "交叉熵",
      help: "−log p(下一个字符) 的平均值：模型对真实文本有多意外。越小越好。",
    },
  },
  views: {
    samples: { name: "样本", help: "模型此刻写出的文本。" },
    next: { name: "下一个字符", help: "输入一段文字，看模型在每个字符之后认为接下来会是什么。" },
    machine: { name: "结构图", help: "把方法画成一幅图，并显示此刻流过其中的数据。" },
  },
  nodes: {
    characters: {
      name: "字符",
      help: "输入一段真实文本。多段文本并排读取，因为只看一段会让权重的方向过于随机。",
    },
    embedding: {
      name: "嵌入",
      help: "为每个字符查出一个学到的向量，因为网络只会计算数字，并且能由此学到哪些字符相似。",
    },
    logits: {
      name: "下一个字符",
      help: "为每个可能的下一个字符打分；softmax 把分数变成概率，因为抽取时概率之和必须为 1。",
    },
    targets: { name: "真实的下一个", help: "同一段文本向后移一个字符：文本自己就是老师，不需要人工标注。" },
    loss: { name: "损失", help: "模型对真实结果有多意外。它的梯度告诉每个权重朝哪个方向能减少意外。" },
  },
  series: {
    loss: { name: "训练", help: "刚学过的这一批的交叉熵，单位：奈特/字符。" },
    "validation.loss": {
      name: "验证",
      help: "在模型从不学习的文本上的交叉熵，单位：奈特/字符。若它上升而训练损失下降，说明模型在死记硬背。",
    },
    gradientNorm: { name: "梯度范数", help: "裁剪之前梯度的范数。" },
    learningRate: { name: "学习率", help: "当前的步长，由学习率调度决定。" },
  },
  figures: {
    perplexity: {
      plain: "猜得有多准",
      name: "困惑度",
      help: "模型仿佛在多少个同样可能的字符中选择：e 的交叉熵次方。",
    },
    bitsPerCharacter: {
      plain: "能压缩得多小",
      name: "每字符比特数",
      help: "用这个模型压缩没见过的文本，每个字符需要多少比特。",
    },
    bitsPerSample: {
      plain: "能压缩得多小",
      name: "每采样比特数",
      help: "一秒声音有 8,000 个数；用这个模型压缩没听过的声音，每个数需要多少比特。",
    },
  },
} satisfies Same<typeof en>;
