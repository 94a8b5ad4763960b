import type { Values } from "../schema/parameter.ts";
import type { Language } from "../schema/words.ts";

/** Something worth trying with a preset: a change or a view, done by one press or by hand. */
export interface Try {
  /** Unique within its preset. */
  readonly id: string;
  readonly does:
    | { readonly kind: "change"; readonly changes: Values }
    | { readonly kind: "view"; readonly view: string };
  readonly words: Readonly<Record<Language, string>>;
}

const change = (id: string, changes: Values, en: string, zh: string): Try => ({
  id,
  does: { kind: "change", changes },
  words: { en, zh },
});

const view = (id: string, en: string, zh: string): Try => ({ id, does: { kind: "view", view: id }, words: { en, zh } });

const MODEL_GRAPH = view("machine", "See how it works", "看看它怎么运作");
const NEXT = view("next", "Type your own name", "输入你的名字");
const HIDDEN = view("hidden", "Look into its memory", "看看它的记忆");
const BREAK = change("break", { "training.learningRate": 1 }, "Break it: learning rate 1", "弄坏它：学习率 1");
const WILD = change("wild", { "sampling.temperature": 1.6 }, "Make it wild", "让它放飞");
const RECONSTRUCTIONS = view("reconstructions", "Compare with the originals", "与原图对比");
const MAP = view("map", "Walk about on the map", "在地图上走走");
const SLIDERS = view("sliders", "Move the sliders", "拖动滑块");
const MORPH = view("interpolation", "Turn one into another", "从一个变成另一个");
const FIELD = view("field", "See what the critic sees", "看看判别器眼中的世界");
const NEAREST = view("nearest", "Does it copy?", "它在抄袭吗？");

/** Three a preset, by its id. */
export const tries: Readonly<Record<string, readonly Try[]>> = {
  "names-gru": [
    change("italian", { "sampling.label": "it" }, "Ask for Italian names", "要几个意大利名字"),
    WILD,
    BREAK,
  ],
  "names-chinese": [
    change("surname", { "sampling.prompt": "李" }, "Names that begin with 李", "姓李的名字"),
    WILD,
    NEXT,
  ],
  "names-lstm": [
    change("start", { "sampling.prompt": "Zo" }, "Names that begin with Zo", "以 Zo 开头的名字"),
    HIDDEN,
    MODEL_GRAPH,
  ],
  "names-simple": [NEXT, change("gru", { "model.cell": "gru" }, "Give it gates (GRU)", "给它装上门（GRU）"), BREAK],
  "names-sgd": [
    change("fast", { "training.learningRate": 2 }, "Larger steps", "迈大步"),
    change("momentum", { "training.momentum": 0 }, "No momentum", "去掉动量"),
    change("adam", { "training.optimizer": "adam" }, "Race it against Adam", "与 Adam 比一比"),
  ],
  "places-overfit": [
    change("dropout", { "model.dropout": 0.5 }, "Help it: dropout", "帮它一把：随机失活"),
    change("smaller", { "model.units": 64 }, "A smaller network", "换个小网络"),
    NEXT,
  ],
  "places-dropout": [
    change("start", { "sampling.prompt": "San " }, "Places that begin with San", "以 San 开头的地名"),
    WILD,
    change("forget", { "model.dropout": 0 }, "Dropout off", "关掉随机失活"),
  ],
  "code-lstm": [
    change("start", { "sampling.prompt": "export function " }, "Let it finish a function", "让它写完一个函数"),
    change("sure", { "sampling.temperature": 0.3 }, "Make it play safe", "让它稳妥一点"),
    HIDDEN,
  ],
  "glyphs-vae-map": [MAP, MORPH, change("beta", { "model.beta": 4 }, "Tidy the map: β 4", "整理地图：β 4")],
  "glyphs-vae": [SLIDERS, RECONSTRUCTIONS, MORPH],
  "glyphs-vae-label": [
    change("letter", { "sampling.label": "R" }, "Only the letter R", "只要字母 R"),
    change("tame", { "sampling.temperature": 0.4 }, "Plainer letters", "更规矩的字体"),
    SLIDERS,
  ],
  "moons-vae": [MAP, change("beta", { "model.beta": 10 }, "Raise β to 10", "把 β 调到 10"), MODEL_GRAPH],
  "spiral-vae": [
    MAP,
    change("beta", { "model.beta": 0.2 }, "Lower β to 0.2", "把 β 降到 0.2"),
    change("moons", { "data.shape": "moons" }, "Something easier: moons", "换个容易的：双月"),
  ],
  "emoji-vae": [MORPH, RECONSTRUCTIONS, change("food", { "data.group": "food" }, "Food only", "只学食物")],
  "moons-vae-collapse": [
    MAP,
    change("beta", { "model.beta": 1 }, "Help it: β back to 1", "帮它一把：β 回到 1"),
    MODEL_GRAPH,
  ],
  "eight-gan": [FIELD, MORPH, change("spiral", { "data.shape": "spiral" }, "A spiral instead", "换成螺旋")],
  "eight-gan-collapse": [
    FIELD,
    change(
      "wasserstein",
      { "training.objective": "wassersteinGp" },
      "Help it: Wasserstein",
      "帮它一把：换成 Wasserstein",
    ),
    MODEL_GRAPH,
  ],
  "grid-gan": [
    FIELD,
    change("minimax", { "training.objective": "minimax" }, "The first GAN's loss", "用最初的 GAN 损失"),
    change("checkerboard", { "data.shape": "checkerboard" }, "A checkerboard", "换成棋盘"),
  ],
  "two-gan": [MODEL_GRAPH, FIELD, change("ring", { "data.shape": "ring" }, "A ring instead", "换成圆环")],
  "glyphs-gan": [MORPH, NEAREST, change("digits", { "data.characters": "digits" }, "Digits instead", "换成数字")],
  "emoji-gan": [NEAREST, MORPH, change("animals", { "data.group": "animals" }, "Animals instead", "换成动物")],
};

export const triesOf = (preset: string): readonly Try[] => (Object.hasOwn(tries, preset) ? (tries[preset] ?? []) : []);
