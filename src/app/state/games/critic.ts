/** Be the critic: twenty samples, real ones that the model never saw among those that it made. */
import type { JudgeKind } from "../../../catalog/games.ts";
import { randomStream } from "../../../core/random.ts";
import type { Card } from "./deal.ts";
import { deal } from "./deal.ts";
import { type Exhibit, exhibitsFrom, keyOf } from "./exhibits.ts";
import type { Guest } from "./guest.ts";
import { drawLine, type Line, takesForMade } from "./judge.ts";
import { measureOf } from "./measures.ts";

export const QUESTIONS = 20;
/** Samples of either kind that the judge draws its line by, at most; nobody is asked about them. */
const KNOWN = 40;
/** What a model is asked for: enough for the questions and for the judge's line. */
export const MADE = 60;
/** Held-out samples to choose among. */
const HELD = 1500;

export interface CriticCard extends Card<Exhibit> {
  /** What the judge measured of it. */
  readonly value: number;
  /** Whether the judge takes it for a made one. */
  readonly saysMade: boolean;
}

export interface CriticGame {
  readonly cards: readonly CriticCard[];
  readonly judge: { readonly kind: JudgeKind; readonly line: Line };
  /** At which the model made its samples. */
  readonly step: number;
}

/** `null` where there are too few samples of either kind for a game. */
export async function prepareCritic(guest: Guest, seed: number): Promise<CriticGame | null> {
  const made = await guest.made();
  const real = await guest.browse({ part: "validation", offset: 0, count: HELD });
  const all = exhibitsFrom(real, made);
  const { cards, rest } = deal(all.real, all.made, QUESTIONS, keyOf, randomStream(seed, "critic"));
  if (cards.length < 4) return null;
  const measure = measureOf(guest);
  const known = { real: rest.real.slice(0, KNOWN), made: rest.made.slice(0, KNOWN) };
  const values = await measure.of([...cards.map(({ sample }) => sample), ...known.real, ...known.made]);
  const own = values.slice(0, cards.length);
  const ofReal = values.slice(cards.length, cards.length + known.real.length);
  const ofMade = values.slice(cards.length + known.real.length);
  const line = drawLine(ofReal, ofMade, measure.side);
  return {
    step: guest.step,
    judge: { kind: measure.kind, line },
    cards: cards.map((card, i) => {
      const value = own[i] as number;
      return { ...card, value, saysMade: takesForMade(line, value) };
    }),
  };
}

export interface CriticResult {
  readonly right: number;
  readonly judge: number;
  readonly of: number;
}

/** `answers[i]`: whether the player takes the card for a made one; what was not answered is not right. */
export const criticResult = (cards: readonly CriticCard[], answers: readonly boolean[]): CriticResult => ({
  right: cards.filter(({ made }, i) => answers[i] === made).length,
  judge: cards.filter(({ made, saysMade }) => made === saysMade).length,
  of: cards.length,
});
