import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const errors: Same<typeof en.errors> = {
  other: "出了点问题（{{code}}）。按“重置”可重新开始；已学到的内容保留在下方的训练记录中。",
  unexpected: "出了意外的问题：{{message}}。按“重置”可重新开始；已学到的内容保留在下方的训练记录中。",
  timeout: "{{ms}} 毫秒内没有回应。请重试。",
  cancelled: "已按你的要求停止。",

  backendUnavailable: "此处无法使用 {{backend}}：{{reason}}。请在上方菜单中选择其他后端。",
  backendFallback: "{{from}} 在此处无法工作，已改用 {{to}}。",
  gpuError: "GPU 报告了错误：{{message}}。请重试，或在上方菜单中选择其他后端。",
  deviceLost: "{{backend}} 停止工作：{{reason}}。请重试，或在上方菜单中选择其他后端。",
  hardwareWebgpu: "除非其他后端快 1.5 倍以上，否则使用真实 GPU 上的 WebGPU。",
  fasterThanWebgpu: "在这台设备上，{{kind}} 的速度是 WebGPU 的 {{times}} 倍。",
  fastest: "{{kind}} 在这台设备上最快：每秒 {{stepsPerSecond}} 个测试步。",
  bestKnown: "据目前所知，{{kind}} 是此浏览器最好的后端。可以测量一下来确认。",
  chosen: "{{kind}} 是手动选择的。",
  asked: "{{kind}} 是网址中指定的。",
  softwareBackend: "由处理器模拟的 GPU；除非你要求，否则不测量。",

  nothingToSay:
    "这些图片既没有标签也没有说明，没有什么可以学着说的。请换一批图片，把你的图片按内容放进文件夹再带来，或换一种模型。",
  dataUnreadable: "无法载入文件 {{path}}：{{reason}}。请检查网络后重试。",
  wavNone: "这不是 WAV 文件，或文件已损坏。请把声音另存为 WAV 再导入。",
  wavCoding:
    "这个 WAV 文件的编码这里读不了（格式 {{kind}}，{{bits}} 位，{{channels}} 声道，{{rate}} Hz）。请另存为 16 位 PCM。",
  wavEmpty: "这个 WAV 文件里没有声音。",
  contentMissing: "此设置使用“{{name}}”（{{kilobytes}} KB），但本机没有。请带来它，即可继续。",
  contentUnreadable: "此设置的数据缺失或已损坏，请重新带来。",
  contentNotKept: "此浏览器不允许页面保存“{{name}}”。关闭本标签页之前它仍可用。",
  indexOutside: "第 {{place}} 个字符不在此模型的 {{rows}} 个字符之中。按“重置”可构建适合数据的模型。",
  checkpointMismatch: "保存的训练与此模型不符（{{name}}），因此未作改动。按“重置”可重新开始。",

  tooLarge: "一个训练步约需 {{megabytes}} MB，超过此处安全的 {{limit}} MB。请减少单元数、批大小或序列长度。",
  notFinite: "权重变成了 NaN，因此没有保存。请回到较早的一步。",
  notLive: "训练时不能更改 {{key}}；请按“重置”应用更改。",
  notOpen: "没有打开的训练。按“重置”可打开。",

  newVersion: "Inkling 有了新版本。重新载入即可使用，当前训练会先保存。",

  runKept: "到第 {{step}} 步为止的训练已保存在下方。",
  recovered: "训练曾中断（{{reason}}），现从最近的检查点（第 {{step}} 步）继续。",
  keptUnreadable: "保存的内容无法读取（{{field}}）。",
  keptNewer: "它由更新版本的 Inkling 保存。刷新页面即可换用新版本。",
  keptElsewhere: "该训练正在另一个标签页中进行。请到那里继续，或先关闭那个标签页。",
  keptGone: "该训练已不再保留。",
  keptPartly: "训练继续进行。部分保存的内容无法读取，已略去：{{fields}}。",
  runFileStrange: "这个文件里没有训练。训练文件以 .inkling 结尾，可以在“已保存的训练”中导出。",
  runFileDamaged: "这个文件里的训练已损坏（{{field}}），没有打开任何内容。",
  codesMismatch: "这个模型需要 {{width}} 个数，不是 {{length}} 个。",
  codesNotOffered: "这个模型做不到（{{what}}）。",
  linkModelDamaged: "链接里的模型被截断或改动过，所以设置以未训练的状态打开。请让对方重新发送链接。",
  linkModelStrange: "链接里的模型与这套设置不符，所以设置以未训练的状态打开。",
  storageFull:
    "存储空间不足，无法保存此次训练。训练会继续，但关闭此标签页后无法恢复。删除已保存的训练或其他文件可腾出空间。",
  storageRefused: "此浏览器不允许本页保存数据。训练会继续，但关闭此标签页后无法恢复。",
  storageUnreadable: "暂时无法读取已保存的训练。请稍后再试。",
  workerGone: "训练进程已结束。按“重置”可重新启动；已学到的内容保留在下方的训练记录中。",
  workerSilent: "训练已有 {{seconds}} 秒没有响应。",
  workerNotLoaded: "负责训练的程序未能载入。请检查网络后重试。",
  workerFailed: "训练中断：{{message}}",
  workerKeepsFailing: "训练一再中断（{{reason}}）。请试试更小的尺寸，或在上方菜单中选择其他后端。",
};
