import type { Same } from "../../../../schema/words.ts";
import type { en } from "../en.ts";

export const common: Same<typeof en.common> = {
  close: "关闭",
  copied: "已复制",
  dismiss: "知道了",
  loading: "载入中…",
  live: "即时",
  liveHint: "立即生效，训练中也可以调整。",
  off: "关",
  on: "开",
  help: "说明：{{name}}",
  units: {
    steps: "步",
    characters: "个字符",
    samples: "个样本",
    nats: "奈特",
    bits: "比特",
    ms: "毫秒",
    percent: "%",
  },
};
