import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "变分自编码器",
  help: "把每个样本压缩成几个带有已知分布的数字，再学会由它们还原样本。随机抽取这些数字，就能得到全新的样本。",
  parameters: {
    architecture: {
      name: "网络结构",
      help: "全连接：每个单元都看到所有像素。卷积：小窗口在图上滑动，同样的笔画无论在哪里都能认出。点数据总是用全连接，文本由循环层读取。",
      choices: { dense: "全连接", convolutional: "卷积" },
    },
    layers: {
      name: "隐藏层数",
      help: "样本与编码之间的层数，解码器的层数相同；文本用循环层（GRU）。层数越多，空间弯曲得越厉害，学得也越慢。",
    },
    width: { name: "宽度", help: "每个隐藏层的单元数。越宽细节越丰富，也越容易把小数据背下来。" },
    channels: { name: "通道数", help: "外层卷积寻找多少种笔画，内层是它的两倍。" },
    latent: {
      name: "潜变量数",
      help: "编码由多少个数字组成。两个可以画成地图；越多能表达的越多，但每一个都要付出 KL 的代价。",
    },
    beta: {
      name: "β",
      help: "KL 相对于重构的权重。大于 1 时，每个潜变量往往只表示一种含义，图像变模糊；太大则编码不再携带信息；接近 0 时图像清晰，但随机编码解码不出内容。",
      formula: "损失 = 重构 + β·KL",
    },
    warmup: {
      name: "β 预热",
      help: "β 从 0 线性增长到这一步，让编码先学会表达，再为此付出代价；0 表示一开始就用全部强度。",
      formula: "β·min(1, t/N)",
    },
    freeBits: {
      name: "免费比特",
      help: "每个潜变量可以免费表达这么多奈特（按批取平均），少说并不能省下什么，编码就不会沉默。0：每一奈特都要付出代价。",
      formula: "Σⱼ max(λ, KLⱼ)",
    },
    wordDropout: {
      name: "字符丢弃",
      help: "训练时解码器边读边写，这一比例的字符不给它看，逼它去问编码。为 1 时只能凭编码学习。",
    },
    spread: {
      name: "标准差设定",
      help: "真实值可以偏离解码值多远：由你设定，或作为一个权重来学习。",
      choices: { fixed: "固定", learned: "学习" },
    },
    deviation: {
      name: "标准差 s",
      help: "真实值围绕解码值的标准差。小：每个细节都重要，KL 的分量变轻。大：只看大致形状。",
      formula: "(x − x̂)² / 2s²",
    },
    conditional: {
      name: "按标签生成",
      help: "把标签告诉编码器和解码器，编码只需表达其余的内容（例如字母的风格），之后就能指定要哪一类。数据没有标签时不起作用。",
    },
    condition: {
      name: "依据",
      help: "告诉模型的内容：标签，或一段描述。描述是一袋中文或英文的词（中文按字），把每个词学到的向量相加。描述可以随意输入。",
      formula: "c = (w₁ + … + wₙ) / √n",
      choices: { label: "标签", caption: "描述" },
    },
    count: { name: "数量", help: "抽取多少个样本。" },
    temperature: {
      name: "温度",
      help: "抽取的编码离中心多远，即标准差。0 只解码中心，1 与训练时一致，大于 1 则走出熟悉的区域。",
    },
    boldness: {
      name: "大胆程度",
      help: "写出编码时，每个字符选得多自由：0 总取最可能的字符，1 按模型自己的概率抽取。",
    },
    label: { name: "标签", help: "要抽取哪一类（仅当模型以标签为条件时有效）。选“任意”时，各样本轮流使用所有标签。" },
    caption: { name: "描述", help: "要画什么，可用中文或英文。留空时，各样本轮流使用留出样本的描述。" },
  },
  objectives: {
    gaussian: {
      name: "高斯（平方误差）",
      help: "每个值服从以解码值为中心的高斯分布：按标准差加权的平方误差，加上 β 倍的 KL。",
      formula: "Σ (x − x̂)² / 2s² + … + β·KL",
    },
    bernoulli: {
      name: "伯努利（交叉熵）",
      help: "每个像素像一枚硬币，以解码出的概率为白：交叉熵加上 β 倍的 KL。黑白图像的常用选择。",
      formula: "−Σ (x·log x̂ + (1 − x)·log(1 − x̂)) + β·KL",
    },
    crossEntropy: {
      name: "交叉熵",
      help: "已知编码和前面的字符时，解码器对每个字符有多意外，累加到文本结束，再加上 β 倍的 KL。",
      formula: "−Σₜ log p(xₜ | x₁ … xₜ₋₁, z) + β·KL",
    },
  },
  views: {
    samples: { name: "样本", help: "从 N(0, I) 抽取的编码此刻解码的结果。每次都用同样的编码。" },
    reconstructions: {
      name: "重构",
      help: "没有学过的样本，以及压缩之后还原的结果。丢失的部分就是编码装不下的内容。",
    },
    map: {
      name: "潜空间地图",
      help: "由两个潜变量（或变化最大的两个方向）张成的平面：各处解码出什么，真实样本落在哪里。拖动即可解码任意位置。",
    },
    sliders: { name: "滑块", help: "真实样本变化最大的几个方向各有一个滑块，以标准差为单位。" },
    interpolation: { name: "插值", help: "在潜空间中沿直线从一个样本走到另一个。好的编码途中没有空洞。" },
    walk: {
      name: "词间漫步",
      help: "输入两个词，用逗号隔开：从一个编码沿直线走到另一个，分十步解码。",
    },
    near: {
      name: "邻近的词",
      help: "输入一个词，不存在的也可以：列出编码离它最近的真实词，由近到远。",
    },
    machine: { name: "结构图", help: "把方法画成一幅图，并显示此刻流过其中的数据。" },
  },
  nodes: {
    input: { name: "输入 x", help: "真实样本。它们同时也是目标，不需要人工标注。" },
    label: { name: "标签", help: "每个样本的类别，表示为学到的向量，同时告诉编码器和解码器。" },
    caption: {
      name: "描述",
      help: "每个样本描述中的词，表示为学到的向量并相加。训练时会遮住一些词，这样只有几个词也够用。",
    },
    encoder: { name: "编码器", help: "观察样本，收集重要的信息。每行是一个样本，每列是一个单元。" },
    mean: { name: "均值 μ", help: "样本在潜空间中的位置，即编码的中心。" },
    spread: { name: "标准差 σ", help: "编码器有多确定。均值为 0、标准差为 1 的单元对样本什么也没说。" },
    draw: {
      name: "一次抽样 z",
      help: "在 μ 周围随机取一点，远近由 σ 决定。写成 μ + σ·ε，梯度就能穿过随机抽样传回去。",
    },
    kl: { name: "KL", help: "编码比 N(0, I) 多说了多少奈特。这是传递信息的代价，也让编码留在随机抽样能找到的地方。" },
    decoder: { name: "解码器", help: "只凭编码重建样本，结构与编码器对称。" },
    output: { name: "输出 x̂", help: "还原的结果。训练之后，只靠这一端就能从随机编码造出新样本。" },
    reconstruction: {
      name: "重构",
      help: "解码器对真实样本有多意外，单位：奈特。它的梯度教编码器和解码器如实还原。",
    },
  },
  series: {
    loss: { name: "损失", help: "重构加 β 倍的 KL；β = 1 时即负的证据下界（ELBO），单位：奈特。" },
    reconstruction: { name: "重构", help: "刚学过的这一批的 −log p(x|z)，单位：奈特/样本。" },
    kl: { name: "KL", help: "刚学过的这一批的 KL(q(z|x) ‖ N(0, I))，单位：奈特/样本。" },
    "validation.loss": { name: "损失（验证）", help: "没有学过的样本的损失，每次用同样的随机抽样。" },
    "validation.reconstruction": {
      name: "重构（验证）",
      help: "没有学过的样本的 −log p(x|z)。若它上升而训练值下降，说明模型在死记硬背。",
    },
    "validation.kl": { name: "KL（验证）", help: "没有学过的样本的 KL(q(z|x) ‖ N(0, I))。" },
    activeUnits: { name: "活跃单元", help: "对样本的信息量超过 0.01 奈特的潜变量个数。" },
    gradientNorm: { name: "梯度范数", help: "裁剪之前梯度的范数。" },
    learningRate: { name: "学习率", help: "当前的步长，由学习率调度决定。" },
  },
  figures: {
    elbo: {
      plain: "对新数据的把握",
      name: "对未见数据的拟合（ELBO）",
      help: "没有学过的样本的证据下界：不超过其对数概率。越大越好。",
      formula: "−(重构 + KL)",
    },
    squaredError: {
      plain: "重构得有多像",
      name: "平方误差",
      help: "没有学过的样本由均值解码后的误差，对每个样本的所有值求和。",
    },
    characterErrors: {
      plain: "丢失的字符",
      name: "字符错误率",
      help: "没有学过的文本由均值解码后（每次取最可能的字符），与原文不同的字符所占的比例。",
    },
    activeUnits: {
      plain: "用上的编码数",
      name: "活跃单元",
      help: "对样本的信息量超过 0.01 奈特的潜变量个数，其余只是噪声。",
    },
  },
  alarms: {
    klCollapse: {
      name: "编码不再携带信息。",
      text: "从第 {{step}} 步起，没有一个潜变量表达样本的任何信息：KL 只有 {{kl}} 奈特，重构停滞不前。",
      why: "传递信息所付的 KL 多于它在重构上省下的，于是编码器对所有样本给出同样的编码，解码器只能回答一个平均值（后验坍缩）。降低 β 可以降低传递信息的代价；预热让编码先证明自己有用，再付出代价。",
    },
  },
  remedies: {
    lowerBeta: "降低 β",
    anneal: "重新开始并预热 β",
  },
  presets: {
    "glyphs-vae-map": {
      name: "字母地图",
      help: "把每个大写字母压缩成两个数字。打开潜空间地图，从一个字母拖到另一个。",
      tries: { beta: "整理地图：β 4" },
    },
    "glyphs-vae": { name: "八个数一个字母", help: "75 种字体的字母和数字，每个用八个数字表示。先看重构，再移动滑块。" },
    "glyphs-vae-label": {
      name: "一个字母，多种笔迹",
      help: "模型知道是哪个字符，编码只需表示风格。指定一个字母，看它的各种写法。",
      tries: { letter: "只要字母 R", tame: "更规矩的字体" },
    },
    "moons-vae": {
      name: "双月",
      help: "一团圆形的编码被弯成两个半月。潜空间地图展示这张网格怎样弯曲，又在哪里撕开。",
      tries: { beta: "把 β 调到 10" },
    },
    "spiral-vae": {
      name: "展开一条螺旋",
      help: "两条互相缠绕的旋臂很难展开。看网格怎样贴合两条旋臂，并在学习时改变 β。",
      tries: { beta: "把 β 降到 0.2", moons: "换个容易的：双月" },
    },
    "emoji-vae": {
      name: "会变形的表情",
      help: "小窗口在彩色图片上滑动。先学会颜色和轮廓；试试从一个表情走到另一个。",
      tries: { food: "只学食物" },
    },
    "moons-vae-collapse": {
      name: "什么也不说的编码",
      help: "传递信息的代价高达十倍，于是编码不再携带信息，所有样本都是同一团模糊。警报会给出解决办法。",
      tries: { beta: "帮它一把：β 回到 1" },
    },
    "names-vae": {
      name: "名字的地图",
      help: "二十种语言的名字，每个用十六个数字表示。从一个名字走到另一个，读读途中的名字。",
    },
  },
  tries: {
    map: "在地图上走走",
    interpolation: "从一个变成另一个",
    sliders: "拖动滑块",
    reconstructions: "与原图对比",
    machine: "看看它怎么运作",
    walk: "从一个词走到另一个",
    near: "找找邻近的词",
  },
} satisfies Same<typeof en>;
