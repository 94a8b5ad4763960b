/** The one number by which the network's side judges a sample. */
import { type JudgeKind, judgeOf, readingView } from "../../../catalog/games.ts";
import type { Exhibit } from "./exhibits.ts";
import type { Guest } from "./guest.ts";
import type { Line } from "./judge.ts";
import { countLetters } from "./letters.ts";

export interface Measure {
  readonly kind: JudgeKind;
  /** Where the number says by itself which side is real. */
  readonly side?: Line["real"];
  readonly of: (exhibits: readonly Exhibit[]) => Promise<readonly number[]>;
}

/** Real samples that others are compared with, at most. */
const NEIGHBOURS = 2000;
const TEXTS = 20_000;

/** What the model of the guest, or the simplest honest judge in its place, has to say of samples. */
export function measureOf(guest: Guest): Measure {
  const kind = judgeOf(guest.config);
  switch (kind) {
    case "critic":
      return { kind, side: "above", of: (exhibits) => criticSays(guest, exhibits) };
    case "likelihood":
      return { kind, of: (exhibits) => Promise.all(exhibits.map((exhibit) => bitsEach(guest, textOf(exhibit)))) };
    case "letters":
      return { kind, of: (exhibits) => lettersSay(guest, exhibits) };
    case "nearest":
      return { kind, of: (exhibits) => distances(guest, exhibits) };
    default:
      return kind satisfies never;
  }
}

const textOf = (exhibit: Exhibit) => (exhibit.kind === "text" ? exhibit.text : "");

/** −log₂ p of each character, and of the end where the model was asked for it, as the model would write it. */
async function bitsEach({ config, view }: Guest, text: string): Promise<number> {
  const answer = await view({ view: readingView(config) ?? "", source: "text", text });
  if (answer.kind !== "probabilities" || !answer.bits || answer.bits.length === 0) return Number.NaN;
  return answer.bits.reduce((sum, bits) => sum + bits, 0) / answer.bits.length;
}

async function criticSays({ view }: Guest, exhibits: readonly Exhibit[]): Promise<readonly number[]> {
  if (exhibits[0]?.kind === "text") {
    const scores = exhibits.map(async (exhibit) => {
      const answer = await view({ view: "scores", source: "text", text: textOf(exhibit) });
      return answer.kind === "scores" ? answer.typed.score : Number.NaN;
    });
    return Promise.all(scores);
  }
  const place = exhibits.flatMap((each) =>
    each.kind === "picture" ? Array.from(each.pixels, (byte) => byte / 255) : [],
  );
  const answer = await view({ view: "verdicts", source: "latent", place });
  return answer.kind === "heatmap" ? Array.from(answer.values) : exhibits.map(() => Number.NaN);
}

async function lettersSay({ browse }: Guest, exhibits: readonly Exhibit[]): Promise<readonly number[]> {
  const samples = await browse({ part: "train", offset: 0, count: TEXTS });
  const letters = countLetters(samples.flatMap((sample) => ("text" in sample ? [sample.text] : [])));
  return exhibits.map((exhibit) => letters.bitsEach(textOf(exhibit)));
}

/** Root mean square difference to the nearest picture that the model learned from, 0..1. */
async function distances({ browse }: Guest, exhibits: readonly Exhibit[]): Promise<readonly number[]> {
  const samples = await browse({ part: "train", offset: 0, count: NEIGHBOURS });
  const known = samples.flatMap((sample) => ("pixels" in sample ? [sample.pixels] : []));
  const values: number[] = [];
  for (const exhibit of exhibits) {
    // The page stays awake.
    await new Promise((resolve) => setTimeout(resolve));
    values.push(exhibit.kind === "picture" ? nearest(exhibit.pixels, known) : Number.NaN);
  }
  return values;
}

export function nearest(pixels: Uint8Array, known: readonly Float32Array[]): number {
  const own = Float32Array.from(pixels, (byte) => byte / 255);
  let least = Number.POSITIVE_INFINITY;
  for (const other of known) {
    let sum = 0;
    for (let i = 0; i < own.length && sum < least; i++) sum += ((own[i] as number) - (other[i] as number)) ** 2;
    least = Math.min(least, sum);
  }
  return Math.sqrt(least / Math.max(1, own.length));
}
