import type { Property } from "../../associations.ts";
import { characterProperties } from "../properties.ts";

/** What can be said of whole texts: how long one is, and how much of it is of a kind. Texts without characters have none of any. */
export function textProperties(texts: readonly ArrayLike<number>[], symbols: readonly string[]): readonly Property[] {
  const own = texts.map((text) => characterProperties(text, symbols));
  const valuesOf = (text: number, id: string) => own[text]?.find((property) => property.id === id)?.values ?? [];
  const of = (id: string, value: (text: number) => number): Property => ({ id, values: texts.map((_, n) => value(n)) });
  const share = (id: string) => (text: number) => {
    const values = Array.from(valuesOf(text, id));
    return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  };
  return [
    of("length", (text) => (texts[text] as ArrayLike<number>).length),
    of("vowels", share("vowel")),
    of("marks", share("marked")),
    of("capitals", share("upper")),
    of("vowelFirst", (text) => valuesOf(text, "vowel")[0] ?? 0),
    of("vowelLast", (text) => Array.from(valuesOf(text, "vowel")).at(-1) ?? 0),
  ];
}
