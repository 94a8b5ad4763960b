import type { en } from "../en.ts";
import type { Same } from "../same.ts";

export const errors: Same<typeof en.errors> = {
  other: "出了点问题（{{code}}）。按“重置”可重新开始；已学到的内容保留在下方的运行记录中。",
  unexpected: "出了意外的问题：{{message}}。按“重置”可重新开始；已学到的内容保留在下方的运行记录中。",
  backendUnavailable: "此浏览器无法启动 {{backend}}（{{reason}}）。请在上方菜单中选择其他后端。",
  gpuError: "GPU 报告了错误：{{message}}",
  deviceLost: "{{backend}} 停止工作（{{reason}}）。按“重置”重新启动，或选择其他后端。",
  dataUnreadable: "无法载入文件 {{path}}。请检查网络后重试。",
  hardwareWebgpu: "除非其他后端快 1.5 倍以上，否则使用真实 GPU 上的 WebGPU。",
  fasterThanWebgpu: "在这台设备上，{{kind}} 比 WebGPU 快 {{times}} 倍。",
  fastest: "{{kind}} 在这台设备上最快：每秒 {{stepsPerSecond}} 个测试步。",
  bestKnown: "已知此浏览器最好的后端是 {{kind}}。可以测量一下来确认。",
  chosen: "{{kind}} 是手动选择的。",
  softwareBackend: "由处理器模拟的 GPU；除非要求，否则不测量。",
};
