import type { Same } from "../../../schema/words.ts";
import type { words as en } from "./en.ts";

export const words = {
  name: "你的 MIDI",
  help: "你带来的 MIDI 文件中的旋律，只留在本机和你分享的链接里。",
  parameters: { content: { name: "曲子" } },
} satisfies Same<typeof en>;
