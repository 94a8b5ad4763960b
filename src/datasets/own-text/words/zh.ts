import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "自带数据",
  help: "您自己带来的名字或文本。它只留在本机，以及您分享的链接中。",
  parameters: { content: { name: "您的文本" }, steps: { name: "清理" } },
} satisfies Same<typeof en>;
