import { words as training } from "../../training/words/zh.ts";
import { type BaseWords, byFolder } from "./gather.ts";

export const words: BaseWords = {
  datasets: byFolder(import.meta.glob("../../datasets/*/words/zh.ts", { eager: true, import: "words" })),
  optimizers: byFolder(import.meta.glob("../../optimizers/*/words/zh.ts", { eager: true, import: "words" })),
  training,
};
