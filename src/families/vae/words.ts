import type { Words } from "../../schema/words.ts";

export const words = {
  en: {
    name: "Variational autoencoder",
    help: "Squeezes each example into a few numbers with a known spread, and learns to bring it back from them. Draw the numbers at random, and something new comes out.",
    parameters: {
      architecture: {
        name: "Architecture",
        help: "Dense: every unit sees every pixel. Convolutional: small windows slide over the picture, so that a stroke is the same stroke wherever it lies. Points are always dense.",
        choices: { dense: "Dense", convolutional: "Convolutional" },
      },
      layers: {
        name: "Hidden layers",
        help: "Dense layers between the example and the code; the decoder has as many. More layers bend the space further and learn more slowly.",
      },
      width: {
        name: "Width",
        help: "Units of each hidden layer. Wider layers capture finer detail, and memorise small data sooner.",
      },
      channels: {
        name: "Channels",
        help: "How many kinds of strokes the outer convolution looks for; the inner one looks for twice as many.",
      },
      latent: {
        name: "Latent units",
        help: "How many numbers the code has. Two can be drawn as a map; more carry more information, and each costs KL.",
      },
      beta: {
        name: "β",
        help: "The weight of the KL against the reconstruction. Above 1, each unit tends to mean one thing and pictures blur; too high and the code carries no information; near 0, pictures get sharp but random codes decode to nothing.",
        formula: "loss = reconstruction + β·KL",
      },
      warmup: {
        name: "β warm-up",
        help: "β grows in a straight line from 0 until this step, so that the code learns to say something before it has to pay for it; 0 starts at full strength.",
        formula: "β·min(1, t/N)",
      },
      spread: {
        name: "Standard deviation",
        help: "How far real values may lie from what is decoded: set by you, or one more weight that is learned.",
        choices: { fixed: "Fixed", learned: "Learned" },
      },
      deviation: {
        name: "Standard deviation s",
        help: "The standard deviation of a value around what is decoded. Small: every detail counts, and the KL counts less. Large: only the rough shape does.",
        formula: "(x − x̂)² / 2s²",
      },
      conditional: {
        name: "Condition on the label",
        help: "Tells encoder and decoder the label, so that the code need only say the rest (the style of a letter, say) and you can ask for a label. Without labels it does nothing.",
      },
      count: { name: "How many", help: "How many samples are drawn." },
      temperature: {
        name: "Temperature",
        help: "How far from the centre codes are drawn: their standard deviation. 0 decodes the centre alone, 1 draws as it was trained, above 1 leaves the known ground.",
      },
      label: {
        name: "Label",
        help: "Which kind to draw, where the model is conditioned on it. Any: the samples take turns through all of them.",
      },
    },
    objectives: {
      gaussian: {
        name: "Gaussian (squared error)",
        help: "Each value is Gaussian around what is decoded: the squared error, weighted by the standard deviation, plus β times the KL.",
        formula: "Σ (x − x̂)² / 2s² + … + β·KL",
      },
      bernoulli: {
        name: "Bernoulli (cross-entropy)",
        help: "Each pixel is a coin that shows white with the decoded probability: cross-entropy plus β times the KL. The usual choice for black and white.",
        formula: "−Σ (x·log x̂ + (1 − x)·log(1 − x̂)) + β·KL",
      },
    },
    views: {
      samples: { name: "Samples", help: "Codes drawn from N(0, I), decoded now. The same codes every time." },
      reconstructions: {
        name: "Reconstructions",
        help: "Held-out examples, and what comes back after the squeeze. What is lost is what the code has no room for.",
      },
      map: {
        name: "Latent map",
        help: "The plane of two latent units, or of the two directions that vary most: what the model draws at each spot, and where real examples lie. Drag to decode any spot.",
      },
      sliders: {
        name: "Sliders",
        help: "One slider for each of the directions along which real examples vary most, in standard deviations.",
      },
      interpolation: {
        name: "Interpolation",
        help: "From one held-out example to another in a straight line through the latent space. A good code has no gaps on the way.",
      },
      machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
    },
    nodes: {
      input: {
        name: "Input x",
        help: "Real examples. They are the target as well: nothing has to be labelled by hand.",
      },
      label: {
        name: "Label",
        help: "The kind of each example as a learned vector, given to encoder and decoder alike.",
      },
      encoder: {
        name: "Encoder",
        help: "Looks at the example and gathers what matters. Each row is an example, each column a unit.",
      },
      mean: { name: "Mean μ", help: "Where in the latent space the example belongs: the centre of its code." },
      spread: {
        name: "Spread σ",
        help: "How sure the encoder is. A unit with a spread of 1 around 0 says nothing about the example.",
      },
      draw: {
        name: "Sample z",
        help: "A random point around μ, as far as σ lets it. Written as μ + σ·ε, so that the gradient finds its way back through the dice.",
      },
      kl: {
        name: "KL",
        help: "How many nats the code says beyond N(0, I). It is the price of information, and keeps codes where random draws will find them.",
      },
      decoder: {
        name: "Decoder",
        help: "Builds the example from the code alone, mirroring the encoder.",
      },
      output: {
        name: "Output x̂",
        help: "What came back. After training, this end alone makes new examples from random codes.",
      },
      reconstruction: {
        name: "Recon. loss",
        help: "How surprised the decoder is by the real example, in nats. Its gradient teaches decoder and encoder to be faithful.",
      },
    },
    series: {
      loss: {
        name: "Loss",
        help: "Reconstruction plus β times KL: at β = 1 the negative evidence lower bound (ELBO), in nats.",
      },
      reconstruction: { name: "Reconstruction", help: "−log p(x|z) of the batch just learned from, nats per example." },
      kl: { name: "KL", help: "KL(q(z|x) ‖ N(0, I)) of the batch just learned from, nats per example." },
      "validation.loss": {
        name: "Loss, validation",
        help: "The loss on held-out examples, with the same draws every time.",
      },
      "validation.reconstruction": {
        name: "Reconstruction, validation",
        help: "−log p(x|z) of held-out examples. When it rises while the training loss falls, the model is memorising.",
      },
      "validation.kl": { name: "KL, validation", help: "KL(q(z|x) ‖ N(0, I)) of held-out examples." },
      activeUnits: { name: "Active units", help: "Latent units that say more than 0.01 nats about an example." },
      gradientNorm: { name: "Gradient norm", help: "The length of the gradient before clipping." },
      learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
    },
    figures: {
      elbo: {
        plain: "Fit to new data",
        name: "Fit to unseen data (ELBO)",
        help: "The evidence lower bound of held-out examples: at most their log probability. More is better.",
        formula: "−(reconstruction + KL)",
      },
      squaredError: {
        plain: "Closeness of copies",
        name: "Squared error",
        help: "Of held-out examples decoded from their mean, summed over an example's values.",
      },
      activeUnits: {
        plain: "Code in use",
        name: "Active units",
        help: "Latent units that say more than 0.01 nats about an example; the others are noise.",
      },
    },
    alarms: {
      klCollapse: {
        name: "The code carries no information.",
        text: "Since step {{step}} no latent unit says anything about the examples: the KL is {{kl}} nats, and the reconstruction stands still.",
        why: "Information costs more KL than it saves in reconstruction, so the encoder gives everything the same code and the decoder answers with one average (posterior collapse). A lower β makes information cheaper; a warm-up lets the code prove useful before it has to pay.",
      },
    },
    remedies: {
      lowerBeta: "Lower β",
      anneal: "Start again and warm β up",
    },
  },
  zh: {
    name: "变分自编码器",
    help: "把每个样本压缩成几个带有已知分布的数字，再学会由它们还原样本。随机抽取这些数字，就能得到全新的样本。",
    parameters: {
      architecture: {
        name: "网络结构",
        help: "全连接：每个单元都看到所有像素。卷积：小窗口在图上滑动，同样的笔画无论在哪里都能认出。点数据总是用全连接。",
        choices: { dense: "全连接", convolutional: "卷积" },
      },
      layers: {
        name: "隐藏层数",
        help: "样本与编码之间的全连接层数，解码器的层数相同。层数越多，空间弯曲得越厉害，学得也越慢。",
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
      count: { name: "数量", help: "抽取多少个样本。" },
      temperature: {
        name: "温度",
        help: "抽取的编码离中心多远，即标准差。0 只解码中心，1 与训练时一致，大于 1 则走出熟悉的区域。",
      },
      label: { name: "标签", help: "要抽取哪一类（仅当模型以标签为条件时有效）。选“任意”时，各样本轮流使用所有标签。" },
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
      machine: { name: "结构图", help: "把方法画成一幅图，并显示此刻流过其中的数据。" },
    },
    nodes: {
      input: { name: "输入 x", help: "真实样本。它们同时也是目标，不需要人工标注。" },
      label: { name: "标签", help: "每个样本的类别，表示为学到的向量，同时告诉编码器和解码器。" },
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
  },
} satisfies Words;
