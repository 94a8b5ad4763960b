/** All that is said in this language, fetched as one file. */
export { words as catalog } from "../../../../catalog/words/zh.ts";
export { zh as page } from "../zh.ts";
