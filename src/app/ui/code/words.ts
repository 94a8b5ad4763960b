/** Words around programs; they come with the panel that shows them. Programs and their comments are English. */
const en = {
  name: "Code",
  hint: "This set-up in PyTorch",
  explain: "The program that this set-up is, as you would write it in PyTorch. Point at a control to see its lines.",
  file: "File",
  copy: "Copy",
  copied: "Copied",
  notCopied: "The browser does not allow copying. Select the text instead.",
  save: "Save",
  waiting: "The code appears once the data is loaded.",
  applied: "The data was changed: press Reset, and the code follows. This is the program of the run.",
  none: "There is no program in PyTorch for this family yet.",
  lines: "{{count}} lines follow “{{name}}”",
};

type Words = Readonly<Record<keyof typeof en, string>>;

const zh: Words = {
  name: "代码",
  hint: "用 PyTorch 写成的这个设置",
  explain: "这就是当前设置对应的 PyTorch 程序，和自己动手写的一样。把鼠标移到某个控件上，就能看到由它决定的代码行。",
  file: "文件",
  copy: "复制",
  copied: "已复制",
  notCopied: "浏览器不允许复制，请直接选中文字。",
  save: "保存",
  waiting: "数据加载完成后，这里会显示代码。",
  applied: "数据有改动：按“重置”后代码会跟着更新。现在显示的是正在运行的程序。",
  none: "这一类模型暂时还没有 PyTorch 程序。",
  lines: "有 {{count}} 行取决于“{{name}}”",
};

export const codeWords: Readonly<Record<"en" | "zh", Words>> = { en, zh };
