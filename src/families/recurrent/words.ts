import type { Words } from "../../schema/words.ts";

export const words = {
  en: {
    name: "Recurrent network",
    help: "Reads a text one character at a time, keeps what it has read in a memory of numbers, and guesses the next character.",
    parameters: {
      cell: {
        name: "Cell",
        help: "How the memory is rewritten at each character. Gates let LSTM and GRU remember for long; the simple cell soon forgets.",
        choices: { simple: "Simple", lstm: "LSTM", gru: "GRU" },
      },
      resetAfter: {
        name: "Reset gate after multiplication",
        help: "Where the GRU's reset gate acts. On: as in PyTorch and Keras, and faster. Off: the first published form, which plain TensorFlow.js can load.",
      },
      layers: {
        name: "Layers",
        help: "Recurrent layers, each reading the output of the one before. More layers find deeper patterns and learn more slowly.",
      },
      units: {
        name: "Units",
        help: "How many numbers the memory of each layer has. More units remember more, cost time by about their square, and overfit small data sooner.",
      },
      embedding: {
        name: "Embedding size",
        help: "How many numbers describe a character when it goes in. Large alphabets, such as Chinese, want more.",
      },
      dropout: {
        name: "Dropout",
        help: "Share of the units that are switched off at random while training, the same ones for a whole sequence. It keeps the model from memorising small data.",
      },
      conditional: {
        name: "Condition on the label",
        help: "Tells the model the label of each text (the language of a name, say), so that you can ask for one afterwards. Without labels it does nothing.",
      },
      prompt: {
        name: "Prompt",
        help: "The text that every sample begins with. Characters that the data does not have are left out.",
      },
      temperature: {
        name: "Temperature",
        help: "How daring the choice is. Low takes the likeliest character, 1 draws by the model's own probabilities, above 1 gets wild.",
      },
      topK: { name: "Top-k", help: "Draw only among the k likeliest characters; 0 means among all." },
      topP: {
        name: "Top-p",
        help: "Draw among the fewest likeliest characters that together have this probability; 1 means among all.",
      },
      label: { name: "Label", help: "Which kind to write. Any: the samples take turns through all of them." },
      count: { name: "How many", help: "How many samples are written side by side." },
      maxLength: { name: "Longest sample", help: "A sample stops here even if the model has not ended it." },
    },
    objectives: {
      crossEntropy: {
        name: "Cross-entropy",
        help: "The mean of −log p(next character): how surprised the model is by the text that really comes. Less is better.",
      },
    },
    views: {
      samples: { name: "Samples", help: "Texts that the model writes now." },
      next: {
        name: "Next character",
        help: "Type a text: after each character, you see what the model thinks comes next.",
      },
      hidden: {
        name: "Hidden units",
        help: "Type a text: each row is one unit of the last layer's memory, each column a character. Look for units that track a pattern.",
      },
      machine: { name: "Model graph", help: "The method as a picture, with what flows through it now." },
    },
    nodes: {
      characters: {
        name: "Characters",
        help: "A stretch of real text goes in. Several are read side by side, because one text alone would point the weights in too random a direction.",
      },
      label: {
        name: "Label",
        help: "The kind of each text as a learned vector, laid beside every character so that the memory cannot forget it.",
      },
      embedding: {
        name: "Embedding",
        help: "Looks up a learned vector for each character, because a network computes with numbers and can learn which characters are alike.",
      },
      recurrent1: {
        name: "Recurrent layer",
        help: "Mixes the character with the memory of all before it and passes the new memory on: the loop is how the model knows what it has read.",
      },
      recurrent2: {
        name: "Second recurrent layer",
        help: "Reads the first layer's memory as its own text, so that it can follow slower and larger patterns.",
      },
      recurrent3: {
        name: "Third recurrent layer",
        help: "Reads the second layer's memory, one level further from single characters.",
      },
      logits: {
        name: "Next character",
        help: "Gives every character a score for coming next; softmax turns the scores into probabilities, because a draw needs them to sum to 1.",
      },
      targets: {
        name: "Actual next character",
        help: "The same text one character on: the text itself is the teacher, so nothing has to be labelled by hand.",
      },
      loss: {
        name: "Loss",
        help: "How surprised the model was by what really came. Its gradient tells every weight which way lessens the surprise.",
      },
    },
    series: {
      loss: { name: "Training", help: "Cross-entropy of the batch just learned from, nats per character." },
      "validation.loss": {
        name: "Validation",
        help: "Cross-entropy on texts that the model never learns from, nats per character. When it rises while the training loss falls, the model is memorising.",
      },
      gradientNorm: { name: "Gradient norm", help: "The length of the gradient before clipping." },
      learningRate: { name: "Learning rate", help: "The current step size, by the schedule." },
    },
    figures: {
      perplexity: {
        plain: "How well it guesses",
        name: "Perplexity",
        help: "Among how many equally likely characters the model seems to choose: e to the power of the cross-entropy.",
      },
      bitsPerCharacter: {
        plain: "Compression",
        name: "Bits per character",
        help: "How many bits a compressor with this model would need for each character of unseen text.",
      },
    },
  },
  zh: {
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
  },
} satisfies Words;
