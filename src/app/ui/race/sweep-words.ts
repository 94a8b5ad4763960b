import type { Language, Same } from "../../../schema/words.ts";

const en = {
  title: "Sweep: {{name}}",
  by: "{{first}} by {{second}}",
  end: "End the sweep",
  intro:
    "The same data and the same seed in every run, {{steps}} steps each; {{count}} at a time on {{cores}} processor cores.",
  entry: "Sweep this value…",
  values: "Values, with commas between",
  second: "And a second setting",
  none: "none",
  steps: "Steps of each run",
  start: "Sweep {{count}} runs",
  tooFew: "At least two values are needed.",
  tooMany: "{{count}} runs are too many: {{most}} at most.",
  figure: "Coloured by",
  map: "The runs of the grid",
  waits: "waits",
  stopped: "stopped",
  progress: "{{done}} of {{count}} runs are through.",
  best: "Best: {{name}}. {{figure}}: {{value}}.",
  press: "Press Play: {{count}} runs wait.",
  cell: "{{name}}: {{value}}",
  open: "Press a cell to go on with its run.",
  openCell: "Opens this run on the page; the one that is there is kept.",
};

const zh: Same<typeof en> = {
  title: "扫描：{{name}}",
  by: "{{first}} × {{second}}",
  end: "结束扫描",
  intro: "每个训练的数据和随机种子都一样，各训练 {{steps}} 步；{{cores}} 个处理器核心上同时进行 {{count}} 个。",
  entry: "扫描这个值…",
  values: "取值，用逗号分开",
  second: "再加一个设置",
  none: "不加",
  steps: "每个训练的步数",
  start: "扫描 {{count}} 个训练",
  tooFew: "至少要有两个值。",
  tooMany: "{{count}} 个训练太多了：最多 {{most}} 个。",
  figure: "颜色表示",
  map: "网格里的训练",
  waits: "等待中",
  stopped: "已停下",
  progress: "{{count}} 个训练已完成 {{done}} 个。",
  best: "最好的是 {{name}}。{{figure}}：{{value}}。",
  press: "按“开始”：有 {{count}} 个训练在等。",
  cell: "{{name}}：{{value}}",
  open: "点一格，就接着训练那一个。",
  openCell: "在页面上打开这个训练；现在的训练会保留。",
};

/** What is said of sweeps; it comes with their code. */
export const SWEEP_WORDS: Readonly<Record<Language, Same<typeof en>>> = { en, zh };
