import type { Words } from "../../schema/words.ts";

const CHARACTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
/** A character is its own word in every language. */
const labels = Object.fromEntries(CHARACTERS.map((character) => [character, character]));

export const words: Words = {
  en: {
    name: "Letters and digits",
    help: "A–Z, a–z and 0–9 in 75 typefaces, from book faces to handwriting: small grey pictures, each with its character.",
    parameters: {
      characters: {
        name: "Characters",
        help: "All 62, or only some: fewer are learned sooner.",
        choices: { all: "All", upper: "Capitals", lower: "Small letters", digits: "Digits" },
      },
    },
    labels,
  },
  zh: {
    name: "字母与数字",
    help: "A–Z、a–z 和 0–9，共 75 种字体，从书籍正文体到手写体：小幅灰度图片，每张都标有所写的字符。",
    parameters: {
      characters: {
        name: "字符",
        help: "全部 62 个，或只取其中一部分：种类越少，学得越快。",
        choices: { all: "全部", upper: "大写字母", lower: "小写字母", digits: "数字" },
      },
    },
    labels,
  },
};
