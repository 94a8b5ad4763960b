import { graphemesOf } from "../../core/graphemes.ts";

/** Characters to token numbers and back. Token 0 is always the newline that ends a document. */
export interface VocabularyCodec {
  readonly vocabulary: readonly string[];
  /** A character outside the vocabulary is left out of `tokens` and listed once in `dropped`. */
  readonly encode: (text: string) => { readonly tokens: Int32Array; readonly dropped: readonly string[] };
  /** Throws `RangeError` for a number that is no token. */
  readonly decode: (tokens: ArrayLike<number>) => string;
}

/** The newline, then every other character (Unicode code point) of the texts in the order of its code point. */
export function vocabularyOf(texts: Iterable<string>): readonly string[] {
  const characters = new Set<string>();
  for (const text of texts) for (const character of text) characters.add(character);
  characters.delete("\n");
  const sorted = [...characters].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  return ["\n", ...sorted];
}

/** What a text over the vocabulary is made of: code points, or what a reader counts where a symbol is more than one of them. */
export function splitterOf(vocabulary: readonly string[]): (text: string) => Iterable<string> {
  const joined = vocabulary.some((symbol) => symbol.length > String.fromCodePoint(symbol.codePointAt(0) ?? 0).length);
  return joined ? graphemesByLine : (text) => text;
}

/** Line by line, so that a long text is never held in pieces as a whole. */
function* graphemesByLine(text: string): Generator<string> {
  for (const line of text.split(/(?<=\n)/)) yield* graphemesOf(line);
}

export function vocabularyCodec(vocabulary: readonly string[]): VocabularyCodec {
  const split = splitterOf(vocabulary);
  const numbers = new Map(vocabulary.map((character, index) => [character, index]));
  return {
    vocabulary,
    encode: (text) => {
      const tokens: number[] = [];
      const dropped = new Set<string>();
      for (const character of split(text)) {
        const token = numbers.get(character);
        if (token === undefined) dropped.add(character);
        else tokens.push(token);
      }
      return { tokens: Int32Array.from(tokens), dropped: [...dropped] };
    },
    decode: (tokens) => {
      let text = "";
      for (let i = 0; i < tokens.length; i++) {
        const character = vocabulary[tokens[i] as number];
        if (character === undefined) throw new RangeError(`token ${tokens[i]} of ${vocabulary.length}`);
        text += character;
      }
      return text;
    },
  };
}
