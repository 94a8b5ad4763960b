import type { PlaneBounds, PlaneGaussian } from "./plane.ts";

/** What one sample is. Every dataset yields one of these, every family says which it learns. */
export type Domain =
  /** A text over a vocabulary; `vocabulary[0]` is always the newline that ends a document. */
  | { readonly kind: "tokens"; readonly vocabulary: readonly string[] }
  /** A picture, values 0..1, row by row, channels last. */
  | { readonly kind: "image"; readonly height: number; readonly width: number; readonly channels: 1 | 3 }
  /** A point of the plane. */
  | { readonly kind: "points" };

export type DomainKind = Domain["kind"];

/** What the page and the manifests may know of loaded data: small, plain, sent by value. */
export interface DatasetFacts {
  readonly id: string;
  readonly domain: Domain;
  /** Ids of the labels in the order of their numbers; empty where the data has none. The page has their words. */
  readonly labels: readonly string[];
  /** How many samples (documents, pictures, points) each part of the split holds. */
  readonly counts: { readonly train: number; readonly validation: number };
  /** Tokens alone: characters in each part, ends of documents included. */
  readonly characters?: { readonly train: number; readonly validation: number };
  /** Points alone: the distribution that they are drawn from, to judge samples by. */
  readonly distribution?: PlaneDistribution;
  /** Cross-entropy of simple models on the validation part, nats per character: lines to beat in the loss chart. */
  readonly baselines: readonly Baseline[];
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
  | { readonly kind: "points"; readonly x: number; readonly y: number; readonly label?: string };
