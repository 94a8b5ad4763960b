import { words as training } from "../../training/words/en.ts";
import { gather } from "./gather.ts";

export const words = gather(
  import.meta.glob("../../datasets/*/words/en.ts", { eager: true, import: "words" }),
  import.meta.glob("../../families/*/words/en.ts", { eager: true, import: "words" }),
  import.meta.glob("../../optimizers/*/words/en.ts", { eager: true, import: "words" }),
  training,
);
