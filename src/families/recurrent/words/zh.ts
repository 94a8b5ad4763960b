import { words as shared } from "../../../domains/sequence/words/zh.ts";
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
    ...shared.sampling,
  },
  objectives: shared.objectives,
  views: {
    ...shared.views,
    units: {
      name: "单元在关注什么",
      help: "读入真实文本，把每个单元与刚读到的字符的性质相比较。条形表示它跟得多紧；旁边是它对下一个字符的影响。",
    },
    hidden: {
      name: "隐藏单元",
      help: "输入一段文字：每一行是最后一层记忆中的一个单元，每一列是一个字符。找找看哪些单元在追踪某种规律。",
    },
  },
  nodes: {
    ...shared.nodes,
    label: { name: "标签", help: "每段文本的类别，表示为学到的向量，附在每个字符旁边，使记忆不会忘掉它。" },
    recurrent1: {
      name: "循环层",
      help: "把当前字符与此前的记忆混合，再把新的记忆传下去：正是这个环让模型知道自己读过什么。",
    },
    recurrent2: { name: "第二循环层", help: "把第一层的记忆当作自己的文本来读，从而跟随更慢、更大的规律。" },
    recurrent3: { name: "第三循环层", help: "读取第二层的记忆，离单个字符又远一层。" },
  },
  series: shared.series,
  figures: shared.figures,
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
    "melodies-gru": {
      name: "编曲子",
      help: "一个小网络逐个音符地读曲子，学会数拍子、不走调。按下播放，听听它写的曲子。",
      tries: { jig: "要一首 6/8 拍的", minor: "要小调", next: "输入一个开头" },
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
