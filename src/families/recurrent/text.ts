import type { DatasetFacts } from "../../schema/domain.ts";
import type { TextSample } from "../../schema/view.ts";

/** Ends a document; a text begins after one. */
export const NEWLINE = 0;

/** Documents longer than this on average go over many lines: a newline does not end them. */
const LONGEST_LINE = 100;

export function vocabularyOf({ domain }: DatasetFacts): readonly string[] {
  return domain.kind === "tokens" ? domain.vocabulary : [];
}

/** Whether every document is one line, such as a name. */
export function isLines({ characters, counts }: DatasetFacts): boolean {
  return characters !== undefined && characters.train <= LONGEST_LINE * counts.train;
}

/** Characters (code points) as token numbers; those that the vocabulary lacks are left out. */
export function encode(vocabulary: readonly string[], text: string): number[] {
  const numbers = new Map(vocabulary.map((character, number) => [character, number]));
  return Array.from(text, (character) => numbers.get(character) ?? -1).filter((number) => number >= 0);
}

/** The number of the label that each of `count` texts gets; `""`, or a label that the data lacks, lets them take turns. */
export function labelsOf(labels: readonly string[], wanted: string, count: number): number[] {
  const index = labels.indexOf(wanted);
  return Array.from({ length: count }, (_, i) => (index >= 0 ? index : i % Math.max(1, labels.length)));
}

/** One text as it grows. */
export interface Writing {
  /** Whether the text has come to its own end: what is added now is passed over. */
  ended: () => boolean;
  add: (token: number, confidence: number) => void;
  sample: (finished: boolean) => TextSample;
}

export function writing(
  facts: DatasetFacts,
  prompt: readonly number[],
  label: string | undefined,
  known: (text: string) => boolean,
): Writing {
  const vocabulary = vocabularyOf(facts);
  const lines = isLines(facts);
  const given = prompt.map((token) => vocabulary[token]).join("");
  const confidence: number[] = [];
  let text = given;
  let ended = false;
  return {
    ended: () => ended,
    add: (token, probability) => {
      if (ended) return;
      ended = lines && token === NEWLINE;
      if (ended) return;
      const character = vocabulary[token] as string;
      text += character;
      // Rare characters are two units of a string: each gets the probability of the whole.
      for (let unit = 0; unit < character.length; unit++) confidence.push(probability);
    },
    sample: (finished) => ({
      text,
      promptLength: given.length,
      confidence: [...confidence],
      ...(label === undefined ? {} : { label }),
      ...(lines && (ended || finished) ? { copied: known(text) } : {}),
      finished: ended || finished,
    }),
  };
}
