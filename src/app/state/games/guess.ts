/** Guess the language: held-out names, and what the model and mere counting make of them. */
import { LABEL_CHOICES, readingView, readsLabels } from "../../../catalog/games.ts";
import { randomStream } from "../../../core/random.ts";
import type { Sample } from "../../../schema/domain.ts";
import type { Guest } from "./guest.ts";
import { askLabels, type Labelled, posterior, type Question } from "./language.ts";
import { countLetters } from "./letters.ts";

export const GUESSES = 10;
const ALL = 20_000;

/** Who plays against the visitor: the model, where it can say how likely a name is in a language, or letters that were counted. */
export type Rival = "model" | "letters";

export interface Guess extends Question {
  /** p(label | text) of each choice. */
  readonly chances: readonly number[];
  /** The rival's choice. */
  readonly rival: string;
}

export interface GuessGame {
  readonly guesses: readonly Guess[];
  readonly rival: Rival;
  readonly step: number;
}

const labelled = (samples: readonly Sample[]): Labelled[] =>
  samples.flatMap((sample) =>
    "text" in sample && sample.label !== undefined ? [{ text: sample.text, label: sample.label }] : [],
  );

export async function prepareGuess(guest: Guest, seed: number): Promise<GuessGame | null> {
  const held = labelled(await guest.browse({ part: "validation", offset: 0, count: ALL }));
  const questions = askLabels(held, { count: GUESSES, choices: LABEL_CHOICES, stream: randomStream(seed, "guess") });
  if (questions.length === 0) return null;
  const rival: Rival = readsLabels(guest.config) ? "model" : "letters";
  const logs = rival === "model" ? modelSays(guest) : await lettersSay(guest);
  const answered = questions.map(async (question): Promise<Guess> => {
    const chances = posterior(await logs(question));
    const best = chances.indexOf(Math.max(...chances));
    return { ...question, chances, rival: question.choices[best] as string };
  });
  const guesses = await Promise.all(answered);
  return { guesses, rival, step: guest.step };
}

/** log₂ p(text | label) of each choice. */
type Logs = (question: Question) => Promise<readonly number[]>;

const modelSays =
  ({ config, view }: Guest): Logs =>
  async ({ text, choices }) => {
    // With its end: some languages stop after a vowel.
    const logs = choices.map(async (label) => {
      const answer = await view({ view: readingView(config) ?? "", source: "text", text: `${text}\n` }, { label });
      const bits = answer.kind === "probabilities" ? (answer.bits ?? []) : [];
      return -bits.reduce((sum, each) => sum + each, 0);
    });
    return Promise.all(logs);
  };

/** The letters of all names of a language that the model learned from, counted. */
async function lettersSay({ browse, facts }: Guest): Promise<Logs> {
  const known = labelled(await browse({ part: "train", offset: 0, count: ALL }));
  const counted = new Map(
    facts.labels.map((label) => [
      label,
      countLetters(known.filter((one) => one.label === label).map(({ text }) => text)),
    ]),
  );
  return async ({ text, choices }) =>
    choices.map((label) => counted.get(label)?.logOf(text) ?? Number.NEGATIVE_INFINITY);
}

/** Right answers of the visitor and of the rival; what was not answered is not right. */
export const guessResult = (guesses: readonly Guess[], answers: readonly string[]) => ({
  right: guesses.filter(({ answer }, i) => answers[i] === answer).length,
  rival: guesses.filter(({ answer, rival }) => rival === answer).length,
  of: guesses.length,
});
