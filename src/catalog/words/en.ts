import { words as training } from "../../training/words/en.ts";
import { type BaseWords, byFolder } from "./gather.ts";

export const words: BaseWords = {
  datasets: byFolder(import.meta.glob("../../datasets/*/words/en.ts", { eager: true, import: "words" })),
  optimizers: byFolder(import.meta.glob("../../optimizers/*/words/en.ts", { eager: true, import: "words" })),
  training,
};
