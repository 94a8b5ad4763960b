import type { Words } from "../../spec/words.ts";

export const words = {
  en: {
    name: "Adversarial network (GAN)",
    help: "Two networks play against each other: the generator makes examples from noise, the critic learns to tell them from real ones, and its opinion shows the generator where to go.",
    parameters: {
      architecture: {
        name: "Architecture",
        help: "Dense: every unit sees every pixel. Convolutional: small windows slide over the picture, so that a stroke is the same stroke wherever it lies. Points are always dense.",
        choices: { dense: "Dense", convolutional: "Convolutional" },
      },
      layers: {
        name: "Hidden layers",
        help: "Dense layers of either network. More bend the space further and cost more time.",
      },
      width: { name: "Width", help: "Units of each hidden layer, of either network." },
      channels: {
        name: "Channels",
        help: "How many kinds of strokes the outer convolutions know; the inner ones know twice as many.",
      },
      latent: {
        name: "Latent size",
        help: "How many random numbers each example is made from. Two fill a plane that the generator folds over the data; more leave it more ways to vary.",
      },
      criticSteps: {
        name: "Critic steps",
        help: "How often the critic learns before the generator learns once. A critic that is ahead gives a Wasserstein GAN better directions; the older objectives suffer when it wins.",
      },
      criticOptimizer: {
        name: "Critic's optimizer",
        help: "The critic may learn by another rule than the generator. RMSProp is what weight clipping was published with.",
        choices: { same: "The same", adam: "Adam", adamw: "AdamW", rmsprop: "RMSProp", sgd: "SGD" },
      },
      criticRate: {
        name: "Critic's rate",
        help: "The critic's learning rate as a multiple of the generator's: above 1 it gets ahead, below 1 it falls behind.",
      },
      penalty: {
        name: "Gradient penalty λ",
        help: "How firmly the critic's slope is held at 1 between real and made examples, so that its opinion stays a distance. Too little and it gets steep, too much and it says little.",
        formula: "λ·mean (‖∇D(x̂)‖ − 1)²",
      },
      clip: {
        name: "Weight clip c",
        help: "After each step the critic's weights are cut to ±c, a crude way to keep it from getting steep.",
        formula: "w ← min(c, max(−c, w))",
      },
      labelSmoothing: {
        name: "Label smoothing",
        help: "Real examples count as a little less than certainly real, so that the critic does not get too sure of itself.",
      },
      conditional: {
        name: "Condition on the label",
        help: "Tells both networks the label, so that you can ask for one afterwards. Without labels it does nothing.",
      },
      count: { name: "How many", help: "How many samples are drawn." },
      label: { name: "Label", help: "Which kind to draw. Any: the samples take turns through all of them." },
    },
    objectives: {
      wassersteinGp: {
        name: "Wasserstein, gradient penalty",
        help: "The critic measures how far the two clouds lie apart, and a penalty keeps its slope at 1. The steadiest, and the slowest for each step.",
        formula: "D: mean D(G(z)) − mean D(x) + λ·mean (‖∇D(x̂)‖ − 1)²\nG: −mean D(G(z))",
      },
      nonSaturating: {
        name: "Non-saturating",
        help: "The critic gives a probability of being real, and the generator raises that of what it makes. Quick, and strong on pictures.",
        formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: −log σ(D(G(z)))",
      },
      minimax: {
        name: "Minimax",
        help: "As first published: the generator lowers the critic's certainty that its examples are made. Where the critic is sure, no gradient is left.",
        formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: log(1 − σ(D(G(z))))",
      },
      leastSquares: {
        name: "Least squares",
        help: "The critic aims at 1 for real and 0 for made examples by squared error, which pulls also from far away.",
        formula: "D: ½(D(x) − 1)² + ½D(G(z))²\nG: ½(D(G(z)) − 1)²",
      },
      wassersteinClip: {
        name: "Wasserstein, weight clipping",
        help: "The first Wasserstein GAN: the critic's weights are clipped instead of penalised.",
        formula: "D: mean D(G(z)) − mean D(x),  |w| ≤ c\nG: −mean D(G(z))",
      },
    },
    views: {
      samples: {
        name: "Samples",
        help: "What the generator makes now from the same noise every time; of points, over real ones and the critic's opinion.",
      },
      field: {
        name: "Critic's field",
        help: "The critic's opinion of every place, the noise's grid as the generator folds it over the plane, and where each sample is pushed.",
      },
      interpolation: {
        name: "Interpolation",
        help: "Ways from one draw of noise to another. Smooth ways mean that the generator has understood what lies between.",
      },
      nearest: {
        name: "Nearest in the data",
        help: "Each sample beside the training example most like it: is it new, or copied?",
      },
      machine: { name: "Machine", help: "The method as a picture, with what flows through it now." },
    },
    nodes: {
      noise: { name: "Noise", help: "Random numbers, another draw for each example: all that the generator is given." },
      label: { name: "Label", help: "The kind of each example as a learned vector, told to both networks." },
      generator: {
        name: "Generator",
        help: "Turns noise into an example. It never sees a real one, only the critic's opinion of its own.",
      },
      fakes: { name: "Made examples", help: "What the generator makes of the noise." },
      real: { name: "Real examples", help: "A batch of the data, for the critic to compare with." },
      critic: {
        name: "Critic",
        help: "Looks at an example and says how real it is. The slope of its opinion is what the generator learns from.",
      },
      opinionOfFakes: { name: "Opinion of made ones", help: "One number for each: the higher, the more real." },
      opinionOfReal: { name: "Opinion of real ones", help: "One number for each real example." },
      "loss.generator": { name: "Generator's loss", help: "Small when the critic takes what is made for real." },
      "loss.critic": { name: "Critic's loss", help: "Small when the critic tells real from made." },
    },
    series: {
      "loss.generator": {
        name: "Generator",
        help: "The generator's loss. The two play against each other, so neither needs to fall.",
      },
      "loss.critic": { name: "Critic", help: "The critic's loss, its penalty included." },
      "validation.loss": {
        name: "Critic, held-out data",
        help: "The critic's loss, without penalty, on examples that it never learns from. Far above its training loss it knows the data by heart.",
      },
      wasserstein: {
        name: "Wasserstein estimate",
        help: "The critic's mean opinion of real examples less that of made ones: how far apart it sees the two. Less is better once the critic is good.",
      },
      penalty: { name: "Penalty", help: "How far the critic's slope is from 1, squared." },
      accuracy: {
        name: "Critic's accuracy",
        help: "The share of examples that the critic tells rightly. Near ½ the two are even.",
      },
      "gradientNorm.generator": { name: "Generator's gradient", help: "How long the generator's gradient is." },
      "gradientNorm.critic": { name: "Critic's gradient", help: "How long the critic's gradient is." },
      learningRate: { name: "Learning rate", help: "The step size in force, by the schedule." },
    },
    figures: {
      wasserstein: { name: "Wasserstein estimate", help: "How far apart the critic sees real and made examples." },
      accuracy: {
        name: "Critic's accuracy",
        help: "The share of examples that the critic tells rightly; near ½ it can only guess.",
      },
      modes: { name: "Modes covered", help: "How many of the data's clusters at least 20 of 2,500 samples reach." },
      near: {
        name: "Share near a mode",
        help: "How many samples lie within three standard deviations of a cluster's centre.",
      },
      frechet: {
        name: "Fréchet distance",
        help: "How far mean and covariance of the samples lie from those of the data's law; exact in two dimensions.",
      },
      diversity: {
        name: "Diversity",
        help: "How much samples differ from one another, compared with real examples; 1 is as much.",
      },
      novelty: {
        name: "Novelty",
        help: "How far samples lie from the nearest training example, compared with held-out ones; near 0 they are copies.",
      },
    },
    alarms: {
      modeCollapse: {
        name: "The generator has collapsed.",
        text: "Since step {{step}} its samples reach only {{share}} of the variety of the data.",
        why: "The generator found a few places that please the critic and makes nothing else; the critic pushes it from one to the next. A Wasserstein critic with a penalty pulls everywhere at once.",
      },
      criticWins: {
        name: "The critic wins.",
        text: "Since step {{step}} it tells {{accuracy}} of all examples rightly.",
        why: "A critic that is always sure is flat where the samples are, so the generator gets no direction. A slower critic, or a Wasserstein one, which is never flat, helps.",
      },
      vanishingGradients: {
        name: "The generator gets no gradient.",
        text: "Since step {{step}} its gradient is about {{norm}} long.",
        why: "Where the critic is certain, the objective is flat and nothing flows back. Another objective keeps a slope.",
      },
      explodingGradients: {
        name: "Gradients explode.",
        text: "Since step {{step}} a gradient is about {{norm}} long; it used to be {{usual}}.",
        why: "The critic gets ever steeper, and each step is larger than the last. Clipping the gradient or a lower rate keeps steps in bounds.",
      },
    },
    remedies: {
      otherObjective: "Start again as a Wasserstein GAN",
      moreCriticSteps: "Start again with more critic steps",
      weakerCritic: "Slow the critic down",
      goBack: "Go back to step {{step}}, with a lower rate",
      clipGradients: "Clip the gradients",
    },
  },
  zh: {
    name: "生成对抗网络（GAN）",
    help: "两个网络对弈：生成器用噪声造样本，评判器学着分辨真假，它的意见告诉生成器该往哪里走。",
    parameters: {
      architecture: {
        name: "结构",
        help: "全连接：每个单元看到所有像素。卷积：小窗口在图上滑动，一笔画在哪里都是同一笔。点数据总用全连接。",
        choices: { dense: "全连接", convolutional: "卷积" },
      },
      layers: { name: "隐藏层数", help: "两个网络各自的全连接层数。越多越能弯折空间，也越费时。" },
      width: { name: "宽度", help: "两个网络每个隐藏层的单元数。" },
      channels: { name: "通道数", help: "外层卷积认得多少种笔画；内层是它的两倍。" },
      latent: {
        name: "潜变量维数",
        help: "每个样本由多少个随机数造出。两个数铺成一张平面，生成器把它折到数据上；更多则变化更多。",
      },
      criticSteps: {
        name: "评判器步数",
        help: "生成器学一次之前评判器学几次。对 Wasserstein GAN，领先的评判器给出更好的方向；对较早的目标，它赢了反而有害。",
      },
      criticOptimizer: {
        name: "评判器的优化器",
        help: "评判器可以用与生成器不同的规则学习。权重裁剪最初发表时用的是 RMSProp。",
        choices: { same: "相同", adam: "Adam", adamw: "AdamW", rmsprop: "RMSProp", sgd: "SGD" },
      },
      criticRate: { name: "评判器学习率倍数", help: "评判器学习率是生成器的几倍：大于 1 领先，小于 1 落后。" },
      penalty: {
        name: "梯度惩罚 λ",
        help: "多用力地把评判器在真假样本之间的坡度保持为 1，使它的意见仍是距离。太小会变陡，太大则说不出什么。",
        formula: "λ·mean (‖∇D(x̂)‖ − 1)²",
      },
      clip: {
        name: "权重裁剪 c",
        help: "每步之后把评判器的权重截到 ±c，粗略地防止它变陡。",
        formula: "w ← min(c, max(−c, w))",
      },
      labelSmoothing: { name: "标签平滑", help: "真样本只算作不那么肯定的真，免得评判器过于自信。" },
      conditional: { name: "以标签为条件", help: "把标签告诉两个网络，之后便可按标签索取。没有标签时不起作用。" },
      count: { name: "数量", help: "画多少个样本。" },
      label: { name: "标签", help: "画哪一类。任意：样本轮流取各个标签。" },
    },
    objectives: {
      wassersteinGp: {
        name: "Wasserstein，梯度惩罚",
        help: "评判器衡量两团样本相距多远，惩罚项使其坡度保持为 1。最稳，每步也最慢。",
        formula: "D: mean D(G(z)) − mean D(x) + λ·mean (‖∇D(x̂)‖ − 1)²\nG: −mean D(G(z))",
      },
      nonSaturating: {
        name: "非饱和",
        help: "评判器给出为真的概率，生成器提高自己作品的概率。快，对图像效果好。",
        formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: −log σ(D(G(z)))",
      },
      minimax: {
        name: "极小极大",
        help: "最初发表的形式：生成器降低评判器识破的把握。评判器很有把握时，就没有梯度了。",
        formula: "D: −log σ(D(x)) − log(1 − σ(D(G(z))))\nG: log(1 − σ(D(G(z))))",
      },
      leastSquares: {
        name: "最小二乘",
        help: "评判器以平方误差让真样本趋近 1、假样本趋近 0，远处也有拉力。",
        formula: "D: ½(D(x) − 1)² + ½D(G(z))²\nG: ½(D(G(z)) − 1)²",
      },
      wassersteinClip: {
        name: "Wasserstein，权重裁剪",
        help: "最早的 Wasserstein GAN：裁剪评判器的权重，而不是惩罚坡度。",
        formula: "D: mean D(G(z)) − mean D(x),  |w| ≤ c\nG: −mean D(G(z))",
      },
    },
    views: {
      samples: { name: "样本", help: "生成器现在用同样的噪声造出的样本；对点数据，画在真实点和评判器的意见之上。" },
      field: {
        name: "评判器的场",
        help: "评判器对每个位置的意见、生成器把噪声网格折成的样子，以及每个样本被推向哪里。",
      },
      interpolation: { name: "插值", help: "从一份噪声走到另一份。走得平滑，说明生成器懂得中间是什么。" },
      nearest: { name: "数据中的最近者", help: "每个样本旁边是最像它的训练样本：是新的，还是抄来的？" },
      machine: { name: "机器", help: "把方法画成图，看此刻其中流过什么。" },
    },
    nodes: {
      noise: { name: "噪声", help: "随机数，每个样本另抽一份：生成器得到的全部。" },
      label: { name: "标签", help: "每个样本的类别，作为学到的向量告诉两个网络。" },
      generator: { name: "生成器", help: "把噪声变成样本。它从未见过真样本，只知道评判器对它的意见。" },
      fakes: { name: "生成的样本", help: "生成器用噪声造出的东西。" },
      real: { name: "真实样本", help: "一批数据，供评判器比较。" },
      critic: { name: "评判器", help: "看一个样本，说它有多真。生成器学的就是这意见的坡度。" },
      opinionOfFakes: { name: "对生成样本的意见", help: "每个样本一个数：越高越真。" },
      opinionOfReal: { name: "对真实样本的意见", help: "每个真样本一个数。" },
      "loss.generator": { name: "生成器损失", help: "评判器把造出来的当真时就小。" },
      "loss.critic": { name: "评判器损失", help: "评判器分得清真假时就小。" },
    },
    series: {
      "loss.generator": { name: "生成器", help: "生成器的损失。两者对弈，谁也不必一直下降。" },
      "loss.critic": { name: "评判器", help: "评判器的损失，含惩罚项。" },
      "validation.loss": {
        name: "评判器（留出数据）",
        help: "评判器在从未学过的样本上的损失，不含惩罚。远高于训练损失，说明它背下了数据。",
      },
      wasserstein: {
        name: "Wasserstein 估计",
        help: "评判器对真样本的平均意见减去对假样本的：它看两者相距多远。评判器够好之后，越小越好。",
      },
      penalty: { name: "惩罚项", help: "评判器的坡度离 1 多远，取平方。" },
      accuracy: { name: "评判器准确率", help: "评判器判对的比例。接近 ½ 时势均力敌。" },
      "gradientNorm.generator": { name: "生成器梯度", help: "生成器的梯度有多长。" },
      "gradientNorm.critic": { name: "评判器梯度", help: "评判器的梯度有多长。" },
      learningRate: { name: "学习率", help: "按调度此刻生效的步长。" },
    },
    figures: {
      wasserstein: { name: "Wasserstein 估计", help: "评判器看真假样本相距多远。" },
      accuracy: { name: "评判器准确率", help: "评判器判对的比例；接近 ½ 时只能猜。" },
      modes: { name: "覆盖的模式", help: "2,500 个样本中至少 20 个到达的簇有几个。" },
      near: { name: "靠近模式的比例", help: "多少样本落在某个簇中心的三个标准差之内。" },
      frechet: { name: "Fréchet 距离", help: "样本的均值与协方差离数据分布多远；二维下为精确值。" },
      diversity: { name: "多样性", help: "样本之间相差多少，与真实样本相比；1 表示一样多。" },
      novelty: { name: "新颖度", help: "样本离最近训练样本多远，与留出样本相比；接近 0 就是抄的。" },
    },
    alarms: {
      modeCollapse: {
        name: "生成器坍缩了。",
        text: "从第 {{step}} 步起，样本只达到数据多样性的 {{share}}。",
        why: "生成器找到几处能讨好评判器的地方，别的都不造；评判器又把它从一处赶到另一处。带惩罚的 Wasserstein 评判器同时在各处施力。",
      },
      criticWins: {
        name: "评判器赢了。",
        text: "从第 {{step}} 步起，它判对了 {{accuracy}} 的样本。",
        why: "总是有把握的评判器在样本所在处是平的，生成器得不到方向。放慢评判器，或改用从不变平的 Wasserstein 评判器。",
      },
      vanishingGradients: {
        name: "生成器没有梯度了。",
        text: "从第 {{step}} 步起，它的梯度只有约 {{norm}}。",
        why: "评判器十分肯定的地方，目标是平的，什么也传不回来。换一个目标可保住坡度。",
      },
      explodingGradients: {
        name: "梯度爆炸。",
        text: "从第 {{step}} 步起，梯度长约 {{norm}}；以前是 {{usual}}。",
        why: "评判器越来越陡，一步比一步大。裁剪梯度或降低学习率可以管住步子。",
      },
    },
    remedies: {
      otherObjective: "改为 Wasserstein GAN 重新开始",
      moreCriticSteps: "增加评判器步数重新开始",
      weakerCritic: "放慢评判器",
      goBack: "回到第 {{step}} 步，并降低学习率",
      clipGradients: "裁剪梯度",
    },
  },
} satisfies Words;
