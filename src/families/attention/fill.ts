/** How the masked form fills blanks: all that are left are guessed at once, and the surest guesses are kept. */
import * as tf from "@tensorflow/tfjs";
import { randomUniforms, substream } from "../../core/random.ts";
import { tokensOf } from "../../domains/batches.ts";
import type { SequenceDomain } from "../../domains/contract.ts";
import { labelNumbers } from "../../domains/labels.ts";
import type { SequenceSampling } from "../../domains/sequence/manifest.ts";
import { uniform } from "../../engine/kernels/random/index.ts";
import { type GiveExamples, type SampleRequest, tensorsOf } from "../../engine/model.ts";
import { choose } from "../../engine/sampleToken.ts";
import type { TextSample, ViewData } from "../../schema/view.ts";
import type { Reader } from "./network.ts";
import { type Architecture, BLANK } from "./sizes.manifest.ts";

/** Among symbols, one that is not known. */
export const UNKNOWN = -1;

/** A text of many blanks is filled in so many rounds at most, several blanks in each. */
const MOST_ROUNDS = 32;
/** Puts a symbol out of reach. */
const NEVER = -1e9;

/** A typed text as symbols; {@link UNKNOWN} for each blank. */
export const symbolsOf = (text: string, { encode }: SequenceDomain): number[] =>
  text.split(BLANK).flatMap((part, i) => [...(i > 0 ? [UNKNOWN] : []), ...encode(part, "prompt")]);

/** Real texts, one after the other, that others are laid among: the masked form has never seen one alone. */
export interface Surroundings {
  readonly tokens: Int32Array;
  readonly labels: Int32Array | null;
}

/** Those of a batch of training data: nothing that is held out is given away. */
export async function surroundings(examples: GiveExamples): Promise<Surroundings> {
  const batch = tokensOf(examples("train"));
  try {
    const [tokens, labels] = await Promise.all([batch.targets.data(), batch.labels?.data()]);
    return { tokens: tokens as Int32Array, labels: (labels as Int32Array | undefined) ?? null };
  } finally {
    tf.dispose([...tensorsOf(batch)]);
  }
}

/** The lengths of the texts of a label, or of all where it has none here or none is asked for. */
function lengthsOf({ tokens, labels }: Surroundings, newline: number, label: number | null): number[] {
  const all: { readonly length: number; readonly label: number }[] = [];
  let from = tokens.indexOf(newline) + 1;
  for (let end = tokens.indexOf(newline, from); end >= 0; end = tokens.indexOf(newline, from)) {
    if (end > from) all.push({ length: end - from, label: labels?.[from] ?? -1 });
    from = end + 1;
  }
  const own = all.filter((text) => text.label === label);
  return (own.length > 0 ? own : all).map(({ length }) => length);
}

/** Texts of up to `room` symbols in the middle of as much as the model sees at once. */
interface Lanes {
  /** int32 [N, T]; the mask where a blank is. */
  readonly tokens: Int32Array;
  readonly labels: Int32Array | null;
  /** Where each text begins. */
  readonly from: number;
}

/** The longest text that has room in the context, beside what stands before and after it. */
export const longestText = ({ context }: Architecture): number => Math.max(1, context - 2);

/** Lays each text between real ones. `labels`: the number of each text's label. */
export function layOut(
  texts: readonly (readonly number[])[],
  labels: readonly number[] | null,
  { tokens, labels: others }: Surroundings,
  { context: T, vocabulary: mask }: Architecture,
  { lines, start }: SequenceDomain,
): Lanes {
  const longest = Math.max(...texts.map(({ length }) => length));
  const from = Math.max(1, (T - longest) >> 1);
  // What ends before the text is the end of a text, where texts are lines.
  const last = lines ? Math.max(tokens.indexOf(start, from - 1), from - 1) : from - 1;
  const all = { tokens: new Int32Array(texts.length * T), labels: labels && new Int32Array(texts.length * T) };
  texts.forEach((text, n) => {
    const after = lines ? [...text, start] : text;
    for (let t = 0; t < T; t++) {
      const place = t - from;
      const inside = place >= 0 && place < after.length;
      const source = place < 0 ? last + 1 + place : last + 1 + place - after.length;
      const symbol = inside ? (after[place] as number) : (tokens[source % tokens.length] as number);
      all.tokens[n * T + t] = symbol === UNKNOWN ? mask : t === from - 1 && lines ? start : symbol;
      if (all.labels && labels)
        all.labels[n * T + t] = inside ? (labels[n] as number) : (others?.[source % tokens.length] ?? 0);
    }
  });
  return { ...all, from };
}

/**
 * Scores of every place of every text, [N · room, V], the end of a line out of reach where texts are lines. `lanes` of
 * {@link layOut}. Call it inside a tidy.
 */
export function scoreTexts(
  reader: Reader,
  { tokens, labels, from }: Lanes,
  room: number,
  { context: T, vocabulary: V, labels: known }: Architecture,
  { lines, start }: SequenceDomain,
): tf.Tensor2D {
  const N = tokens.length / T;
  const conditions = known > 0 && labels ? tf.tensor2d(labels, [N, T], "int32") : undefined;
  const { hidden } = reader.read({ tokens: tf.tensor2d(tokens, [N, T], "int32"), labels: conditions });
  const C = hidden.shape[2];
  const logits = reader.score(hidden.slice([0, from, 0], [N, room, C]).reshape([N * room, C])) as tf.Tensor2D;
  if (!lines) return logits;
  const banned = Float32Array.from({ length: V }, (_, symbol) => (symbol === start ? NEVER : 0));
  return tf.add(logits, tf.tensor1d(banned));
}

/** A text that is being filled. */
interface Draft {
  readonly symbols: number[];
  /** The probability of each character that was written; 1 of those that were given. */
  readonly confidence: number[];
  readonly given: number;
}

const blanksLeft = ({ symbols }: Draft) => symbols.filter((symbol) => symbol === UNKNOWN).length;

/**
 * Fills the blanks of `count` texts side by side, or of a range of them. A prompt with blanks is the text; one without is
 * followed by blanks, up to the length of a real text. In each round the model guesses every blank that is left, the
 * surest guesses are written down, and it looks again (Chang et al. 2022, "MaskGIT", section 3.2, without annealing).
 */
export async function* fillBlanks(
  reader: Reader,
  sizes: Architecture,
  domain: SequenceDomain,
  { values, stream, known, examples, range }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<ViewData, void> {
  const { prompt, label, count, maxLength, ...choice } = values as SequenceSampling;
  const { facts, start, lines, samples } = domain;
  const [first, end] = range ?? [0, count];
  const N = end - first;
  const around = await surroundings(examples);
  const every = sizes.labels > 0 ? labelNumbers(facts, label, count) : null;
  const draws = randomUniforms(substream(stream, MOST_ROUNDS), count);
  const typed = symbolsOf(prompt, domain).slice(0, Math.min(maxLength, longestText(sizes)));
  const most = Math.min(lines ? maxLength : Math.min(maxLength, sizes.context >> 1), longestText(sizes));

  const drafts = Array.from({ length: count }, (_, n): Draft => {
    if (typed.includes(UNKNOWN)) return { symbols: [...typed], confidence: typed.map(() => 1), given: 0 };
    const lengths = lines ? lengthsOf(around, start, every?.[n] ?? null) : [];
    const drawn = lengths[Math.floor((draws[n] as number) * lengths.length)] ?? most;
    const length = Math.max(typed.length + 1, Math.min(drawn, most));
    const symbols = [...typed, ...Array<number>(length - typed.length).fill(UNKNOWN)].slice(0, longestText(sizes));
    return { symbols, confidence: symbols.map(() => 1), given: typed.length };
  });
  const room = Math.max(...drafts.map(({ symbols }) => symbols.length));
  const own = drafts.slice(first, end);
  const labels = every?.slice(first, end) ?? null;
  const rounds = Math.min(MOST_ROUNDS, Math.max(...drafts.map(blanksLeft)));
  const perRound = own.map((draft) => Math.ceil(blanksLeft(draft) / Math.max(1, rounds)));

  for (let round = 0; ; round++) {
    const finished = own.every((draft) => blanksLeft(draft) === 0);
    if (round > 0 || finished) {
      yield samples(own.map((draft, n) => sampleOf(draft, finished, domain, labels?.[n], known)));
    }
    if (finished || signal.aborted) return;
    const lanes = layOut(
      own.map(({ symbols }) => symbols),
      labels,
      around,
      sizes,
      domain,
    );
    const choices = tf.tidy(() => {
      const all = uniform(substream(stream, round), [count * room, sizes.vocabulary]) as tf.Tensor2D;
      const noise = all.slice([first * room, 0], [N * room, -1]) as tf.Tensor2D;
      return choose(scoreTexts(reader, lanes, room, sizes, domain), choice, noise);
    });
    const [tokens, confidence] = await Promise.all([choices.token.data(), choices.confidence.data()]).finally(() =>
      tf.dispose([choices.token, choices.confidence]),
    );
    own.forEach(({ symbols, confidence: sure }, n) => {
      const at = (place: number) => confidence[n * room + place] as number;
      const blanks = [...symbols.keys()].filter((place) => symbols[place] === UNKNOWN).sort((a, b) => at(b) - at(a));
      for (const place of blanks.slice(0, perRound[n])) {
        symbols[place] = tokens[n * room + place] as number;
        sure[place] = at(place);
      }
    });
  }
}

function sampleOf(
  { symbols, confidence, given }: Draft,
  finished: boolean,
  { facts, symbols: alphabet, lines }: SequenceDomain,
  label: number | undefined,
  known: (text: string) => boolean,
): TextSample {
  const characters = symbols.map((symbol) => (symbol === UNKNOWN ? BLANK : (alphabet[symbol] as string)));
  const text = characters.join("");
  const id = label === undefined ? undefined : facts.labels[label];
  return {
    text,
    promptLength: characters.slice(0, given).join("").length,
    // Rare characters are two units of a string: each gets the probability of the whole.
    confidence: characters.flatMap((character, i) =>
      i < given ? [] : Array<number>(character.length).fill(confidence[i] as number),
    ),
    ...(id === undefined ? {} : { label: id }),
    ...(lines && finished ? { copied: known(text) } : {}),
    finished,
  };
}
