/** How good what a model makes is, in a sentence: a plain reading of the reported figures. */

type Tone = "good" | "fair" | "poor";

export interface Summary {
  readonly about: "pictures" | "texts" | "points";
  readonly tone: Tone;
  /** Of the kinds that there are, how many it can make; `null` where nothing tells. */
  readonly kinds: { readonly known: number; readonly all: number } | null;
  readonly repeats: boolean;
  readonly copies: boolean;
}

type Latest = Readonly<Record<string, number>>;

const GOOD = 0.8;
const FAIR = 0.4;
/** Real data, as little of it, repeats and copies itself less than this. */
const LEAST_DISTINCT = 0.8;
const MOST_COPIED = 0.3;
const LEAST_NOVELTY = 0.3;

const toneOf = (share: number): Tone => (share >= GOOD ? "good" : share >= FAIR ? "fair" : "poor");

/** A count that chance keeps from being all counts as all where real data reaches no more. */
function kindsOf(known: number | undefined, all: number, reachable = all): Summary["kinds"] {
  if (known === undefined || all < 2) return null;
  return { known: known >= reachable ? all : Math.round(known), all };
}

/** `labels` and `modes`: how many kinds the data has. `null` until samples have been judged. */
export function summaryOf(latest: Latest, { labels, modes }: { labels: number; modes: number }): Summary | null {
  const of = (id: string) => latest[`samples.${id}`];
  const [precision, realPrecision] = [of("precision"), of("precision.real")];
  if (precision !== undefined && realPrecision) {
    const copies = (of("novelty") ?? 1) < LEAST_NOVELTY;
    const kinds = kindsOf(of("labels"), labels, of("labels.real"));
    return { about: "pictures", tone: toneOf(precision / realPrecision), kinds, repeats: false, copies };
  }
  const [variation, best, worst] = [of("variation"), of("variation.real"), of("variation.unigram")];
  if (variation !== undefined && best !== undefined && worst !== undefined) {
    return {
      about: "texts",
      tone: toneOf((worst - variation) / (worst - best)),
      kinds: null,
      repeats: (of("distinct") ?? 1) < LEAST_DISTINCT,
      copies: (of("copied") ?? 0) > MOST_COPIED,
    };
  }
  const near = of("near");
  if (near === undefined) return null;
  return { about: "points", tone: toneOf(near), kinds: kindsOf(of("modes"), modes), repeats: false, copies: false };
}
