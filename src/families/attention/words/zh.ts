import { words as shared } from "../../../domains/sequence/words/zh.ts";
import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

const attention = (order: string) => ({
  name: `第${order}注意力层`,
  help: "每个字符提出一个问题，也给出一把钥匙和一份内容；钥匙越合问题，取用的内容就越多。多个注意力头并排进行，各问各的问题。",
});
const feedForward = (order: string) => ({
  name: `第${order}前馈层`,
  help: "每个字符独自消化收集到的信息：先变宽再变回来。结果加到原有的内容上，一路向上什么也不会丢。",
});

export const words = {
  name: "注意力（Transformer）",
  help: "一次读一整段文本：每个字符看向其他字符，取用自己需要的信息。大语言模型的小兄弟。",
  parameters: {
    form: {
      name: "学什么",
      help: "从左往右接着写，只看前文；或者填空，两边都看。",
      choices: { causal: "下一个字符（GPT）", masked: "填空（BERT）" },
    },
    layers: { name: "层数", help: "注意力与前馈层组成的块，逐层叠放。层数越多，越能组合别层的发现，耗时也成倍增加。" },
    heads: { name: "注意力头", help: "每层同时看几眼。宽度由各个头平分。" },
    width: {
      name: "宽度",
      help: "一路上用多少个数字描述一个字符。须是头数的倍数（旋转位置时为两倍头数的倍数）；不是时取下一个合适的宽度。",
    },
    positions: {
      name: "位置编码",
      help: "怎样知道字符的先后。旋转位置按所在处旋转查询和键，起作用的是相隔多远；学习位置则为每个位置学一个向量。",
      choices: { rotary: "旋转", learned: "学习" },
    },
    dropout: { name: "随机失活", help: "训练时随机关闭的数字比例。它能防止模型把小数据背下来。" },
    conditional: {
      name: "按标签生成",
      help: "把每段文本的标签（例如名字的语言）告诉模型，之后就能指定要哪一类。数据没有标签时不起作用。",
    },
    maskShare: {
      name: "遮住的比例",
      help: "需要猜的字符比例：其中 80% 被遮住，10% 换成别的字符，10% 保持原样。比例越大，每步学得越多，也越难猜。",
    },
    feedForward: { name: "前馈倍数", help: "前馈层的中间是其他部分的多少倍宽。" },
    tied: {
      name: "共享输出权重",
      help: "用字符自己的嵌入打分，不另设权重：权重更少，每个字符从两头学习。",
    },
    ...shared.sampling,
    prompt: {
      name: "开头",
      help: "每个样本都以这段文字开头。填空时，每个空写一个 _，例如 Ma_i_。数据里没有的字符会被略去。",
    },
  },
  objectives: shared.objectives,
  views: {
    ...shared.views,
    blanks: { name: "填空", help: "输入一段文字，缺的字写成 _：每个空的下面是模型认为可能的字符。" },
    heads: { name: "注意力头", help: "输入一段文字，再指向一个字符：它看向的字符会逐头亮起来。" },
  },
  nodes: {
    ...shared.nodes,
    label: { name: "标签", help: "每段文本的类别，表示为学到的向量，加到其中每个字符上。" },
    embedding: { name: "嵌入", help: "为每个字符查出一个学到的向量；再加上标签的向量，学习位置时还加上位置的向量。" },
    attention1: attention("一"),
    attention2: attention("二"),
    attention3: attention("三"),
    attention4: attention("四"),
    attention5: attention("五"),
    attention6: attention("六"),
    feedForward1: feedForward("一"),
    feedForward2: feedForward("二"),
    feedForward3: feedForward("三"),
    feedForward4: feedForward("四"),
    feedForward5: feedForward("五"),
    feedForward6: feedForward("六"),
    logits: { name: "得分", help: "为每个可能的字符打分；softmax 把分数变成概率，因为抽取时概率之和必须为 1。" },
    targets: { name: "真实字符", help: "那里真正的字符：文本自己就是老师，不需要人工标注。" },
  },
  series: {
    ...shared.series,
    "validation.attentionScore": {
      name: "最大注意力得分",
      help: "在模型从不学习的文本上，所有头在 softmax 之前给出的最大得分。远超 100 时，一个头只看一处，再也学不动。",
    },
  },
  figures: {
    ...shared.figures,
    blanksRight: {
      plain: "猜中的空（%）",
      name: "填空正确率",
      help: "在没见过的文本中，最可能的猜测正好正确的遮住字符所占的比例。",
    },
  },
  alarms: {
    attentionExplodes: {
      name: "注意力锁死了",
      text: "从第 {{step}} 步起，注意力得分在 {{score}} 左右：每个头只看一处。",
      why: "得分相差这么大，softmax 就变平了：没有梯度能把它拉回来，这个头就停在那里。步子小一些，查询和键就不会长得那么快。",
    },
    gradientExplodes: {
      name: "梯度爆炸",
      text: "从第 {{step}} 步起，梯度在 {{now}} 左右，原先是 {{usual}}。",
      why: "训练走到了损失很陡的地方。裁剪让每一步都不会太长，更低的学习率则不会走到那里。",
    },
    unevenHeads: {
      name: "宽度取了整",
      text: "宽度 {{width}} 不能由 {{heads}} 个头平分：实际用 {{built}}。",
      why: "每个头处理宽度中相等的一份，旋转位置还要成对地旋转通道。",
    },
  },
  remedies: {
    goBack: "回到第 {{step}} 步，并降低学习率",
    lowerLearningRate: "降低学习率",
    clipGradients: "裁剪梯度",
    evenWidth: "就写这个宽度",
  },
  presets: {
    "names-gpt": {
      name: "编人名的小小 GPT",
      help: "大语言模型的结构，小到不能再小：两层，学着编人名。看看它的注意力头都在看什么。",
      tries: { finnish: "要几个芬兰名字" },
    },
    "text-gpt": {
      name: "写代码的 GPT",
      help: "三层注意力，一次看本项目源代码的 128 个字符。与 LSTM 比一比：注意力不必把一切都记在记忆里。",
      tries: { start: "让它写完一个函数" },
    },
    blanks: {
      name: "填空",
      help: "两边都能看的模型，猜名字里被遮住的字母。输入 Ma_i_，看它怎么想；它先填最有把握的空。",
      tries: { prompt: "填 M_r_a" },
    },
    "melodies-gpt": {
      name: "写曲子的小小 GPT",
      help: "两层注意力看整首曲子，可以回头看将要再现的乐句。听听它写成什么样。",
      tries: { waltz: "要一首圆舞曲", dorian: "要多利亚调式" },
    },
  },
  tries: {
    heads: "看看它在看哪里",
    next: "输入你的名字",
    blanks: "遮住你名字里的字母",
    wild: "让它放飞",
    break: "弄坏它：学习率 0.3",
    learned: "改为学习位置",
    one: "只留一个头",
    machine: "看看它怎么运作",
  },
} satisfies Same<typeof en>;
