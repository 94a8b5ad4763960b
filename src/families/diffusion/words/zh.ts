import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "扩散模型",
  help: "在真实样本上不断加噪声，直到只剩噪声；网络学着把噪声去掉。从纯噪声开始，一小步一小步去噪，就得到一个新样本。",
  parameters: {
    architecture: {
      name: "网络结构",
      help: "卷积：一个小型 U-Net，窗口在图上滑动，并在四分之一大小处看到全图。全连接：每个单元都看到所有像素。点数据总是用全连接。",
      choices: { convolutional: "卷积（U-Net）", dense: "全连接" },
    },
    layers: { name: "隐藏层数", help: "去噪网络的残差层数，每层修正一次输入。层数越多，流弯曲得越厉害，学得也越慢。" },
    width: { name: "宽度", help: "每个隐藏层的单元数。" },
    channels: { name: "通道数", help: "外层卷积认识多少种笔画，内层是它的两倍。" },
    noiseSchedule: {
      name: "噪声日程",
      help: "噪声随时间增长的快慢。余弦在图像仍可辨认的阶段停留更久；线性（最早发表的一种）很早就把图像淹没了。",
      formula: "ᾱ(t) = α(t)²，x_t = √ᾱ·x + √(1 − ᾱ)·ε",
      choices: { cosine: "余弦", linear: "线性" },
    },
    conditional: {
      name: "按标签生成",
      help: "把标签告诉去噪网络，但十个样本里有一个不说，于是它既认识有标签的数据，也认识没有标签的；引导就来自两者之差。数据没有标签时不起作用。",
    },
    condition: {
      name: "依据",
      help: "告诉模型的内容：标签，或一段描述。描述是一袋中文或英文的词（中文按字），把每个词学到的向量相加。描述可以随意输入。",
      formula: "c = (w₁ + … + wₙ) / √n",
      choices: { label: "标签", caption: "描述" },
    },
    average: {
      name: "权重平均",
      help: "用权重的滑动平均来抽样，比学习中跳动的权重更平稳。关掉它，立刻就能看到差别。",
      formula: "平均 ← d·平均 + (1 − d)·权重",
    },
    averageDecay: {
      name: "平均的衰减",
      help: "平均记住多久：0.995 大约回顾 200 步。训练初期用得更短。",
      formula: "d = min(衰减, (1 + t)/(10 + t))",
    },
    count: { name: "数量", help: "抽取多少个样本。" },
    steps: { name: "去噪步数", help: "分多少步把噪声变成样本。步数少则快而粗糙；每一步都要通过一次网络。" },
    sampler: {
      name: "采样器",
      help: "DDIM 沿着流直接前进（在直线路径上就是欧拉法）：同样的噪声总得到同样的样本。DDPM 每一步加一点新噪声。Heun 先向前看再修正：步数少时更好，代价加倍。",
      choices: { ddim: "DDIM（欧拉）", ddpm: "DDPM", heun: "Heun" },
    },
    guidance: {
      name: "引导强度",
      help: "标签起多大作用。1：与学到的一致；0：完全不用；更大时样本更典型、更单一，直到崩坏。",
      formula: "预测 = 无标签 + w·(有标签 − 无标签)",
    },
    label: { name: "标签", help: "要抽取哪一类。选“任意”时，各样本轮流使用所有标签。" },
    caption: { name: "描述", help: "要画什么，可用中文或英文。留空时，各样本轮流使用留出样本的描述。" },
  },
  objectives: {
    velocity: {
      name: "预测 v",
      help: "噪声与样本的一种组合：噪声多时要求说出样本，噪声少时要求说出噪声，在任何时刻都难易适中。",
      formula: "‖v̂ − v‖²，v = α·ε − σ·x",
    },
    noise: {
      name: "预测噪声 ε",
      help: "DDPM 最初发表的形式：加进去的是什么噪声？噪声多时很容易。",
      formula: "‖ε̂ − ε‖²",
    },
    sample: {
      name: "预测样本 x₀",
      help: "噪声后面是什么？噪声多时，答案只是一个模糊的平均。",
      formula: "‖x̂ − x‖²",
    },
    flow: {
      name: "流匹配（直线路径）",
      help: "用直线连接噪声与样本，网络学习沿线的速度。很少几步就够。",
      formula: "‖v̂ − (ε − x)‖²，x_t = (1 − t)·x + t·ε",
    },
  },
  views: {
    samples: { name: "样本", help: "此刻由噪声得到的样本，每次都用同样的噪声。" },
    denoising: { name: "去噪过程", help: "同一批样本从纯噪声到结果的每一步。拖动滑块，或让它播放。" },
    field: {
      name: "流",
      help: "在某一时刻，网络把平面上的每一处推向哪里；一些点被它从噪声带到数据。底色是真实数据的密度。",
    },
    schedule: { name: "噪声日程", help: "每个时刻还剩多少样本、有多少噪声，以及网络此时看到的真实样本。" },
    guidance: { name: "引导", help: "同样的噪声，从左到右引导越来越强；每行一个标签。" },
    together: { name: "一起创作" },
    machine: { name: "结构图", help: "把方法画成一幅图，并显示此刻流过其中的数据。" },
  },
  nodes: {
    input: { name: "样本 x", help: "真实样本，将被加上噪声。" },
    noise: { name: "噪声 ε", help: "与样本同样形状的随机数。" },
    noisy: { name: "带噪样本 x_t", help: "在随机时刻混合样本与噪声：接近 0 时几乎是样本，接近 1 时几乎是纯噪声。" },
    time: { name: "时间 t", help: "有多少噪声，以正弦和余弦的形式告诉网络；有标签时连同标签一起。" },
    label: { name: "标签", help: "每个样本的类别，表示为学到的向量。十个里有一个不说，让网络也认识不分类别的样本。" },
    caption: {
      name: "描述",
      help: "每个样本描述中的词，表示为学到的向量并相加。训练时会遮住一些词，这样只有几个词也够用。",
    },
    network: { name: "去噪网络", help: "观察带噪样本，分辨什么是噪声。每行是一个样本，每列是一个单元。" },
    prediction: { name: "预测", help: "网络的回答：噪声、样本，或两者之间的方向。" },
    target: { name: "目标", help: "它本该怎样回答。噪声是在这里加的，所以答案已知。" },
    loss: { name: "损失", help: "均方误差，它的梯度教去噪网络学习。" },
  },
  series: {
    loss: { name: "损失", help: "刚学过的这一批的预测误差平方，对所有值取平均。" },
    "validation.loss": {
      name: "损失（验证）",
      help: "没有学过的样本的损失，每次用同样的噪声和时刻，由抽样所用的网络计算。",
    },
    "validation.littleNoise": { name: "噪声少", help: "前三分之一时间的验证损失，细节在这里决定。" },
    "validation.someNoise": { name: "噪声中等", help: "中间三分之一时间的验证损失。" },
    "validation.muchNoise": { name: "噪声多", help: "后三分之一时间的验证损失，样本会成为什么在这里决定。" },
    gradientNorm: { name: "梯度范数", help: "裁剪之前梯度的范数。" },
    learningRate: { name: "学习率", help: "当前的步长，由学习率调度决定。" },
  },
  figures: {
    error: {
      plain: "去噪有多准",
      name: "去噪误差",
      help: "没有学过的样本的预测误差平方，对所有值和时刻取平均。它不会到 0：被噪声掩盖的东西无从得知。",
      formula: "平均 (预测 − 目标)²",
    },
  },
  alarms: {
    guidanceTooStrong: {
      name: "引导太强了。",
      text: "引导强度为 {{guidance}}，从第 {{step}} 步起样本已经偏离数据。",
      why: "引导会放大标签带来的差别。适度的引导让样本更典型；太强则把它们推到所有真实样本之外，变得夸张而雷同。",
    },
  },
  remedies: { lowerGuidance: "引导调到 1.5" },
  presets: {
    "eight-diffusion": {
      name: "噪声落成八团",
      help: "一团噪声学着落到八个高斯上。打开“流”，看点怎样被带过去。",
      tries: { spiral: "更难的：螺旋" },
    },
    "grid-flow": {
      name: "沿直线走到网格",
      help: "流匹配：点沿着几乎笔直的路径，从噪声走到 25 个高斯。试试只用很少几步。",
      tries: { few: "只用四步", checkerboard: "换成棋盘" },
    },
    "glyphs-diffusion": {
      name: "噪声里的字母",
      help: "一个小型 U-Net 学着在噪声中找出大写字母。看它们一步步显现，再调高引导强度。",
      tries: { letter: "只要字母 R", guidance: "不用引导" },
    },
    "emoji-diffusion": {
      name: "噪声里的表情符号",
      help: "一个小型 U-Net 在噪声中找出各类表情符号。16 × 16 像素只需几分钟，不必几小时。",
      tries: { smileys: "只要笑脸", large: "更大的图片" },
    },
    "emoji-captions": {
      name: "用文字画表情",
      help: "告诉去噪网络一些词，中文英文都行。在样本旁边输入想看的内容，看噪声变成它。",
      tries: { heart: "输入“red heart”（红心）", chinese: "输入“绿色的树叶”" },
    },
    "drums-diffusion": {
      name: "噪声变成鼓声",
      help: "去噪网络知道是哪种鼓，学着从鼓声的频谱图里去掉噪声。看沙沙声变成底鼓，再打一段节拍。",
      tries: { kick: "只要底鼓" },
    },
  },
  tries: {
    denoising: "看噪声散去",
    field: "看点流动",
    schedule: "看噪声怎样增长",
    guidance: "比较引导强度",
    machine: "看看它怎么运作",
  },
} satisfies Same<typeof en>;
