import { useT } from "../../i18n/i18n.ts";
import { useApp } from "../../store.ts";
import { listed, spell } from "../alphabet.ts";

/** What the run's model makes of a typed text, in a sentence; `null` where it takes the text as it stands. */
export function useSpelling(text: string): string | null {
  const t = useT();
  const facts = useApp((state) => state.facts);
  const { used, dropped } = spell(text, facts);
  if (dropped.length === 0) return null;
  const blanks = { characters: listed(dropped), used };
  return used === "" ? t("recipe.allDropped", blanks) : t("recipe.dropped", blanks);
}

/** A text that is no longer than it may be, and whether that cut it; half of a character is none. */
export function cutTo(length: number, text: string): { readonly text: string; readonly cut: boolean } {
  if (text.length <= length) return { text, cut: false };
  return { text: text.slice(0, length).replace(/[\uD800-\uDBFF]$/, ""), cut: true };
}
