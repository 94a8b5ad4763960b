import { captionWords, knownWord } from "../../../../core/captionWords.ts";
import { domainUi } from "../../../../domains/ui/registry.ts";
import { useT } from "../../i18n/i18n.ts";
import { useBlank } from "../../stage/family.tsx";
import { useApp } from "../../store.ts";
import { listed } from "./listed.ts";

/** What the run's model makes of a typed text, in a sentence; `null` where it takes the text as it stands. */
export function useSpelling(text: string): string | null {
  const t = useT();
  const facts = useApp((state) => state.facts);
  const blank = useBlank();
  const given = blank ? text.replaceAll(blank, "") : text;
  const spelled = facts ? domainUi(facts.domain.kind).spell?.(given, facts.domain) : undefined;
  if (!spelled || spelled.dropped.length === 0) return null;
  const { used, dropped } = spelled;
  const blanks = { characters: listed(dropped), used };
  return used === "" ? t("recipe.allDropped", blanks) : t("recipe.dropped", blanks);
}

/** The words of a typed caption that the data's captions lack, in a sentence; `null` where all are known. */
export function useUnknownWords(caption: string): string | null {
  const t = useT();
  const words = useApp((state) => state.facts?.captions?.words);
  if (!words || caption === "") return null;
  const unknown = captionWords(caption).filter((word) => knownWord(word, (each) => words.includes(each)) === null);
  return unknown.length > 0 ? t("recipe.notKnown", { words: [...new Set(unknown)].join(", ") }) : null;
}

/** A text that is no longer than it may be, and whether that cut it; half of a character is none. */
export function cutTo(length: number, text: string): { readonly text: string; readonly cut: boolean } {
  if (text.length <= length) return { text, cut: false };
  return { text: text.slice(0, length).replace(/[\uD800-\uDBFF]$/, ""), cut: true };
}
