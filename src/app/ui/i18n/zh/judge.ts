import type { Same } from "../../../../schema/words.ts";
import type { judge as en } from "../en/judge.ts";

export const judge: Same<typeof en> = {
  groups: {
    learning: { name: "学到了多少", help: "看它对从未见过的样本说得有多准。" },
    quality: { name: "质量", help: "它生成的东西像不像真实样本。" },
    creativity: { name: "创造力", help: "它生成的东西是不是新的、够不够多样。" },
  },
  overTime: { name: "质量随时间的变化", hint: "边学边评它生成的东西" },
  figures: {
    modes: { plain: "到达的簇", name: "覆盖的模式数", help: "2,500 个样本中至少有 20 个落入的簇的数目。" },
    near: { plain: "命中的点", name: "靠近簇心的比例", help: "落在某个簇心三个标准差以内的样本比例。" },
    frechet: {
      plain: "与数据的距离",
      name: "Fréchet 距离",
      help: "样本与数据在均值和协方差上相差多远；二维情形下是精确值。",
      formula: "|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)",
    },
    fid: {
      plain: "与真实图片的距离",
      name: "特征上的 Fréchet 距离（FID）",
      help: "由一个单独训练的分类器来看样本和真实图片；这个数表示它所见特征的均值和协方差相差多远。越小越好。",
      formula: "|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)",
    },
    precision: {
      plain: "清晰可信",
      name: "精确率",
      help: "在单独训练的分类器看来，像某张真实图片的样本所占比例。",
    },
    recall: { plain: "覆盖数据", name: "召回率", help: "像某个样本的真实图片所占比例：数据中有多少是模型画得出的。" },
    labels: { plain: "认识的种类", name: "见到的标签数", help: "单独训练的分类器在 128 个样本中认出的标签数目。" },
    recognised: { plain: "画得对题", name: "标签识别率", help: "单独训练的分类器看到的标签与要求一致的比例。" },
    captionMatch: {
      plain: "画得合乎描述",
      name: "描述相符率",
      help: "用留出样本的描述来画时，单独训练的分类器看到的类别与描述一致的比例。",
    },
    diversity: { plain: "多样性", name: "多样性", help: "样本彼此之间的差异与真实样本相比；1 表示一样大。" },
    novelty: {
      plain: "与样例不同",
      name: "新颖度",
      help: "样本离最近的训练样例有多远，与留出的样本相比；接近 0 就是照抄。",
    },
    variation: {
      plain: "字符搭配得当",
      name: "二元组的全变差",
      help: "字符的前后搭配在 128 个样本与留出文本中相差多少：所有差值之和的一半，0 到 1。同样多的真实文本之间也有距离。",
      formula: "½ Σ |p(ab) − q(ab)|",
    },
    plausible: {
      plain: "像不像",
      name: "三元模型下的困惑度",
      help: "一个统计真实字符三元组的模型对样本有多意外。远低于真实文本说明样本千篇一律。",
    },
    bars: {
      plain: "节拍准不准",
      name: "时值正确的小节",
      help: "128 段旋律中，音符与休止的总时值符合拍子的小节所占的比例。只数相邻字符的模型很少写对。",
    },
    key: {
      plain: "在不在调上",
      name: "调内音",
      help: "128 段旋律中，落在最合适的音阶（大调及与其同音的各调式，或和声小调）里的音所占的比例。",
    },
    distinct: { plain: "不重复", name: "互不相同的样本", help: "128 个样本中互不相同的文本所占比例。" },
    copied: {
      plain: "抄自数据",
      name: "照抄的样本",
      help: "在数据中原样出现的样本比例。短文本会碰巧相同；比例很高说明它把样例背下来了。",
    },
  },
  summary: {
    pictures: { good: "清晰", fair: "半清不楚", poor: "模糊" },
    texts: { good: "读起来像真的", fair: "读起来半像", poor: "读起来还不像" },
    points: { good: "命中目标", fair: "部分命中", poor: "偏离目标" },
    everyKind: "{{tone}}，而且全部 {{all}} 种它都会。",
    someKinds: "{{tone}}，但 {{all}} 种里它只会 {{known}} 种。",
    noKinds: "{{tone}}。",
    repeats: "它在重复自己。",
    copies: "其中很多是照抄的。",
  },
};
