/** Words of the library of runs; they come with it. */
const en = {
  search: "Search",
  none: "Nothing is kept yet. A run is kept by itself from its first checkpoint on.",
  noMatch: "No run has “{{text}}” in its name or set-up.",
  total: "{{runs}} · {{size}}",
  runs: { one: "1 run", other: "{{count}} runs" },
  keep: "Never delete by itself",
  keepHint: "A browser that is short of space may delete what pages keep. Ask it to leave these runs alone.",
  kept: "The browser agreed: only you delete these runs.",
  notKept: "The browser did not agree. Take important runs along as files.",
  open: "Open a file…",
  openHint: "A run that was saved as a file (.inkling). Dropping it anywhere on the page does the same.",
  deleteAll: "Delete all…",
  deleteAllSure: "Delete {{runs}} for good?",
  here: "on the page now",
  elsewhere: "trains in another tab",
  same: "set up like the one on the page",
  rename: "Rename {{name}}",
  name: "Name of the run",
  beside: "Compare with {{name}}",
  copy: "Open a copy of {{name}}",
  file: "Save {{name}} as a file",
  about: "step {{step}}, {{date}}",
};

type Words = Readonly<Record<Exclude<keyof typeof en, "runs">, string>> & {
  readonly runs: Readonly<Record<"one" | "other", string>>;
};

const zh: Words = {
  search: "搜索",
  none: "还没有保存任何训练。训练到第一个检查点后会自动保存。",
  noMatch: "没有名称或设置中带“{{text}}”的训练。",
  total: "{{runs}} · {{size}}",
  runs: { one: "1 次训练", other: "{{count}} 次训练" },
  keep: "不要自动删除",
  keepHint: "空间不足时，浏览器可能会删除网页保存的内容。可以请它保留这些训练。",
  kept: "浏览器已同意：只有你能删除这些训练。",
  notKept: "浏览器没有同意。重要的训练请导出为文件。",
  open: "打开文件…",
  openHint: "之前导出的训练文件（.inkling）。把文件拖到页面任意位置也可以。",
  deleteAll: "全部删除…",
  deleteAllSure: "确定永久删除 {{runs}}？",
  here: "正在页面上",
  elsewhere: "正在另一个标签页中训练",
  same: "设置与页面上的相同",
  rename: "重命名“{{name}}”",
  name: "训练的名称",
  beside: "与“{{name}}”对比",
  copy: "打开“{{name}}”的副本",
  file: "把“{{name}}”导出为文件",
  about: "第 {{step}} 步，{{date}}",
};

export const libraryWords: Readonly<Record<"en" | "zh", Words>> = { en, zh };
