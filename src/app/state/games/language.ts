/** Which label does a text have? A few texts with a few choices each. */
import { type RandomStream, randomBelow, randomWords, substream } from "../../../core/random.ts";
import { shuffled } from "./deal.ts";

export interface Question {
  readonly text: string;
  /** Ids of labels; one of them is the text's. */
  readonly choices: readonly string[];
  readonly answer: string;
}

export interface Labelled {
  readonly text: string;
  readonly label: string;
}

/**
 * `count` questions at most, each of a text and a label of its own as far as there are as many labels. Choices are labels
 * that the text does not have: a name that several languages share is right in none but one of them.
 */
export function askLabels(
  texts: readonly Labelled[],
  { count, choices, stream }: { readonly count: number; readonly choices: number; readonly stream: RandomStream },
): readonly Question[] {
  const labelsOf = new Map<string, Set<string>>();
  for (const { text, label } of texts) labelsOf.set(text, (labelsOf.get(text) ?? new Set()).add(label));
  const byLabel = new Map<string, string[]>();
  for (const { text, label } of shuffled(texts, substream(stream, 0))) {
    byLabel.set(label, [...(byLabel.get(label) ?? []), text]);
  }
  const labels = [...byLabel.keys()].sort();
  const turns = shuffled(labels, substream(stream, 1));
  const asked = new Set<string>();
  const questions: Question[] = [];
  for (let turn = 0; questions.length < count && turn < 4 * count && turns.length > 0; turn++) {
    const label = turns[turn % turns.length] as string;
    const text = byLabel.get(label)?.find((each) => !asked.has(each));
    if (text === undefined) continue;
    asked.add(text);
    const own = labelsOf.get(text) as Set<string>;
    const others = shuffled(
      labels.filter((other) => !own.has(other)),
      substream(stream, 10 + 2 * turn),
    ).slice(0, choices - 1);
    const place = randomBelow(randomWords(substream(stream, 11 + 2 * turn), 1)[0] as number, others.length + 1);
    questions.push({ text, answer: label, choices: [...others.slice(0, place), label, ...others.slice(place)] });
  }
  return questions;
}

/** Bayes' rule from labels that are equally likely at first: log₂ p(text | label) each → p(label | text). */
export function posterior(logs: readonly number[]): readonly number[] {
  const most = Math.max(...logs);
  const weights = logs.map((log) => 2 ** (log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
