import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "自带数据",
  help: "您自己带来的图片，只留在本机。",
  parameters: { content: { name: "您的图片" } },
} satisfies Same<typeof en>;
