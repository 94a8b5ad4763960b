import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "循环神经网络",
  help: "一次读一个字符，把读过的内容存进一组数字构成的记忆里，再猜下一个字符。",
  parameters: {
    cell: {
      name: "单元类型",
      help: "每读一个字符时如何改写记忆。LSTM 和 GRU 靠门控长久记住内容；简单单元很快就会遗忘。",
      choices: { simple: "简单", lstm: "LSTM", gru: "GRU" },
    },
    resetAfter: {
      name: "重置门作用于乘积之后",
      help: "GRU 的重置门作用在哪里。开：与 PyTorch、Keras 相同，也更快。关：最早发表的形式，原版 TensorFlow.js 可以加载。",
    },
    layers: { name: "层数", help: "循环层的数量，每层读取前一层的输出。层数越多，能发现的规律越深，学得也越慢。" },
    units: {
      name: "单元数",
      help: "每层记忆有多少个数字。越多记得越多，耗时大约按平方增长，在小数据上也更早过拟合。",
    },
    embedding: { name: "嵌入维度", help: "用多少个数字描述一个输入字符。字符种类多时（如中文）需要更大的维度。" },
    dropout: {
      name: "随机失活",
      help: "训练时随机关闭的单元比例，同一序列中关闭的单元不变。它能防止模型把小数据背下来。",
    },
    conditional: {
      name: "按标签生成",
      help: "把每段文本的标签（例如名字的语言）告诉模型，之后就能指定要哪一类。数据没有标签时不起作用。",
    },
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
    hidden: {
      name: "隐藏单元",
      help: "输入一段文字：每一行是最后一层记忆中的一个单元，每一列是一个字符。找找看哪些单元在追踪某种规律。",
    },
    machine: { name: "结构图", help: "把方法画成一幅图，并显示此刻流过其中的数据。" },
  },
  nodes: {
    characters: {
      name: "字符",
      help: "输入一段真实文本。多段文本并排读取，因为只看一段会让权重的方向过于随机。",
    },
    label: { name: "标签", help: "每段文本的类别，表示为学到的向量，附在每个字符旁边，使记忆不会忘掉它。" },
    embedding: {
      name: "嵌入",
      help: "为每个字符查出一个学到的向量，因为网络只会计算数字，并且能由此学到哪些字符相似。",
    },
    recurrent1: {
      name: "循环层",
      help: "把当前字符与此前的记忆混合，再把新的记忆传下去：正是这个环让模型知道自己读过什么。",
    },
    recurrent2: { name: "第二循环层", help: "把第一层的记忆当作自己的文本来读，从而跟随更慢、更大的规律。" },
    recurrent3: { name: "第三循环层", help: "读取第二层的记忆，离单个字符又远一层。" },
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
  },
  presets: {
    "names-gru": {
      name: "编出来的人名",
      help: "小型网络学习用二十种语言编造人名。可以向它要一个意大利名或芬兰名。",
      tries: { italian: "要几个意大利名字" },
    },
    "names-chinese": {
      name: "中文姓名",
      help: "六千个中文姓名：用字多，每个名字只有两三个字。看它怎样先学会姓在前、名在后。",
      tries: { surname: "姓李的名字" },
    },
    "names-lstm": {
      name: "人名，更大的单元（LSTM）",
      help: "同样的人名，换成更早也更大的单元。先跑 GRU 再跑它，比较两条曲线。",
      tries: { start: "以 Zo 开头的名字" },
    },
    "names-simple": {
      name: "人名，最简单的单元",
      help: "没有门控的网络。人名够短，它也能学；看它落后多少。",
      tries: { gru: "给它装上门（GRU）" },
    },
    "names-sgd": {
      name: "人名，用朴素的 SGD",
      help: "用带动量的 SGD 代替 Adam。边训练边调学习率：太高时损失会跳动。",
      tries: { fast: "迈大步", momentum: "去掉动量", adam: "与 Adam 比一比" },
    },
    "places-overfit": {
      name: "地名，死记硬背",
      help: "大网络，小数据：训练损失继续下降，验证损失却掉头上升。",
      tries: { dropout: "帮它一把：随机失活", smaller: "换个小网络" },
    },
    "places-dropout": {
      name: "编出来的地名",
      help: "小网络，训练时随机关掉一些单元，并抑制权重：学得慢些，却编得更好。",
      tries: { start: "以 San 开头的地名", forget: "关掉随机失活" },
    },
    "code-lstm": {
      name: "看着像样的代码",
      help: "它读的是本项目自己的源代码。先学会括号、缩进和关键字；意义却始终学不会。",
      tries: { start: "让它写完一个函数", sure: "让它稳妥一点" },
    },
  },
  tries: {
    wild: "让它放飞",
    break: "弄坏它：学习率 1",
    next: "输入你的名字",
    hidden: "看看它的记忆",
    machine: "看看它怎么运作",
  },
} satisfies Same<typeof en>;
