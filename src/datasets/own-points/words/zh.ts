import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "自带数据",
  help: "由您画出的点，训练时也可以继续画。",
  parameters: { content: { name: "您的点" } },
} satisfies Same<typeof en>;
