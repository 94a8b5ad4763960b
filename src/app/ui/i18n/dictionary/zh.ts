/** What is said in this language before any family is, fetched as one file. */
export { words as base } from "../../../../catalog/words/zh.ts";
export { zh as page } from "../zh.ts";
