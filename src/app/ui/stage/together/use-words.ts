import { useFormat, useLanguage } from "../../i18n/i18n.ts";
import { TOGETHER_WORDS } from "./words.ts";

/** What this view says, and how its blanks are filled. */
export function useTogetherWords() {
  const format = useFormat();
  const words = TOGETHER_WORDS[useLanguage()];
  const fill = (sentence: string, blanks: Readonly<Record<string, string | number>>): string =>
    sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = blanks[name];
      return typeof value === "number" ? format.number(value) : (value ?? "");
    });
  const percent = (share: number): string => format.number(share, { style: "percent", maximumFractionDigits: 0 });
  return { words, fill, percent };
}
