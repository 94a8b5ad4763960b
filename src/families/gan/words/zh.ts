import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "生成对抗网络（GAN）",
  help: "两个网络相互对抗：生成器用噪声造样本，判别器（WGAN 中称 critic）学着分辨真假，它的评分告诉生成器该往哪个方向改。",
  parameters: {
    architecture: {
      name: "结构",
      help: "全连接：每个单元看到所有像素。卷积：小窗口在图上滑动，一笔画在哪里都是同一笔。点数据总是用全连接，文本总是用小窗口。",
      choices: { dense: "全连接", convolutional: "卷积" },
    },
    layers: {
      name: "隐藏层数",
      help: "两个网络各自的层数：全连接层，或沿文本滑动的小窗口。层数越多，空间弯折得越厉害，也越费时。",
    },
    width: { name: "宽度", help: "两个网络每个隐藏层的单元数；对文本，是小窗口认识多少种字母组合。" },
    channels: { name: "通道数", help: "外层卷积识别多少种笔画；内层是它的两倍。" },
    latent: {
      name: "潜变量维数",
      help: "每个样本由多少个随机数生成。两个数构成一张平面，生成器把它折到数据上；更多的数带来更多变化。",
    },
    criticSteps: {
      name: "判别器步数",
      help: "生成器学一次之前判别器学几次。对 Wasserstein GAN，领先的判别器给出更好的方向；对较早的目标函数，判别器太强反而有害。",
    },
    criticOptimizer: {
      name: "判别器的优化器",
      help: "判别器可以用与生成器不同的规则学习。权重裁剪最初发表时用的是 RMSProp。",
      choices: { same: "相同", adam: "Adam", adamw: "AdamW", rmsprop: "RMSProp", sgd: "SGD" },
    },
    criticRate: { name: "判别器学习率倍数", help: "判别器学习率是生成器的几倍：大于 1 领先，小于 1 落后。" },
    penalty: {
      name: "梯度惩罚 λ",
      help: "多用力地把判别器在真假样本之间的坡度保持为 1，使它的评分始终是一种距离。太小会变陡，太大则评分不起作用。",
      formula: "λ·mean (‖∇D(x̂)‖ − 1)²",
    },
    clip: {
      name: "权重裁剪 c",
      help: "每步之后把判别器的权重裁剪到 ±c 之内，简单地防止它变陡。",
      formula: "w ← min(c, max(−c, w))",
    },
    phaseShuffle: {
      name: "相位打乱",
      help: "把判别器各层看到的内容在时间上随机移动最多这么多格，让它无法靠波形从哪里开始来认出假声音。",
    },
    labelSmoothing: { name: "标签平滑", help: "把真实样本的目标设得略小于 1，免得判别器过于自信。" },
    conditional: { name: "按标签生成", help: "把标签提供给两个网络，之后就能指定要哪一类。数据没有标签时不起作用。" },
    relaxation: {
      name: "判别器读什么",
      help: "字母没有可供学习的坡度。份额：生成器在每个位置给出所有字母的混合，由判别器教它拿定主意。抽取的字母：每个位置抽取一个字母，梯度则当作读的是混合来回传（直通 Gumbel-softmax）。",
      formula: "y = softmax((scores + g) / τ)，读的是其中最大的一个",
      choices: { softmax: "字母的份额", gumbel: "抽取的字母" },
    },
    gumbelTemperature: {
      name: "起始温度 τ",
      help: "梯度所经过的混合有多柔和：高则平滑但偏离所读，低则忠实但粗糙。",
    },
    gumbelEnd: { name: "最终温度 τ", help: "最后有多柔和。" },
    gumbelSteps: { name: "降温步数", help: "温度从起始降到最终要用多少步。" },
    count: { name: "数量", help: "抽取多少个样本。" },
    label: { name: "标签", help: "要生成哪一类。选“任意”时，各样本轮流使用所有标签。" },
  },
  objectives: {
    wassersteinGp: {
      name: "Wasserstein，梯度惩罚",
      help: "判别器衡量两组样本相距多远，惩罚项使其坡度保持为 1。最稳定，每步也最慢。",
      formula: "D: mean D(G(z)) − mean D(x) + λ·mean (‖∇D(x̂)‖ − 1)²\nG: −mean D(G(z))",
    },
    nonSaturating: {
      name: "非饱和",
      help: "判别器给出为真的概率，生成器提高自己样本的概率。快，对图像效果好。",
      formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: −log σ(D(G(z)))",
    },
    minimax: {
      name: "极小极大",
      help: "最初发表的形式：生成器降低判别器识破它的把握。判别器十分肯定时，就没有梯度了。",
      formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: log(1 − σ(D(G(z))))",
    },
    leastSquares: {
      name: "最小二乘",
      help: "判别器用平方误差让真实样本趋近 1、生成样本趋近 0，离得远也有拉力。",
      formula: "D: ½(D(x) − 1)² + ½D(G(z))²\nG: ½(D(G(z)) − 1)²",
    },
    wassersteinClip: {
      name: "Wasserstein，权重裁剪",
      help: "最早的 Wasserstein GAN：裁剪判别器的权重，而不是惩罚坡度。",
      formula: "D: mean D(G(z)) − mean D(x),  |w| ≤ c\nG: −mean D(G(z))",
    },
  },
  views: {
    samples: { name: "样本", help: "生成器现在用同样的噪声造出的样本；对点数据，画在真实点和判别器的评分之上。" },
    scores: { name: "判别器评分", help: "输入一个词：判别器给它打多少分？旁边是真实的词和生成器此刻造的词。" },
    field: {
      name: "判别器视角",
      help: "判别器对每个位置的评分、被生成器折叠后的噪声网格，以及每个样本被推向哪里。",
    },
    sliders: { name: "方向", help: "噪声的哪个方向对应生成样本的哪种性质；可沿每个方向移动一个样本。" },
    interpolation: { name: "插值", help: "两个随机输入之间的路径。路径平滑，说明生成器学会了中间是什么。" },
    nearest: { name: "数据中的最近邻", help: "每个样本旁边是与它最像的训练样本：是创作，还是照抄？" },
    together: { name: "一起创作" },
    machine: { name: "结构图", help: "把方法画成一幅图，并显示此刻流过其中的数据。" },
  },
  nodes: {
    noise: { name: "噪声", help: "随机数，每个样本重新抽取：这是生成器得到的全部输入。" },
    label: { name: "标签", help: "每个样本的类别，表示为学到的向量，提供给两个网络。" },
    generator: { name: "生成器", help: "把噪声变成样本。它从未见过真实样本，只知道判别器给自己的评分。" },
    fakes: { name: "生成的样本", help: "生成器用噪声造出的东西。" },
    real: { name: "真实样本", help: "一批数据，供判别器比较。" },
    critic: { name: "判别器", help: "给样本的逼真程度打分。生成器学的就是这个评分的坡度。" },
    opinionOfFakes: { name: "生成样本的评分", help: "每个生成样本一个数：越高越真。" },
    opinionOfReal: { name: "真实样本的评分", help: "每个真实样本一个数。" },
    "loss.generator": { name: "生成器损失", help: "判别器把生成样本当真时，它就小。" },
    "loss.critic": { name: "判别器损失", help: "判别器分得清真假时，它就小。" },
  },
  series: {
    "loss.generator": { name: "生成器", help: "生成器的损失。两个网络相互对抗，谁的损失都不必一直下降。" },
    "loss.critic": { name: "判别器", help: "判别器的损失，含惩罚项。" },
    "validation.loss": {
      name: "判别器（留出数据）",
      help: "判别器在从未学过的样本上的损失，不含惩罚。远高于训练损失，说明它背下了数据。",
    },
    wasserstein: {
      name: "Wasserstein 估计",
      help: "判别器给真实样本的平均评分减去给生成样本的：在它看来两者相距多远。判别器够好之后，越小越好。",
    },
    penalty: { name: "惩罚项", help: "判别器的坡度与 1 之差的平方。" },
    accuracy: { name: "判别器准确率", help: "判别器判对的比例。接近 ½ 时势均力敌。" },
    gumbelTemperature: { name: "温度 τ", help: "梯度所经过的混合有多柔和。" },
    "gradientNorm.generator": { name: "生成器梯度", help: "生成器梯度的范数。" },
    "gradientNorm.critic": { name: "判别器梯度", help: "判别器梯度的范数。" },
    learningRate: { name: "学习率", help: "当前的步长，由学习率调度决定。" },
  },
  figures: {
    wasserstein: {
      plain: "判别器眼中的差距",
      name: "Wasserstein 估计",
      help: "在判别器看来，真实样本与生成样本相距多远。",
    },
    accuracy: { plain: "判别器判对的比例", name: "判别器准确率", help: "判别器判对的比例；接近 ½ 时只能猜。" },
  },
  alarms: {
    modeCollapse: {
      name: "生成器坍缩了。",
      text: "从第 {{step}} 步起，样本只达到数据多样性的 {{share}}。",
      why: "生成器找到几处能骗过判别器的地方，别的都不生成；判别器又把它从一处赶到另一处。带梯度惩罚的 Wasserstein 判别器同时在各处施力。",
    },
    criticWins: {
      name: "判别器赢了。",
      text: "从第 {{step}} 步起，它判对了 {{accuracy}} 的样本。",
      why: "判别器总是很有把握时，它在样本所在处是平的，生成器得不到方向。放慢判别器，或改用不会变平的 Wasserstein 判别器。",
    },
    vanishingGradients: {
      name: "生成器没有梯度了。",
      text: "从第 {{step}} 步起，它的梯度只有约 {{norm}}。",
      why: "判别器十分肯定的地方，目标函数是平的，没有梯度传回来。换一个目标函数可以保住坡度。",
    },
    explodingGradients: {
      name: "梯度爆炸。",
      text: "从第 {{step}} 步起，梯度的范数约为 {{norm}}；此前是 {{usual}}。",
      why: "判别器越来越陡，步长一步比一步大。裁剪梯度或降低学习率可以控制住它。",
    },
  },
  remedies: {
    otherObjective: "改为 Wasserstein GAN 重新开始",
    moreCriticSteps: "增加判别器步数重新开始",
    weakerCritic: "放慢判别器",
    goBack: "回到第 {{step}} 步，并降低学习率",
    clipGradients: "裁剪梯度",
  },
  presets: {
    "eight-gan": {
      name: "八个簇",
      help: "带梯度惩罚的 Wasserstein 判别器把样本拉向全部八个簇。看看判别器视角，以及生成器折叠的网格。",
      tries: { spiral: "换成螺旋" },
    },
    "eight-gan-collapse": {
      name: "八个簇，坍缩",
      help: "最初的 GAN 损失，对上强判别器：样本挤在一处，再逃到下一处。警报会给出解决办法。",
      tries: { wasserstein: "帮它一把：换成 Wasserstein" },
    },
    "grid-gan": {
      name: "二十五个簇",
      help: "模式很多，中间几乎是空的：较早的目标函数过不了这一关。可与极小极大或非饱和比较。",
      tries: { minimax: "用最初的 GAN 损失", checkerboard: "换成棋盘" },
    },
    "two-gan": {
      name: "最小的 GAN",
      help: "最小的对抗训练，与 GAN Lab 相同：一团圆，一团竖长。用慢动作一步步看。",
      tries: { ring: "换成圆环" },
    },
    "glyphs-gan": {
      name: "从噪声到字母",
      help: "七十五种字体的大写字母。几百步后有笔画，几千步后有字母；从没人告诉它哪个是哪个。",
      tries: { digits: "换成数字" },
    },
    "emoji-gan": {
      name: "从噪声到笑脸",
      help: "样本少，颜色多：先有黄色圆盘，后有脸。对照最近邻，看它是创作还是照抄。",
      tries: { animals: "换成动物" },
    },
    "names-gan": {
      name: "从噪声到名字",
      help: "用噪声一次写出整个名字：判别器读的是字母的混合，教生成器拿定主意。先有元音和词尾，几百步后有名字。",
      tries: { drawn: "改为抽取字母" },
    },
    "drums-gan": {
      name: "从噪声到鼓声",
      help: "生成器把噪声变成鼓声的频谱图，判别器判断它们像不像真的。打开节拍，听这套鼓越学越好。",
      tries: { snare: "只要军鼓" },
    },
  },
  tries: {
    field: "看看判别器眼中的世界",
    interpolation: "从一个变成另一个",
    machine: "看看它怎么运作",
    nearest: "它在抄袭吗？",
    scores: "问问判别器对一个词的看法",
    sliders: "沿一个方向走走",
  },
} satisfies Same<typeof en>;
