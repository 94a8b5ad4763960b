import type { ModelGraphNode } from "./modelGraph.ts";
import type { PlaneBounds, PlaneGaussian } from "./plane.ts";
import type { ViewKind, ViewSpec } from "./view.ts";

/** What one sample is. Every dataset yields one of these, every family says which it learns. */
export type Domain =
  /**
   * A text over a vocabulary; `vocabulary[0]` is always the newline that ends a document. `longest`: characters of the
   * longest document, its newline included.
   */
  | { readonly kind: "tokens"; readonly vocabulary: readonly string[]; readonly longest?: number }
  /** A picture, values 0..1, row by row, channels last. */
  | { readonly kind: "image"; readonly height: number; readonly width: number; readonly channels: 1 | 3 }
  /** A point of the plane. */
  | { readonly kind: "points" }
  /**
   * A sound of one channel: `length` numbers in −1..1, `rate` of them a second. What models see is the wave itself, or its
   * log-mel spectrogram scaled to 0..1.
   */
  | { readonly kind: "audio"; readonly rate: number; readonly length: number; readonly form: "wave" | "spectrogram" };

export type DomainKind = Domain["kind"];

/**
 * What manifests, the catalog and the page know of a kind of sample before any data is loaded. Families ask this, and
 * compare no kind.
 */
export interface DomainTraits<D extends Domain = Domain> {
  readonly kind: DomainKind;
  /** `items` take room of their own each (a text, a picture); `dots` share one plane, and cost next to nothing. */
  readonly shownAs: "items" | "dots";
  /** The view that samples are. */
  readonly view: Exclude<ViewKind, "machine">;
  /** The view that samples are which stand in pairs, or in a row from one to another. */
  readonly together: Exclude<ViewKind, "machine">;
  /** How a node of the model graph shows samples. */
  readonly picture: ModelGraphNode["picture"];
  /** The shape of one sample that is made and seen as a whole: [2], [H, W, C], or [T] symbols by number. */
  shape(domain: D): readonly number[];
  /** What a sample is a sequence of, by number; absent where it is no sequence. */
  symbols?(domain: D): readonly string[];
  /** The same of a sample that is read symbol by symbol, where it is no sequence to families that take it as a whole. */
  readInSequence?(domain: D): readonly string[];
  /** Whether a person can type a sample. */
  readonly typed?: true;
  /** Whether a person can draw a sample. */
  readonly drawn?: true;
  /** What networks over a sample may be, the default first: convolutions need neighbours. Empty where there is no choice. */
  readonly architectures: readonly ("dense" | "convolutional")[];
  /** What −log p(x | decoded) may be, the default first. */
  readonly likelihoods: readonly string[];
  /** Whether the numbers of a sample lie in 0..1, so that networks that make them end in a sigmoid. */
  readonly bounded: boolean;
  /** The same of one domain, where more is known of it than of its kind. */
  of?(domain: D): DomainTraits;
  /** Tabs of its own, beside that of the samples: the page makes them of what the model makes. */
  readonly views?: readonly ViewSpec[];
  /** Whether samples go along time from their first axis on, so that a critic may be shown them moved in it. */
  readonly timed?: true;
  /** The series that its sample metrics may report. */
  readonly metrics: readonly string[];
}

/** What is known of one domain of a kind. */
export const exactTraits = (traits: DomainTraits, domain: Domain): DomainTraits => traits.of?.(domain) ?? traits;

/** What the page and the manifests may know of loaded data: small, plain, sent by value. */
export interface DatasetFacts {
  readonly id: string;
  readonly domain: Domain;
  /** Ids of the labels in the order of their numbers; empty where the data has none. The page has their words. */
  readonly labels: readonly string[];
  /** How many samples (documents, pictures, points) each part of the split holds. */
  readonly counts: { readonly train: number; readonly validation: number };
  /** Where examples have captions. */
  readonly captions?: CaptionFacts;
  /** Where examples are called something that can be learned to be said. */
  readonly texts?: TextFacts;
  /** Tokens alone: characters in each part, ends of documents included. */
  readonly characters?: { readonly train: number; readonly validation: number };
  /** Points alone: the distribution that they are drawn from, to judge samples by. */
  readonly distribution?: PlaneDistribution;
  /** Of data that was brought: a few samples, as a manifest's `preview` has them of other data. */
  readonly examples?: readonly string[];
  /** Texts alone: the series of rules that its texts keep, which new ones are judged by; see `TextRules`. */
  readonly rules?: readonly string[];
  /** Pictures alone: whether a classifier that was trained apart judges new ones. */
  readonly judgedApart?: boolean;
  /** Cross-entropy of simple models on the validation part, nats per character: lines to beat in the loss chart. */
  readonly baselines: readonly Baseline[];
}

/** What is known of the captions of examples. */
export interface CaptionFacts {
  /** Those that models learn, by number. */
  readonly words: readonly string[];
  /** Of held-out examples that nothing like them was learned from, each with the number of its label. */
  readonly examples: readonly { readonly text: string; readonly label: number }[];
}

/** What is known of what examples are called. */
export interface TextFacts {
  /** By number; the first, which is empty, ends a text. Words that few texts have are left out of all. */
  readonly words: readonly string[];
  /** Of words and the end, in the longest. */
  readonly length: number;
}

/** What is known of a distribution of points. */
export interface PlaneDistribution {
  /** The Gaussians that it is a mixture of, in the order of the labels; empty where it is none. */
  readonly modes: readonly PlaneGaussian[];
  /** Mean and covariance of the whole. */
  readonly moments: PlaneGaussian;
  /** The square that nearly all of its points lie in, with a margin: what planes are drawn over. */
  readonly bounds: PlaneBounds;
}

export interface Baseline {
  /** A key of the page's words, e.g. `"bigram"`. */
  readonly id: string;
  readonly value: number;
}

/** One real sample as the page shows it. */
export type Sample =
  | { readonly kind: "tokens"; readonly text: string; readonly label?: string }
  | { readonly kind: "image"; readonly pixels: Float32Array; readonly label?: string }
  | { readonly kind: "points"; readonly x: number; readonly y: number; readonly label?: string }
  /** −1..1. */
  | { readonly kind: "audio"; readonly wave: Float32Array; readonly label?: string };
