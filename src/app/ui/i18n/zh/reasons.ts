import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const reasons: Same<typeof en.reasons> = {
  noAdapter: "浏览器没有提供 GPU",
  noContext: "浏览器没有提供绘图上下文",
  noWebAssembly: "浏览器没有 WebAssembly",
  noSimd: "浏览器的 WebAssembly 没有 SIMD",
  halfPrecision: "它的计算精度不足以训练",
  refused: "浏览器拒绝了",
  contextLost: "浏览器收回了它的上下文",
  destroyed: "它的设备已关闭",
  unknown: "原因不明",
  timeout: "未能及时得到回应",
  deviceLost: "GPU 丢失",
  gpuError: "GPU 报告了错误",
  notOpen: "没有打开的训练",
  tooLarge: "需要的内存太多",
  workerSilent: "没有响应",
  workerFailed: "训练进程出错",
  unexpected: "意外错误",
  stalled: "好几秒没有收到任何数据",
  unreachable: "连不上服务器",
  missing: "服务器没有提供它",
  webPage: "收到的是一个网页，而不是该文件",
  cutShort: "只收到了一部分",
  altered: "收到的内容与原文件不符",
};
