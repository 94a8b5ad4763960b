/**
 * What a family may know of a domain: a family is written once against this, and every domain that keeps it gives the
 * family a new cell.
 *
 * Texts are read and written symbol by symbol by a `SequenceDomain`, and are whole samples of bounded length to families
 * whose manifest says `whole`: the domain's `whole` has batches, examples and networks of those. A text VAE is given an
 * encoder over symbols, a `Writer` that reads its targets while it trains, and the likelihood `crossEntropy`. Diffusion
 * asks for a denoiser, a network of a sample's own shape, and draws on `Stage`; where noise makes no sense, a domain lacks it.
 *
 * Symbols have no slope for a critic to show, so a text GAN makes and reads rows of shares in their place: `Relaxed`.
 *
 * A model of whole samples may be told a caption in a label's place: see `conditions.ts`. Own pictures by folder are labels
 * like any other.
 */

import type * as tf from "@tensorflow/tfjs";
import type { RandomStream } from "../core/random.ts";
import type { Sliced } from "../core/sliced.ts";
import type { GiveExamples, Model, Tap } from "../engine/model.ts";
import type { Block } from "../engine/networks/block.ts";
import type { NamedArray } from "../export/safetensors/contract.ts";
import type { Baseline, DatasetFacts, DomainTraits } from "../schema/domain.ts";
import type { BatchShape, DataContext } from "../schema/manifest.ts";
import type { ModelValues } from "../schema/parameter.ts";
import type { PlaneBounds } from "../schema/plane.ts";
import type { Role } from "../schema/role.ts";
import type {
  ImagesView,
  LatentView,
  ScatterLayer,
  ScatterView,
  ScoresView,
  TextSample,
  ViewData,
  WavesView,
} from "../schema/view.ts";
import type { Property } from "./associations.ts";
import type { BatchSource } from "./batches.ts";
import type { BrowseRequest, Dataset, SamplePage } from "./dataset.ts";
import type { NetworkSizes } from "./sizes.ts";

/** The code of a kind of sample. It is only given datasets of its kind. */
export interface DomainCode<D extends Dataset = Dataset, M extends DomainModel = DomainModel> {
  readonly traits: DomainTraits;
  /** Batches in the order that the seed gives. Validation is the same for every seed, and bounded. */
  batches(dataset: D, shape: BatchShape, seed: number): BatchSource;
  /** Real data for samples and views: the first samples of a part, the same every time. */
  examples(dataset: D, batches: BatchSource): GiveExamples;
  browse(dataset: D, request: BrowseRequest): SamplePage;
  /** The data as it is split, to be taken elsewhere: `train.values`, `validation.labels` and so on. */
  arrays?(dataset: D): readonly NamedArray[];
  /** What a family builds its networks with. */
  model(facts: DatasetFacts): M;
  /** The same for families that take samples as a whole, where that is another thing; see `FamilyManifest.whole`. */
  readonly whole?: Pick<DomainCode<D, WholeDomain>, "batches" | "examples" | "arrays" | "model" | "metrics">;
  /** How good what a model makes is; `null` where nothing honest can be said. */
  metrics?(dataset: D, examples: GiveExamples): SampleJudge | null;
  /** What simple models reach on the validation part. Takes a while, and stops every few milliseconds for others to work. */
  baselines?(dataset: D): Sliced<readonly Baseline[]>;
  /** Whether a text stands in the data as it is. */
  has?(dataset: D, text: string): boolean;
}

/** Figures of new samples, by series id. */
export interface SampleJudge {
  /** How many samples it takes. */
  readonly count: number;
  /**
   * Asks the device at once and frees the samples; the answer is a read that is still under way. `asked`: the number of the
   * label that each sample was to show, where the model was told one.
   */
  readonly judge: (samples: tf.Tensor, asked?: readonly number[]) => Promise<Readonly<Record<string, number>>>;
  readonly dispose: () => void;
}

/** What a family exports as `build` from its `model.ts`; `domain` is of a kind that its manifest accepts. */
export type BuildModel<D extends DomainModel = DomainModel> = (
  values: ModelValues,
  domain: D,
  batch: BatchShape,
  weights: RandomStream,
) => Model;

export interface DomainModel extends DataContext {}

/** A domain whose samples are read and written symbol by symbol. */
export interface SequenceDomain extends DomainModel {
  readonly symbols: readonly string[];
  /** The symbol before the first. */
  readonly start: number;
  /** Whether a sample is one line, such as a name: the symbol before the first also ends it. */
  readonly lines: boolean;
  /** How many symbols of a new text metrics judge. */
  readonly judgedLength: number;
  /** Symbols of every new sample, where samples are of one length; else a visitor says how many at most. */
  readonly length?: number;
  /** How many symbols are made before the device is read and what has grown is shown; few unless said. */
  readonly atOnce?: number;
  /** What can be said of each symbol of lanes of text that begin after `start`, by place. int32 [N] each. */
  readonly properties: (tokens: ArrayLike<number>) => readonly Property[];
  /** A text as symbols; what the alphabet lacks, and what would end a sample, is left out of a `prompt`. */
  readonly encode: (text: string, as?: "prompt") => number[];
  /** −log p(symbol) in nats. Logits [N, V], targets int32 [N] → [N]. */
  readonly surprise: (logits: tf.Tensor2D, targets: tf.Tensor1D) => tf.Tensor1D;
  /** A sample that grows, from its prompt. */
  readonly writing: (prompt: readonly number[], label: string | undefined, known: (text: string) => boolean) => Writing;
  readonly samples: (writings: readonly WrittenSample[]) => ViewData;
}

/** What has been written of a sample: a text, or the levels of a sound. */
export type WrittenSample = TextSample | { readonly levels: Uint8Array; readonly label?: string };

/** One sample as it grows. */
export interface Writing {
  /** Whether it has come to its own end: what is added now is passed over. */
  readonly ended: () => boolean;
  readonly add: (symbol: number, confidence: number) => void;
  readonly sample: (finished: boolean) => WrittenSample;
}

/** A domain whose samples are tensors of one shape, made and seen as a whole. */
export interface WholeDomain extends DomainModel {
  readonly networks: WholeNetworks;
  /** What can be said of each of N samples, row by row, for directions of a latent space to follow. */
  readonly properties: (values: Float32Array) => readonly Property[];
  /** A typed text as a sample, row by row; absent where a sample is nothing that can be typed. */
  readonly encode?: (text: string) => Float32Array;
  /** Prepares to draw, with the real data that stands behind samples where they share a plane. */
  readonly stage: (examples: GiveExamples) => Promise<Stage>;
}

/** Names and random streams are the family's, so that kept checkpoints find their weights again. */
export interface PartOptions {
  /** Of layers: `name` and the number of the layer, from 1. */
  readonly name: string;
  readonly stream: (key: number) => RandomStream;
  /** The key of the first layer's stream; the next ones follow. */
  readonly key: number;
}

export interface EncoderOptions extends PartOptions {
  /** `leaky` has a slope on both sides: a unit that is off still tells a generator where to go. */
  readonly activation: "relu" | "leaky";
  /** Whether small differences matter from the first step, as to a critic. */
  readonly fine?: boolean;
}

/** x [B, …] → [B, width]. A label may join in between. */
export interface Encoder {
  /** From a sample to a row of numbers, [B, …] → [B, F]. */
  readonly features: readonly Block[];
  readonly hidden: readonly Block[];
  /**
   * The features of samples that go along time, with what every layer but the last makes of them moved a little in time:
   * Donahue et al. 2019. [B, …] → [B, F]
   */
  readonly shuffled?: (x: tf.Tensor, by: PhaseShuffle) => tf.Tensor;
}

export interface PhaseShuffle {
  /** Places at most, to either side. */
  readonly most: number;
  /** A number in 0..1 for each layer, [1]. */
  readonly uniform: (layer: number) => tf.Tensor;
}

export interface DecoderOptions extends PartOptions {
  /** The key of the last layer's stream. */
  readonly outputKey: number;
  /** Whether the last layer ends in what samples are bounded by, so that there is no `finish`. */
  readonly finished: boolean;
}

/** code [B, Z] → [B, …]. */
export interface Decoder {
  readonly hidden: readonly Block[];
  readonly output: readonly Block[];
  /** From what a likelihood is given to a sample, such as from logits to brightness; empty where they are the same. */
  readonly finish: readonly Block[];
}

/** (noisy x, what it is told of the noise and of a condition) → a prediction of x's shape. */
export interface Denoiser {
  /** All but the last layer, and the last. */
  readonly layers: { readonly hidden: readonly tf.layers.Layer[]; readonly output: readonly tf.layers.Layer[] };
  /** Builds the stock layers. x of a sample's shape, told [T]. */
  readonly connect: (x: tf.SymbolicTensor, told: tf.SymbolicTensor) => tf.SymbolicTensor;
  /**
   * The same function by our kernels, once connected; differentiable. x [B, …], told [B, T] → [B, …]. Shows its innermost
   * numbers, [B, F], as the model graph's `network`.
   */
  readonly apply: (x: tf.Tensor, told: tf.Tensor, tap: Tap) => tf.Tensor;
}

/**
 * A decoder that writes symbol by symbol and reads what it has written; while it trains, what it should have written
 * (teacher forcing; Williams & Zipser 1989). given [B, G]: the code and what is laid beside it.
 */
export interface Writer {
  readonly hidden: readonly tf.layers.Layer[];
  readonly output: readonly tf.layers.Layer[];
  /** Of the stock network: the symbol before each, [B, T]. */
  readonly before: tf.SymbolicTensor;
  /** Builds the layers: from what is given to the probabilities of each symbol, [B, T, V]. */
  readonly connect: (given: tf.SymbolicTensor) => tf.SymbolicTensor;
  /** Scores of each symbol of x [B, T] by those before it → [B, T, V]. Differentiable; call inside a tidy. */
  readonly read: (given: tf.Tensor, x: tf.Tensor, reading?: Reading) => tf.Tensor;
  /** New samples with the probability of each symbol, [B, T] both. Call inside a tidy. */
  readonly write: (given: tf.Tensor, choice: SymbolChoice) => Written;
}

export interface Reading {
  /** 1 for symbols that the writer is not shown, [B, T]: word dropout. Bowman et al. 2016. */
  readonly unseen?: tf.Tensor | undefined;
  readonly tap?: Tap;
}

export interface SymbolChoice {
  /** 0 takes the likeliest symbol. */
  readonly temperature: number;
  /** Uniform numbers for the symbol at a place, [B, V]; needed above a temperature of 0. */
  readonly noise?: (place: number, symbols: number) => tf.Tensor;
}

export interface Written {
  readonly made: tf.Tensor;
  readonly confidence: tf.Tensor;
}

/**
 * −log p(x | decoded) in nats, mean over examples. What is drawn is shown as the model graph's `output`; `logDeviation` is
 * that of a Gaussian. x, decoded [B, …] → [].
 */
export type Likelihood = (
  x: tf.Tensor,
  decoded: tf.Tensor,
  about: { readonly logDeviation: tf.Scalar | number; readonly tap: Tap },
) => tf.Scalar;

/**
 * Samples of symbols as rows of shares: of T symbols out of V, [B, T, V], each row summing to 1. A real sample has all of a
 * row on one symbol; what a network makes lies in between (Gulrajani et al. 2017, 5.4), or is drawn as one symbol whose
 * slope is that of shares (Jang et al. 2017).
 */
export interface Relaxed {
  /** Of one sample's rows. */
  readonly shape: readonly number[];
  /** rows [B, T, V] → [B, F]. */
  readonly encoder: WholeNetworks["encoder"];
  /** code [B, Z] → scores [B, T, V]; its `finish` makes them shares. */
  readonly decoder: WholeNetworks["decoder"];
  /** A sample's own rows. x [B, T] → [B, T, V]. */
  readonly rows: (x: tf.Tensor) => tf.Tensor;
  /**
   * One symbol a row, drawn by its share: softmax((scores + Gumbel noise) / temperature) on the way back, its largest share
   * alone on the way there. scores, uniform numbers [B, T, V] → [B, T, V]. Jang et al. 2017, 2.2.
   */
  readonly drawn: (scores: tf.Tensor, uniform: tf.Tensor, temperature: tf.Scalar | number) => tf.Tensor;
  /** The symbol with the largest share of each row: [B, T, V] → [B, T]. */
  readonly symbols: (rows: tf.Tensor) => tf.Tensor;
}

export interface WholeNetworks {
  readonly encoder: (sizes: NetworkSizes, options: EncoderOptions) => Encoder;
  readonly decoder: (sizes: NetworkSizes, options: DecoderOptions) => Decoder;
  /** Absent where noise makes no sense of a sample. Samples that lie in 0..1 come and go in −1..1. */
  readonly denoiser?: (sizes: NetworkSizes, options: PartOptions) => Denoiser;
  /** What stands in for the decoder where samples are best written symbol by symbol. */
  readonly writer?: (sizes: NetworkSizes, options: DecoderOptions) => Writer;
  /** What stands in for samples where something must have a slope in them; absent where they have one. */
  readonly relaxed?: Relaxed;
  /** One of the traits' `likelihoods`. */
  readonly likelihood: (id: string) => Likelihood;
  /** A sample of what is around a finished one, or the finished one where noise would only hide it. [B, …] → [B, …]. */
  readonly drawn: (finished: tf.Tensor, logDeviation: tf.Scalar | number, noise: () => tf.Tensor) => tf.Tensor;
  /** How far what came back is from what went in, by series id, mean over examples. x, made [B, …] → []. */
  readonly compare: (x: tf.Tensor, made: tf.Tensor) => Readonly<Record<string, tf.Scalar>>;
}

/** Samples off the device, [N, …] row by row, and the label id of each. */
export interface Layer {
  readonly role: Role;
  readonly values: Float32Array;
  readonly labels?: readonly string[];
}

export interface ScoredLayer extends Layer {
  /** [N]. */
  readonly scores: Float32Array;
}

/** Where all samples lie: the bounds that fit the data, and some of it. */
export interface Plane {
  readonly bounds: PlaneBounds;
  /** `[x, y]` each, of as many real examples as asked for. */
  readonly real: (most: number) => Float32Array;
  /** How dense real points are: a number for each cell of a grid over the bounds. */
  readonly density: () => NonNullable<ScatterView["field"]>;
  readonly view: (layers: readonly ScatterLayer[], extra?: PlaneExtra) => ScatterView;
}

export type PlaneExtra = Pick<Partial<ScatterView>, "field" | "arrows" | "paths" | "mesh">;

/** From numbers to what the stage shows. */
export interface Stage {
  /** Of dots; `null` for items. */
  readonly plane: Plane | null;
  /** New samples; dots stand over real ones and over the field, where one is given. */
  readonly samples: (made: Float32Array, about: { field?: ScatterView["field"] } & AskedOf & TextsAbout) => ViewData;
  /** The same samples again and again, each time; dots over real ones where `real` says so. Absent where nothing is denoised. */
  readonly frames?: (
    steps: readonly Float32Array[],
    about: { role: Role; real: boolean } & AskedOf,
  ) => readonly (ImagesView | WavesView | ScatterView)[];
  /** Samples one after the other, as they are ordered. */
  readonly list: (layer: Layer) => ViewData;
  /** Each of the first beside, or with an arrow to, that of the second. */
  readonly pairs: (first: Layer, second: Layer) => ViewData;
  /** Samples with a number that each was given, a typed one first; absent where none can be typed. */
  readonly scores?: (typed: ScoredLayer, others: readonly ScoredLayer[]) => ScoresView;
  /** Ways of `stops` samples each; `ends` are two real samples for each of them. `real`: how many dots stand behind. */
  readonly ways: (
    made: Float32Array,
    about: { stops: number; ends?: Float32Array; real: number } & Pick<AskedOf, "captions">,
  ) => ViewData;
  /** What stands at a place of a latent space, and around it: see {@link LatentView}. */
  readonly place: (form: LatentView["form"], here: Float32Array, around: Around) => PlaceView;
}

/** What samples were to show: the label id of each, or its caption. */
interface AskedOf {
  readonly labels?: readonly string[];
  readonly captions?: readonly string[];
}

/** What is known of texts that were made. */
interface TextsAbout {
  /** The probability of each symbol, as many numbers as the samples have. */
  readonly confidence?: Float32Array;
  /** Whether a text stands in the data. */
  readonly known?: (text: string) => boolean;
}

export interface Around {
  /** A square map row by row from the top; for sliders, a way along each axis, or what stands at both of its ends. */
  readonly values: Float32Array;
  /** Along a side of the map, or on each way. */
  readonly side: number;
}

export type PlaceView = { readonly here: LatentView["here"] } & Pick<Partial<LatentView>, "around" | "ends">;
