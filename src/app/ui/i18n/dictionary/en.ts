/** All that is said in this language, fetched as one file. */
export { words as catalog } from "../../../../catalog/words/en.ts";
export { en as page } from "../en.ts";
