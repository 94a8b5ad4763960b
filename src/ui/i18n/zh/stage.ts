import type { en } from "../en.ts";
import type { Same } from "../same.ts";

export const stage: Same<typeof en.stage> = {
  samples: "样本",
  lossCurves: "损失曲线",
};
