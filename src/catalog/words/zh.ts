import { words as training } from "../../training/words/zh.ts";
import { gather } from "./gather.ts";

export const words = gather(
  import.meta.glob("../../datasets/*/words/zh.ts", { eager: true, import: "words" }),
  import.meta.glob("../../families/*/words/zh.ts", { eager: true, import: "words" }),
  import.meta.glob("../../optimizers/*/words/zh.ts", { eager: true, import: "words" }),
  training,
);
