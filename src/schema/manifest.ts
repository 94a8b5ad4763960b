import type { DatasetFacts, DomainKind, DomainTraits } from "./domain.ts";
import type { ModelGraph } from "./modelGraph.ts";
import type { ModelValues, Parameters, Values } from "./parameter.ts";
import type { FigureSpec, SeriesSpec } from "./series.ts";
import type { ViewSpec } from "./view.ts";

interface Listed {
  /** The name of its folder. */
  readonly id: string;
  /** Its place among its kind, the first of which is the default; in steps of ten, so that others find room between. */
  readonly order: number;
}

/** What the page, the link and the docs know of a dataset. Its words stand beside it in `words/`. */
export interface DatasetManifest extends Listed {
  readonly domain: DomainKind;
  readonly parameters: Parameters;
  /** All that its examples may be labelled with, whatever the values of the parameters; `null` where only the data knows. */
  readonly labels?: readonly string[] | null;
  /** Whether its examples have captions. */
  readonly captioned?: true;
  /**
   * What a visitor makes, which its parameter `content` holds or names: brought, and then there is nothing to load before
   * that; or painted beside what is learned from it.
   */
  readonly own?: "brought" | "painted";
  /** What its texts write down, where that is something else to see or to hear: the page then shows that beside them. */
  readonly notation?: Notation;
  /** Ends of the names of files that only this brought data is made of; what no set names goes to the one of its kind. */
  readonly files?: readonly string[];
  /** A few real samples, of data that can be written, for the thumbnail and the stage before anything is loaded. */
  readonly preview: (values: Values) => readonly string[];
  /** How a card shows data that is not text: a picture under `public/`, a few points or sounds. */
  readonly thumbnail?: (values: Values) => Thumbnail;
  /** Where it comes from and under which terms. */
  readonly origin: { readonly source: string; readonly licence: string; readonly url?: string };
}

export type Notation = "melody";

export type Thumbnail =
  /** Start and length in eighths, and the pitch in semitones from the lowest. */
  | { readonly kind: "notes"; readonly notes: readonly (readonly [start: number, length: number, pitch: number])[] }
  | { readonly kind: "picture"; readonly path: string }
  | { readonly kind: "points"; readonly points: readonly (readonly [number, number])[] }
  /** Sounds, each as how far it swings over time: a digit a stretch, 9 at its loudest. */
  | { readonly kind: "waves"; readonly waves: readonly string[] };

/** What the page, the link and the docs know of a family of models. */
export interface FamilyManifest extends Listed {
  readonly accepts: readonly DomainKind[];
  /** Whether a batch of it is whole samples of one shape even where the domain could give them symbol by symbol: a text a row. */
  readonly whole?: true;
  /** Link keys `model.*`. */
  readonly parameters: Parameters;
  /** Link keys `sampling.*`; all of them act at once. */
  readonly sampling: Parameters;
  /** What the loss may be on samples of a domain, the default first. Link key `training.objective`. */
  readonly objectives: (domain: DomainTraits) => readonly string[];
  /** Defaults of `training.*` that suit the family better than the declared ones, by domain and optimizer. */
  readonly training?: (domain: DomainTraits, optimizer: string) => Values;
  readonly series: (values: ModelValues) => readonly SeriesSpec[];
  /** Of what it learns; what it makes is judged by the domain. */
  readonly figures: readonly FigureSpec[];
  /** Whether a model of these values makes samples that can be judged by themselves; absent: all do. */
  readonly generates?: (values: ModelValues) => boolean;
  readonly views: (values: ModelValues, domain: DomainTraits) => readonly ViewSpec[];
  /** Weights of the built model, bytes that a training step needs at its peak, and how much it computes. */
  readonly estimate: (values: ModelValues, data: DataContext, batch: BatchShape) => Estimate;
  /** What stands for an unknown character in texts that the model fills; absent, or `null`, where it fills none. */
  readonly blank?: (values: ModelValues) => string | null;
}

/** The method of a family as a picture; stands apart, since nothing but the picture needs it before it is asked for. */
export type BuildModelGraph = (values: ModelValues, data: DataContext, batch: BatchShape) => ModelGraph;

/** Loaded data as a family's sizes follow from it. */
export interface DataContext {
  readonly facts: DatasetFacts;
  /** Of the facts' domain. */
  readonly traits: DomainTraits;
}

/** The shape of a training batch, from `training.batchSize` and, for sequences, `training.sequenceLength`. */
export interface BatchShape {
  readonly size: number;
  readonly length: number;
}

export interface Estimate {
  readonly weights: number;
  readonly bytes: number;
  /** Floating-point operations of the products of one batch's pass, forward and backward, a multiply-add counted as two. */
  readonly flops: number;
}

/** What the page and the link know of an optimizer. Its parameters join `training.*`. */
export interface OptimizerManifest extends Listed {
  readonly parameters: Parameters;
  /** Whether each step sees all of the training data, in chunks. */
  readonly fullBatch: boolean;
}
