/** What is said in this language before any family is, fetched as one file. */
export { words as base } from "../../../../catalog/words/en.ts";
export { en as page } from "../en.ts";
