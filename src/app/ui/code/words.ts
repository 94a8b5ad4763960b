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
  project: "Download project",
  projectHint: "A folder that trains on in PyTorch from this step: code, weights, optimizer, data, notebook",
  working: "Packing…",
  failed: "The project could not be packed: the run is not open, or its numbers are no longer finite.",
  open: "Open a checkpoint",
  openHint:
    "A checkpoint.safetensors of such a project, or its zip: the page goes on from it. Or weights from elsewhere (.safetensors): those that fit this set-up by name and shape are taken",
  opened: "The page goes on from step {{step}}.",
  unfit: "These do not fit and stay untrained: {{names}}",
  strange: "There are no weights in the file.",
  nothingFits: "Nothing in the file is called as the weights of model.py are.",
  adopted: "{{used}} of {{all}} weights fit and were taken; the run begins with them.",
  fitting: "What fits, and what does not",
  taken: "taken",
  missing: "not in the file: begins untrained",
  shape: "{{given}} in the file, {{wanted}} here: begins untrained",
  layer: "fits, but not all of its layer does: begins untrained",
  unknown: "in the file, not in this set-up",
  noCheckpoint: "There is no checkpoint.safetensors in the zip.",
  noZip: "The zip is damaged or too large.",
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
  project: "下载项目",
  projectHint: "一个可以用 PyTorch 从当前步接着训练的文件夹：代码、权重、优化器、数据和笔记本",
  working: "正在打包……",
  failed: "无法打包项目：运行尚未打开，或者数值已经不再有限。",
  open: "打开检查点",
  openHint:
    "这类项目的 checkpoint.safetensors 或整个 zip：页面会从它接着训练。也可以是别处的权重（.safetensors）：名称和形状与当前设置相符的会被采用",
  opened: "页面从第 {{step}} 步接着训练。",
  unfit: "这些权重对不上，保持未训练的状态：{{names}}",
  strange: "文件里没有权重。",
  nothingFits: "文件里没有一个名称与 model.py 的权重相同。",
  adopted: "{{all}} 个权重中有 {{used}} 个相符并已采用，运行从它们开始。",
  fitting: "哪些相符，哪些不相符",
  taken: "已采用",
  missing: "文件里没有：从未训练的状态开始",
  shape: "文件里是 {{given}}，这里需要 {{wanted}}：从未训练的状态开始",
  layer: "本身相符，但所在的层不完整：从未训练的状态开始",
  unknown: "文件里有，当前设置里没有",
  noCheckpoint: "zip 里没有 checkpoint.safetensors。",
  noZip: "zip 已损坏或过大。",
};

export const codeWords: Readonly<Record<"en" | "zh", Words>> = { en, zh };

/** A text with its blanks filled. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? ""));
