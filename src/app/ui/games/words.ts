import type { Language, Same } from "../../../schema/words.ts";

const en = {
  title: "Games",
  play: "Play",
  against: "Play against it",
  hint: "Games against the model as it is now",
  preparing: "The model makes new ones…",
  failed: "There is nothing to play with here: the run has to be open, and the data must hold enough samples.",
  start: "Start",
  again: "Play again",
  withClock: "Against the clock",
  seconds: "{{count}} seconds left",
  at: "{{at}} of {{count}}",
  you: "You",
  share: "Copy the result",
  copied: "Copied",
  best: "Your best here: {{right}} of {{of}}",
  newBest: "Your best here until now!",
  untrained: "The model has learned nothing yet, so this will be easy. Train it for a while and play again.",
  result: "You: {{right}} of {{of}}. {{rival}}: {{other}} of {{of}}.",
  won: "You win!",
  even: "A draw.",
  lost: "{{rival}} wins this one.",
  timeUp: "Time is up.",
  columns: { sample: "Sample", was: "It was", you: "You said", rival: "{{rival}} said" },
  nothing: "—",
  right: "right",
  wrong: "wrong",
  yourRow: "Your answers so far",
  critic: {
    name: "Be the critic",
    help: "Twenty samples: which are real, and which did the model make?",
    introText:
      "{{count}} texts. Half are real ones that the model never read; the other half it has just made up, after {{step}} steps. Which is which?",
    introImages:
      "{{count}} pictures. Half are real ones that the model never saw; the other half it has just made, after {{step}} steps. Which is which?",
    keys: "Keys: ← real, → made.",
    real: "Real",
    made: "Made",
    wasReal: "Real.",
    wasMade: "Made by the model.",
    saidReal: "{{rival}} said: real.",
    saidMade: "{{rival}} said: made.",
    rivals: {
      critic: "The critic",
      likelihood: "The model",
      letters: "The letter counter",
      nearest: "The look-alike finder",
    },
    how: {
      critic:
        "The critic is the network that this GAN trains to tell real from made. It gave real ones {{real}} on average and made ones {{made}}; below {{at}} it says: made.",
      likelihood:
        "The model judged by surprise. Real ones cost it {{real}} bits a letter on average, those that it made {{made}}; what costs it {{less}} than {{at}}, it takes for its own.",
      letters:
        "This kind of model cannot say how likely a text is. So the letters of all real texts were counted, each after the two before it: real ones cost {{real}} bits a letter, made ones {{made}}, and the line is at {{at}}.",
      nearest:
        "This kind of model has no critic. So each picture was laid beside every one that the model learned from: real ones differ from their nearest by {{real}} on average, made ones by {{made}}, and the line is at {{at}}.",
    },
    less: "less",
    more: "more",
    why: {
      critic: "score {{value}}",
      likelihood: "{{value}} bits a letter",
      letters: "{{value}} bits a letter",
      nearest: "{{value}} from the nearest",
    },
    coin: "About what a coin would get: the model fools you, and that is what it was trained for.",
    sharp: "A sharp eye: the model has something to learn yet.",
    shareText: "Be the critic: I told {{right}} of {{of}} real and made ones apart, {{rival}} {{other}}.",
  },
  language: {
    name: "Guess the language",
    help: "Ten names that the model never read: whose are they?",
    intro:
      "{{count}} names that the model never read, each with four languages to choose from. The model has learned for {{step}} steps. Who knows better?",
    keys: "Keys: 1 to 4.",
    question: "Where is this name at home?",
    was: "{{text}}: {{label}}.",
    rivals: { model: "The model", letters: "The letter counter" },
    says: "{{rival}} said: {{label}} ({{percent}}).",
    how: {
      model:
        "The model was asked how likely it would write the name in each of the four languages; the likeliest is its answer (Bayes’ rule).",
      letters:
        "This model is not told languages. So the letters of each language’s names were counted, each after the two before it; the language in which the name is likeliest is the answer.",
    },
    wise: "You know more names than it does.",
    shareText: "Guess the language: I placed {{right}} of {{of}} names, {{rival}} {{other}}.",
  },
  generator: {
    name: "Be the generator",
    help: "Lay points so that the critic takes them for real, without a look at the data.",
    intro:
      "Drag the {{count}} points to where the critic takes them for real. You do not see the data; neither does the generator. The critic has learned for {{step}} steps. Points in one place count once: that would be collapse.",
    keys: "Keys: Tab to a point, arrows to move it, with Shift farther.",
    plane: "The plane",
    pointReal: "Point {{at}}: taken for real",
    pointMade: "Point {{at}}: seen through",
    show: "Show all of it",
    rival: "The generator",
    how: "Blue is where the critic says: real. Green dots are the data, violet triangles what the generator makes now; it learns from the critic’s slope, as you did from its verdicts.",
    shareText: "Be the generator: {{right}} of my {{of}} points fooled the critic, {{other}} of the generator’s.",
  },
};

export type GameWords = Same<typeof en>;

const zh: GameWords = {
  title: "游戏",
  play: "玩一玩",
  against: "和它比一比",
  hint: "和此刻的模型玩游戏",
  preparing: "模型正在现做一批…",
  failed: "这里没法玩：要有打开的训练，数据里也要有足够多的样本。",
  start: "开始",
  again: "再玩一次",
  withClock: "限时",
  seconds: "还剩 {{count}} 秒",
  at: "第 {{at}} 个，共 {{count}} 个",
  you: "你",
  share: "复制结果",
  copied: "已复制",
  best: "你在这里的最好成绩：{{right}}/{{of}}",
  newBest: "你在这里的最好成绩！",
  untrained: "模型还什么都没学，所以会很容易。先训练一会儿再来玩。",
  result: "你：{{right}}/{{of}}。{{rival}}：{{other}}/{{of}}。",
  won: "你赢了！",
  even: "平手。",
  lost: "这一局{{rival}}赢了。",
  timeUp: "时间到。",
  columns: { sample: "样本", was: "其实是", you: "你说", rival: "{{rival}}说" },
  nothing: "—",
  right: "对",
  wrong: "错",
  yourRow: "你到目前为止的回答",
  critic: {
    name: "当一回判别器",
    help: "二十个样本：哪些是真的，哪些是模型造的？",
    introText: "{{count}} 段文字。一半是真的，模型从没读过；另一半是它训练 {{step}} 步之后刚刚编出来的。你分得出来吗？",
    introImages:
      "{{count}} 张图片。一半是真的，模型从没见过；另一半是它训练 {{step}} 步之后刚刚画出来的。你分得出来吗？",
    keys: "按键：← 真的，→ 模型造的。",
    real: "真的",
    made: "模型造的",
    wasReal: "是真的。",
    wasMade: "是模型造的。",
    saidReal: "{{rival}}说：真的。",
    saidMade: "{{rival}}说：造的。",
    rivals: { critic: "判别器", likelihood: "模型", letters: "数字母的", nearest: "找相似的" },
    how: {
      critic:
        "判别器就是这个 GAN 里专门学着分辨真假的网络。它给真样本的平均分是 {{real}}，给生成样本的是 {{made}}；低于 {{at}} 就说是造的。",
      likelihood:
        "模型看的是“意外程度”。真样本平均每个字要花它 {{real}} 比特，它自己造的只花 {{made}}；比 {{at}} {{less}}的，它就当成是自己写的。",
      letters:
        "这种模型说不出一段文字有多大可能。于是改用数字母的办法：统计真实文字里每两个字母后面接什么。真样本平均每个字花 {{real}} 比特，造的花 {{made}}，界线在 {{at}}。",
      nearest:
        "这种模型没有判别器。于是把每张图和模型学过的所有图比一比：真样本离最近的一张平均差 {{real}}，造的差 {{made}}，界线在 {{at}}。",
    },
    less: "少",
    more: "多",
    why: {
      critic: "得分 {{value}}",
      likelihood: "每个字 {{value}} 比特",
      letters: "每个字 {{value}} 比特",
      nearest: "离最近的差 {{value}}",
    },
    coin: "和抛硬币差不多：模型骗过了你，它就是为这个而训练的。",
    sharp: "好眼力：模型还有得学。",
    shareText: "当一回判别器：{{of}} 个真假样本里我分对了 {{right}} 个，{{rival}}分对了 {{other}} 个。",
  },
  language: {
    name: "猜猜是哪国的名字",
    help: "十个模型没读过的名字：是哪种语言的？",
    intro: "{{count}} 个模型从没读过的名字，每个有四种语言可选。模型已经学了 {{step}} 步。看看谁更懂名字？",
    keys: "按键：1 到 4。",
    question: "这个名字是哪种语言的？",
    was: "{{text}}：{{label}}。",
    rivals: { model: "模型", letters: "数字母的" },
    says: "{{rival}}说：{{label}}（{{percent}}）。",
    how: {
      model: "我们问模型：用这四种语言，它各有多大可能写出这个名字？可能性最大的就是它的回答（贝叶斯法则）。",
      letters:
        "这个模型不知道语言。于是改用数字母的办法：统计每种语言的名字里每两个字母后面接什么，名字在哪种语言里可能性最大，就答哪种。",
    },
    wise: "你认识的名字比它多。",
    shareText: "猜猜是哪国的名字：{{of}} 个名字我猜对了 {{right}} 个，{{rival}}猜对了 {{other}} 个。",
  },
  generator: {
    name: "当一回生成器",
    help: "不看数据，把点摆到判别器信以为真的地方。",
    intro:
      "把 {{count}} 个点拖到判别器信以为真的地方。你看不到数据，生成器也看不到。判别器已经学了 {{step}} 步。摆在同一处的点只算一个：那就是模式坍塌。",
    keys: "按键：Tab 选点，方向键移动，加 Shift 移得更远。",
    plane: "平面",
    pointReal: "第 {{at}} 个点：骗过了判别器",
    pointMade: "第 {{at}} 个点：被识破",
    show: "揭晓",
    rival: "生成器",
    how: "蓝色是判别器认为真的地方。绿点是数据，紫色三角是生成器此刻造的点；它靠判别器的坡度学习，就像你刚才靠判别器的判断一样。",
    shareText: "当一回生成器：我的 {{of}} 个点里有 {{right}} 个骗过了判别器，生成器的有 {{other}} 个。",
  },
};

/** What is said in games; it comes with their code. */
export const GAME_WORDS: Readonly<Record<Language, GameWords>> = { en, zh };
