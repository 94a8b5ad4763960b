import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "看图说话",
  help: "用词语说出图片里有什么。卷积网络把图片看成一个个格子，循环网络逐词书写，每写一个词都再看一遍这些格子。",
  parameters: {
    channels: { name: "通道数", help: "外层卷积认识多少种笔画；内层是它的两倍。" },
    units: { name: "单元数", help: "解码器能记住多少已经说过的内容。" },
    dropout: {
      name: "随机失活",
      help: "训练时选词之前丢弃的数值比例。图片不多时，略大一些可防止死记硬背。",
    },
    count: { name: "数量", help: "描述多少张留出的图片。" },
    temperature: { name: "温度", help: "0 每次都说最可能的词；更高时，其他词也有机会。" },
  },
  objectives: {
    words: {
      name: "下一个词",
      help: "已知图片和前面的词，真实文字中的每个词有多出乎意料。",
      formula: "H = −Σₜ log p(wₜ | w₁ … wₜ₋₁, x) / T",
    },
  },
  views: {
    samples: { name: "描述", help: "留出的图片，以及它对每张的说法：先说类别，再说名称。" },
    looks: { name: "它在看哪里", help: "每行一张图片：说每个词时看的地方明亮，其余暗淡。圆点表示结束。" },
    drawing: { name: "画一画", help: "画点什么：这是什么？每个词下面是它想到的其他词。" },
    machine: { name: "结构图", help: "把方法画成图，显示此刻流过的内容。" },
  },
  nodes: {
    input: { name: "图片", help: "真实的图片，每张都有名称。" },
    encoder: { name: "编码器", help: "卷积：粗网格的每个格子里有什么。每行是一张图片。" },
    before: { name: "前一个词", help: "每个位置之前的真实的词，表示为学到的向量；训练时会告诉它本该说什么。" },
    decoder: { name: "解码器", help: "循环网络：已经说了什么，接下来要说什么。" },
    attention: { name: "看哪里", help: "把状态与每个格子比较，越相配的格子取得越多。" },
    word: { name: "下一个词", help: "它认识的每个词的得分。" },
    loss: { name: "损失", help: "真实的词让它多么意外。它的梯度教会整个网络。" },
  },
  series: {
    loss: { name: "损失", help: "对刚学过的一批中每个词的意外程度，单位为奈特。" },
    "validation.loss": { name: "验证损失", help: "在留出的图片上同样计算，不用随机失活。" },
    "validation.firstWord": { name: "首词正确率", help: "留出的图片中，首词（类别）说对的比例。" },
    gradientNorm: { name: "梯度范数", help: "裁剪之前梯度的长度。" },
    learningRate: { name: "学习率", help: "按计划表此刻的步长。" },
  },
  figures: {
    firstWord: { plain: "认得出所见", name: "首词正确率", help: "留出的图片中，首词（类别）说对的比例。" },
    surprise: {
      plain: "对词的意外程度",
      name: "交叉熵",
      help: "留出图片的真实词语让它多么意外，对词取平均。",
      formula: "H = −Σₜ log p(wₜ | w₁ … wₜ₋₁, x) / T",
    },
  },
  presets: {
    "emoji-captioner": {
      name: "这个表情画的是什么？",
      help: "学着说出从没见过的表情符号的类别和名称（英文）。你也来画一个。",
      tries: { bold: "让它大胆些" },
    },
    "glyphs-captioner": {
      name: "认字母",
      help: "同样的方法用于字母，文字只有一个字母。画一个，看它读成什么。",
      tries: { digits: "换成数字" },
    },
  },
  tries: { looks: "看它在看哪里", drawing: "画点什么", machine: "看它如何工作" },
} satisfies Same<typeof en>;
