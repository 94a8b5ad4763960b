import type { Values } from "../schema/parameter.ts";
import type { Entry, Language } from "../schema/words.ts";
import { declaredConfig, withChanges } from "./change.ts";
import type { RunConfig } from "./config.ts";
import { CHOICES } from "./parameters.ts";
import { registry as everything, type Registry } from "./registry.ts";

/** Where a preset stands in the gallery: by what it learns from, or among those that go wrong on purpose. */
export const PRESET_GROUPS = ["words", "pictures", "points", "fail"] as const;
export type PresetGroup = (typeof PRESET_GROUPS)[number];

export interface Preset {
  /** Stands in links for ever. */
  readonly id: string;
  readonly group: PresetGroup;
  /** Of what it learns from: it comes first for those who read the page in it. */
  readonly language?: Language;
  /** By link key, on top of the declared defaults. What makes the preset is spelled out even where it is a default. */
  readonly changes: Values;
  readonly words: Readonly<Record<Language, Entry>>;
}

const GRU: Values = {
  "model.family": "recurrent",
  "model.cell": "gru",
  "model.units": 128,
  "model.conditional": true,
  "training.optimizer": "adam",
  "training.learningRate": 0.003,
  "training.batchSize": 32,
  "training.sequenceLength": 64,
  "training.clipNorm": 1,
};

const NAMES: Values = { ...GRU, "data.set": "given-names", "data.language": "latin", "model.dropout": 0.3 };

/** Dropout and decay keep the names from being learned by heart, however long somebody watches. */
const GRU_ON_NAMES: Values = { ...NAMES, "training.optimizer": "adamw", "training.weightDecay": 0.3 };

const GRU_ON_PLACES: Values = {
  ...GRU,
  "data.set": "place-names",
  "data.language": "en",
  "model.units": 256,
};

const VAE: Values = {
  "model.family": "vae",
  "model.architecture": "dense",
  "model.beta": 1,
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.batchSize": 128,
  "training.clipNorm": 0,
};

const VAE_ON_GLYPHS: Values = {
  ...VAE,
  "data.set": "glyphs",
  "data.characters": "all",
  "model.width": 256,
  "training.objective": "bernoulli",
};

const VAE_ON_POINTS: Values = {
  ...VAE,
  "data.set": "points",
  "data.noise": 0.02,
  "model.layers": 2,
  "model.width": 64,
  "model.latent": 2,
  "model.spread": "fixed",
  "model.deviation": 0.05,
  "training.objective": "gaussian",
  "sampling.count": 500,
};

/** A slow momentum, because the two networks chase each other; the rate falls so that samples come to rest on their modes. */
const GAN_ON_POINTS: Values = {
  "data.set": "points",
  "data.shape": "eight",
  "data.noise": 0.02,
  "model.family": "gan",
  "model.layers": 2,
  "model.width": 64,
  "model.latent": 2,
  "model.criticSteps": 3,
  "model.penalty": 0.5,
  "training.objective": "wassersteinGp",
  "training.optimizer": "adam",
  "training.learningRate": 0.002,
  "training.beta1": 0.5,
  "training.beta2": 0.9,
  "training.clipNorm": 0,
  "training.batchSize": 128,
  "training.schedule": "cosine",
  "training.scheduleSteps": 3000,
  "training.stopAt": 3000,
  "sampling.count": 512,
};

const GAN_ON_PICTURES: Values = {
  "model.family": "gan",
  "model.architecture": "convolutional",
  "model.channels": 16,
  "model.latent": 32,
  "model.criticSteps": 1,
  "training.objective": "nonSaturating",
  "training.optimizer": "adam",
  "training.learningRate": 0.001,
  "training.beta1": 0.5,
  "training.beta2": 0.99,
  "training.clipNorm": 0,
  "training.batchSize": 32,
};

/** Append only: an id and its changes never change their meaning, because links are differences from them. */
export const presets: readonly Preset[] = [
  {
    id: "names-gru",
    group: "words",
    changes: GRU_ON_NAMES,
    words: {
      en: {
        name: "Invented names",
        help: "A small network learns to invent given names in twenty languages. Ask it for an Italian or a Finnish one.",
      },
      zh: { name: "编出来的人名", help: "小型网络学习用二十种语言编造人名。可以向它要一个意大利名或芬兰名。" },
    },
  },
  {
    id: "names-chinese",
    group: "words",
    language: "zh",
    changes: {
      ...GRU_ON_NAMES,
      "data.language": "chinese",
      "model.units": 64,
      "model.dropout": 0.5,
      "training.weightDecay": 1,
      "sampling.maxLength": 12,
    },
    words: {
      en: {
        name: "Chinese names",
        help: "6,000 Chinese names: thousands of different characters, two or three a name. Watch it discover that the family name comes first.",
      },
      zh: {
        name: "中文姓名",
        help: "六千个中文姓名：用字多，每个名字只有两三个字。看它怎样先学会姓在前、名在后。",
      },
    },
  },
  {
    id: "names-lstm",
    group: "words",
    changes: { ...GRU_ON_NAMES, "model.cell": "lstm" },
    words: {
      en: {
        name: "Names, larger cell (LSTM)",
        help: "The same names with the older, larger LSTM cell. Run it after the GRU and compare the curves.",
      },
      zh: {
        name: "人名，更大的单元（LSTM）",
        help: "同样的人名，换成更早也更大的单元。先跑 GRU 再跑它，比较两条曲线。",
      },
    },
  },
  {
    id: "names-simple",
    group: "words",
    changes: { ...GRU_ON_NAMES, "model.cell": "simple" },
    words: {
      en: {
        name: "Names, simplest cell",
        help: "A network without gates. Names are short enough for it; see how far behind it stays.",
      },
      zh: { name: "人名，最简单的单元", help: "没有门控的网络。人名够短，它也能学；看它落后多少。" },
    },
  },
  {
    id: "names-sgd",
    group: "words",
    changes: {
      ...NAMES,
      "training.optimizer": "sgd",
      "training.learningRate": 0.2,
      "training.momentum": 0.9,
    },
    words: {
      en: {
        name: "Names by plain SGD",
        help: "Plain steps with momentum instead of Adam. Move the learning rate while it trains: too high and the loss jumps.",
      },
      zh: { name: "人名，用朴素的 SGD", help: "用带动量的 SGD 代替 Adam。边训练边调学习率：太高时损失会跳动。" },
    },
  },
  {
    id: "places-overfit",
    group: "fail",
    changes: GRU_ON_PLACES,
    words: {
      en: {
        name: "Place names, memorised",
        help: "A large network and little data: the training loss goes on falling while the validation loss turns back up.",
      },
      zh: { name: "地名，死记硬背", help: "大网络，小数据：训练损失继续下降，验证损失却掉头上升。" },
    },
  },
  {
    id: "places-dropout",
    group: "words",
    changes: {
      ...GRU_ON_PLACES,
      "model.units": 64,
      "model.embedding": 16,
      "model.dropout": 0.6,
      "training.optimizer": "adamw",
      "training.weightDecay": 1,
    },
    words: {
      en: {
        name: "Invented place names",
        help: "A small network with units switched off at random and weights held back: it learns more slowly and invents better.",
      },
      zh: { name: "编出来的地名", help: "小网络，训练时随机关掉一些单元，并抑制权重：学得慢些，却编得更好。" },
    },
  },
  {
    id: "code-lstm",
    group: "words",
    changes: {
      ...GRU,
      "data.set": "code",
      "model.cell": "lstm",
      "model.units": 256,
      "training.sequenceLength": 128,
      "sampling.maxLength": 400,
      "sampling.count": 4,
    },
    words: {
      en: {
        name: "Code that looks right",
        help: "It reads this project's own source. Brackets, indentation and key words come first; meaning never quite does.",
      },
      zh: { name: "看着像样的代码", help: "它读的是本项目自己的源代码。先学会括号、缩进和关键字；意义却始终学不会。" },
    },
  },
  {
    id: "glyphs-vae-map",
    group: "pictures",
    changes: {
      ...VAE_ON_GLYPHS,
      "data.characters": "upper",
      "model.layers": 2,
      "model.latent": 2,
      "training.batchSize": 64,
    },
    words: {
      en: {
        name: "A map of letters",
        help: "Every capital letter squeezed into two numbers. Open the latent map and drag from one letter to the next.",
      },
      zh: { name: "字母地图", help: "把每个大写字母压缩成两个数字。打开潜空间地图，从一个字母拖到另一个。" },
    },
  },
  {
    id: "glyphs-vae",
    group: "pictures",
    changes: { ...VAE_ON_GLYPHS, "model.layers": 1, "model.latent": 8 },
    words: {
      en: {
        name: "A letter in eight numbers",
        help: "Letters and digits of 75 typefaces in eight numbers each. Look at the reconstructions first, then move the sliders.",
      },
      zh: { name: "八个数一个字母", help: "75 种字体的字母和数字，每个用八个数字表示。先看重构，再移动滑块。" },
    },
  },
  {
    id: "glyphs-vae-label",
    group: "pictures",
    changes: { ...VAE_ON_GLYPHS, "model.layers": 1, "model.latent": 8, "model.conditional": true },
    words: {
      en: {
        name: "One letter, many hands",
        help: "The model is told which character it is, so the code is left with the style. Ask for one letter and see it in many hands.",
      },
      zh: {
        name: "一个字母，多种笔迹",
        help: "模型知道是哪个字符，编码只需表示风格。指定一个字母，看它的各种写法。",
      },
    },
  },
  {
    id: "moons-vae",
    group: "points",
    changes: { ...VAE_ON_POINTS, "data.shape": "moons" },
    words: {
      en: {
        name: "Two moons",
        help: "A round cloud of codes is bent into two half moons. The latent map shows the grid that does it, and where it must tear.",
      },
      zh: { name: "双月", help: "一团圆形的编码被弯成两个半月。潜空间地图展示这张网格怎样弯曲，又在哪里撕开。" },
    },
  },
  {
    id: "spiral-vae",
    group: "points",
    changes: { ...VAE_ON_POINTS, "data.shape": "spiral", "model.layers": 3 },
    words: {
      en: {
        name: "A spiral to unroll",
        help: "Two arms wound around each other: hard to unroll. Watch the grid settle onto them, and change β while it learns.",
      },
      zh: { name: "展开一条螺旋", help: "两条互相缠绕的旋臂很难展开。看网格怎样贴合两条旋臂，并在学习时改变 β。" },
    },
  },
  {
    id: "emoji-vae",
    group: "pictures",
    changes: {
      ...VAE,
      "data.set": "emoji",
      "data.group": "all",
      "model.architecture": "convolutional",
      "model.channels": 16,
      "model.latent": 32,
      "training.objective": "bernoulli",
      "training.batchSize": 32,
    },
    words: {
      en: {
        name: "Emoji that morph",
        help: "Small windows slide over colour pictures. Colours and outlines come first; walk from one emoji to another in between.",
      },
      zh: { name: "会变形的表情", help: "小窗口在彩色图片上滑动。先学会颜色和轮廓；试试从一个表情走到另一个。" },
    },
  },
  {
    id: "moons-vae-collapse",
    group: "fail",
    changes: { ...VAE_ON_POINTS, "data.shape": "moons", "model.beta": 10, "model.deviation": 0.2 },
    words: {
      en: {
        name: "A code that says nothing",
        help: "Information costs ten times its usual price, so the code carries none and every sample is the same blur. The alarm offers a way out.",
      },
      zh: {
        name: "什么也不说的编码",
        help: "传递信息的代价高达十倍，于是编码不再携带信息，所有样本都是同一团模糊。警报会给出解决办法。",
      },
    },
  },
  {
    id: "eight-gan",
    group: "points",
    changes: GAN_ON_POINTS,
    words: {
      en: {
        name: "Eight clusters",
        help: "A Wasserstein critic with a gradient penalty pulls the samples to all eight clusters. See its view and the grid that the generator folds.",
      },
      zh: {
        name: "八个簇",
        help: "带梯度惩罚的 Wasserstein 判别器把样本拉向全部八个簇。看看判别器视角，以及生成器折叠的网格。",
      },
    },
  },
  {
    id: "eight-gan-collapse",
    group: "fail",
    changes: {
      ...GAN_ON_POINTS,
      "model.criticSteps": 5,
      "model.layers": 3,
      "model.latent": 8,
      "training.objective": "minimax",
      "training.learningRate": 0.001,
      "training.schedule": "constant",
      "training.stopAt": 0,
    },
    words: {
      en: {
        name: "Eight clusters, collapsed",
        help: "The first GAN's loss against a strong critic: the samples huddle in one place and flee to the next. The alarm offers a way out.",
      },
      zh: {
        name: "八个簇，坍缩",
        help: "最初的 GAN 损失，对上强判别器：样本挤在一处，再逃到下一处。警报会给出解决办法。",
      },
    },
  },
  {
    id: "grid-gan",
    group: "points",
    changes: {
      ...GAN_ON_POINTS,
      "data.shape": "grid",
      "data.noise": 0.06,
      "model.width": 96,
      "model.penalty": 0.1,
    },
    words: {
      en: {
        name: "Twenty-five clusters",
        help: "Many modes, and little between them: the test that older objectives fail. Compare with minimax or non-saturating.",
      },
      zh: {
        name: "二十五个簇",
        help: "模式很多，中间几乎是空的：较早的目标函数过不了这一关。可与极小极大或非饱和比较。",
      },
    },
  },
  {
    id: "two-gan",
    group: "points",
    changes: {
      ...GAN_ON_POINTS,
      "data.shape": "gan-lab",
      "model.width": 32,
      "training.scheduleSteps": 2000,
      "training.stopAt": 2000,
    },
    words: {
      en: {
        name: "The smallest GAN",
        help: "The smallest game, as GAN Lab plays it: one round cloud and one tall one. Step through it in slow motion.",
      },
      zh: { name: "最小的 GAN", help: "最小的对抗训练，与 GAN Lab 相同：一团圆，一团竖长。用慢动作一步步看。" },
    },
  },
  {
    id: "glyphs-gan",
    group: "pictures",
    changes: { ...GAN_ON_PICTURES, "data.set": "glyphs", "data.characters": "upper" },
    words: {
      en: {
        name: "Letters out of noise",
        help: "Capital letters in seventy-five fonts. Strokes come after a few hundred steps, letters after a few thousand; it is never told which is which.",
      },
      zh: {
        name: "从噪声到字母",
        help: "七十五种字体的大写字母。几百步后有笔画，几千步后有字母；从没人告诉它哪个是哪个。",
      },
    },
  },
  {
    id: "emoji-gan",
    group: "pictures",
    changes: {
      ...GAN_ON_PICTURES,
      "data.set": "emoji",
      "data.group": "smileys",
      "model.channels": 32,
      "model.latent": 64,
      "training.learningRate": 0.0005,
    },
    words: {
      en: {
        name: "Smileys out of noise",
        help: "Few examples and many colours: a yellow disc comes first, faces later. Check the nearest neighbours to see whether it invents or copies.",
      },
      zh: { name: "从噪声到笑脸", help: "样本少，颜色多：先有黄色圆盘，后有脸。对照最近邻，看它是创作还是照抄。" },
    },
  },
];

export const DEFAULT_PRESET = "names-gru";

/** The preset of this id, or `undefined`. */
export const presetById = (id: string): Preset | undefined => presets.find((preset) => preset.id === id);

/** The set-up of a preset; of the default one where the id is absent or unknown. */
export function defaultConfig(presetId: string = DEFAULT_PRESET, registry: Registry = everything): RunConfig {
  const preset = presetById(presetId) ?? presetById(DEFAULT_PRESET);
  return withChanges(declaredConfig(registry), preset?.changes ?? {}, registry);
}

/**
 * What a set-up is compared with: its preset, brought to the same dataset, family and optimizer. The link holds the
 * difference, and a control that differs offers to go back to it.
 */
export function baselineOf(config: RunConfig, presetId: string, registry: Registry = everything): RunConfig {
  const choices = Object.fromEntries(CHOICES.map((key) => [key, config[key] as string]));
  return withChanges(defaultConfig(presetId, registry), choices, registry);
}
