import { words as shared } from "../../../domains/sequence/words/zh.ts";
import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

const layer = (number: number, apart: string) => ({
  name: `第 ${number} 层`,
  help: `把相隔 ${apart} 个的字符合在一起，通过一道门决定放行多少。一部分加到上层要读的内容里，另一部分直接送去求和。`,
});
const block = (number: number) => ({
  name: `第 ${number} 块`,
  help: "所有间隔各来一遍，每层比下面一层看得远一倍。",
});

export const words = {
  name: "WaveNet（卷积）",
  help: "用一层层小窗口往回看，每层的间隔是下面一层的两倍：几层就能看得很远，所有字符同时读取。",
  parameters: {
    dilations: { name: "间隔层数", help: "多少层，间隔为 1、2、4……个字符。每多一层，预测大约多看一倍远。" },
    blocks: { name: "块数", help: "全部间隔重复几遍。块越多，网络越深，看得也稍远一些。" },
    channels: { name: "通道数", help: "一路上用多少个数字描述一个字符。越多记得越多，耗时大约按平方增长。" },
    kernelSize: { name: "窗口", help: "每次卷积合并几个字符：当前的、之前的一个；取 3 时再加上同样距离之前的一个。" },
    dropout: {
      name: "随机失活",
      help: "训练时随机关闭的通道比例，同一序列中关闭的通道不变。它能防止模型把小数据背下来。",
    },
    conditional: {
      name: "按标签生成",
      help: "用文本的标签（例如名字的语言）移动每一道门，之后就能指定要哪一类。数据没有标签时不起作用。",
    },
    ...shared.sampling,
  },
  objectives: shared.objectives,
  views: {
    ...shared.views,
    field: { name: "因果视野", help: "输入一段文字，再指向一个字符：它的预测取决于哪些位置，会逐层亮起来。" },
  },
  nodes: {
    ...shared.nodes,
    label: { name: "标签", help: "每段文本的类别，表示为学到的向量，加在每一层的门之前。" },
    layer1: layer(1, "1"),
    layer2: layer(2, "2"),
    layer3: layer(3, "4"),
    layer4: layer(4, "8"),
    layer5: layer(5, "16"),
    layer6: layer(6, "32"),
    layer7: layer(7, "64"),
    layer8: layer(8, "128"),
    block1: block(1),
    block2: block(2),
    block3: block(3),
    skips: { name: "各层之和", help: "每一层的发现，无论远近，都直接送到这里，再混合一次。" },
  },
  series: shared.series,
  figures: shared.figures,
  alarms: {
    fieldTooLong: {
      name: "看得比学得远",
      text: "一次预测能看到 {{field}} 个字符之前，梯度却只走过 {{length}} 个字符。",
      why: "更早的内容会一批批带过来，却没有梯度告诉那些权重该怎么用它。序列更长就能学到，间隔层数更少则不需要它。",
    },
  },
  remedies: {
    longerSequences: "更长的序列",
    fewerDilations: "减少间隔层数",
  },
  presets: {
    "names-wavenet": {
      name: "用卷积编人名",
      help: "没有记忆，也没有注意力：五层窗口往回看 32 个字符。整段文本同时读取，学得很快。",
      tries: { near: "只看前 4 个", italian: "要几个意大利名字" },
    },
    "code-wavenet": {
      name: "用卷积写代码",
      help: "七层窗口看本项目源代码的 128 个字符。打开因果视野，看看一个括号取决于什么。",
      tries: { start: "让它写完一个函数" },
    },
    "melodies-wavenet": {
      name: "用卷积写曲子",
      help: "窗口往回看 64 个符号，大约八小节，足以守住拍子和调。只看 4 个时，看看还剩多少。",
      tries: { near: "只看前 4 个" },
    },
    "drums-wavenet": {
      name: "逐个数地写鼓声",
      help: "每秒 8,000 个数，每个数都从前面 256 个猜出来：WaveNet 本来就是为此设计的。起初只有噼啪声，渐渐变成鼓声。",
      tries: { kicks: "只要底鼓", real: "改学真实录音" },
    },
  },
  tries: {
    field: "看看它取决于什么",
    wild: "让它放飞",
    wide: "三个字符的窗口",
    machine: "看看它怎么运作",
  },
} satisfies Same<typeof en>;
