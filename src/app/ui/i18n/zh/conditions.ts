import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const conditions: Same<typeof en.conditions> = {
  oneThread: "单线程",
  insecure: "此网址不是 https。浏览器因此不提供多线程和 WebGPU，也无法离线使用。",
  framed: "Inkling 嵌在其他页面中时，只能用处理器的一个线程训练。",
  notIsolated: "此服务器没有隔离页面，因此 wasm 只能用处理器的一个线程训练。重新载入页面或许有用。",
  openAlone: "在单独的标签页中打开",
};
