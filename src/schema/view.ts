import type { Geometry } from "../core/codes.ts";
import { MU_LAW_SILENCE, muLawDecode, muLawLevel } from "../core/signal/mulaw.ts";
import type { CodesQuery, CodesSource } from "./codes.ts";
import type { PlaneBounds } from "./plane.ts";
import type { Role } from "./role.ts";

/** What the stage can draw. A closed set: a family composes its views from these kinds, the page has one component for each. */
export type ViewData =
  | { readonly kind: "text"; readonly samples: readonly TextSample[] }
  | ProbabilityView
  | BlanksView
  | AttentionView
  | CausalFieldView
  | HeatmapView
  | UnitsView
  | ImagesView
  | WavesView
  | LinesView
  | ScoresView
  | ScatterView
  | LatentView
  | FramesView
  | FlowView
  | ScheduleView
  | CodedView;

export type ViewKind = ViewData["kind"] | "machine";

export interface TextSample {
  /** Everything that is shown, the prompt included. */
  readonly text: string;
  /** How many characters of it were given. */
  readonly promptLength: number;
  /** The probability that the model gave to each character that it wrote, 0..1; `text.length − promptLength` of them. */
  readonly confidence: readonly number[];
  readonly label?: string;
  /** Whether the sample stands in the data word for word; absent where that means nothing. */
  readonly copied?: boolean;
  /** False while the sample is still being written. */
  readonly finished: boolean;
}

/** What a model thinks of a character that may come next. */
export interface Guess {
  readonly token: string;
  readonly probability: number;
}

/** Before a text and after each of its characters, what the model thought would come next. */
export interface ProbabilityView {
  readonly kind: "probabilities";
  readonly text: readonly string[];
  /** The likeliest characters to begin a text, likeliest first. */
  readonly first: readonly Guess[];
  /** `next[i]`: the likeliest characters after `text[0..i]`, likeliest first. */
  readonly next: readonly (readonly Guess[])[];
  /** What each character of the text costs under the model, −log₂ p; absent where the text is the model's own. */
  readonly bits?: readonly number[];
}

/** A text with blanks, and what the model thinks stands in each of them. */
export interface BlanksView {
  readonly kind: "blanks";
  /** `null` where there is a blank. */
  readonly text: readonly (string | null)[];
  /** Of each blank, in the order of the text: the likeliest characters, likeliest first. */
  readonly candidates: readonly (readonly Guess[])[];
  /** The blanks as they would be filled, the surest first: the place in `text`, and what is written there. */
  readonly filling: readonly { readonly place: number; readonly guess: Guess }[];
}

/** Where each character of a text looks: the weights of every head of every layer. */
export interface AttentionView {
  readonly kind: "attention";
  /** The first is what stands before the text. */
  readonly text: readonly string[];
  readonly layers: number;
  readonly heads: number;
  /**
   * `[layers, heads, T, T]`: how much of its look the character of a row gives to that of a column, 255 being all of it.
   * What is missing from a row goes to characters that are not shown.
   */
  readonly weights: Uint8Array;
}

/** What each prediction over a text hangs on, layer by layer of causal convolutions. */
export interface CausalFieldView {
  readonly kind: "causalField";
  /** The first is what stands before the text. */
  readonly text: readonly string[];
  /** Of each layer, from the characters upwards. */
  readonly dilations: readonly number[];
  /** How many places each convolution joins. */
  readonly kernelSize: number;
  /**
   * `[T, layers + 1, T]`: how much the prediction after the character of the first index hangs on each place of what each
   * layer reads, level 0 being the characters, as a share of the most at that level in bytes. The last level is the
   * prediction itself.
   */
  readonly influence: Uint8Array;
}

/** A matrix with named columns, such as hidden units (rows) over a text (columns). */
export interface HeatmapView {
  readonly kind: "heatmap";
  readonly columns: readonly string[];
  readonly rows: number;
  /** Row by row, `rows × columns.length`. */
  readonly values: Float32Array;
  /** What the ends of the colour scale mean; values outside are drawn at the end. */
  readonly range: readonly [number, number];
}

/** What units of a model follow in real data, the closest first. */
export interface UnitsView {
  readonly kind: "units";
  readonly units: readonly {
    /** From 0. */
    readonly unit: number;
    /** A key of the page's words, e.g. `"vowel"`. */
    readonly property: string;
    /** Pearson's r, −1..1; of labels, the correlation ratio, 0..1. */
    readonly strength: number;
    /** The symbols that come to be likelier, and less likely, where the unit rises; the most moved first. */
    readonly raises?: readonly string[];
    readonly lowers?: readonly string[];
  }[];
}

/** Pictures of one size in a grid. */
export interface ImagesView {
  readonly kind: "images";
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly count: number;
  /** `count × height × width × channels`, 0..1; a byte b stands for b / 255, as moments of the timeline are kept. */
  readonly pixels: Float32Array | Uint8Array;
  /** Pictures in a row where rows mean something (pairs, an interpolation); absent lets the page choose. */
  readonly columns?: number;
  /** Whose each picture is, in a repeating pattern: `["truth", "generator"]` for pairs of original and reconstruction. */
  readonly roles?: readonly Role[];
  /** The label id of each picture. */
  readonly labels?: readonly string[];
  /** What each picture was to show, in words. */
  readonly captions?: readonly string[];
}

/** Sounds of one length and rate, to be seen and heard. */
export interface WavesView {
  readonly kind: "waves";
  /** Values a second. */
  readonly rate: number;
  /** Values of one sound. */
  readonly length: number;
  readonly count: number;
  /** `count × length`, −1..1; bytes are µ-law levels, as moments of the timeline are kept. */
  readonly values: Float32Array | Uint8Array;
  /** Sounds in a row where rows mean something; see {@link ImagesView}. */
  readonly columns?: number;
  /** Whose each sound is, in a repeating pattern; see {@link ImagesView}. */
  readonly roles?: readonly Role[];
  /** The label id of each sound. */
  readonly labels?: readonly string[];
  /** What each sound was to be, in words. */
  readonly captions?: readonly string[];
}

/** Short texts in rows and columns that mean something: pairs, the ways between words, the surroundings of a place. */
export interface LinesView {
  readonly kind: "lines";
  readonly texts: readonly string[];
  readonly columns: number;
  /** Whose each text is, in a repeating pattern; see {@link ImagesView}. */
  readonly roles?: readonly Role[];
  /** The label id of each text; "" for one that has none. */
  readonly labels?: readonly string[];
}

/** What a critic gives texts: to one that was typed, to real ones, and to those that are made. */
export interface ScoresView {
  readonly kind: "scores";
  readonly typed: ScoredText;
  /** Highest score first. */
  readonly others: readonly (ScoredText & { readonly role: "truth" | "generator" })[];
}

export interface ScoredText {
  readonly text: string;
  readonly score: number;
  /** The label id that it is judged under. */
  readonly label?: string;
}

/** Points of the plane in layers, over a field of numbers where there is one. */
export interface ScatterView {
  readonly kind: "scatter";
  /** Left, bottom, right, top: what every layer is drawn in. */
  readonly bounds: PlaneBounds;
  readonly layers: readonly ScatterLayer[];
  /** A number for each cell of a grid over the bounds, row by row from the top, such as the critic's opinion. */
  readonly field?: {
    readonly columns: number;
    readonly rows: number;
    readonly values: Float32Array;
    readonly role: Role;
    /** What the ends of the colours stand for; they part in the middle. Values beyond are drawn at the ends. */
    readonly range: readonly [number, number];
  };
  /** Arrows `[x, y, dx, dy]` each, such as the gradient at each sample. */
  readonly arrows?: Float32Array;
  /** Ways through the plane, `[x, y]` for each of their even steps, such as from one latent code to another. */
  readonly paths?: readonly Float32Array[];
  /** A grid of points, row by row, drawn as a folded net, such as what the generator makes of its noise. */
  readonly mesh?: { readonly columns: number; readonly rows: number; readonly points: Float32Array };
}

export interface ScatterLayer {
  readonly role: Role;
  /** `[x, y]` each. */
  readonly points: Float32Array;
  /** The label id of each point. */
  readonly labels?: readonly string[];
}

interface LatentAxis {
  readonly id: string;
  readonly range: readonly [number, number];
  readonly value: number;
  /** What in the data rises or falls along it; absent where nothing does. */
  readonly follows?: Following;
}

export interface Following {
  /** A key of the page's words, e.g. `"length"`. */
  readonly property: string;
  /** Pearson's r, −1..1; of labels, a correlation ratio, 0..1. */
  readonly strength: number;
  /** Of labels: those that lie farthest towards its low end, and towards its high one, the farthest first. */
  readonly low?: readonly string[];
  readonly high?: readonly string[];
}

/** A place in the space of latent variables, to move about in: what stands there, and what surrounds it. */
export interface LatentView {
  readonly kind: "latent";
  /** The axes that a person can move along: a pair to drag in (`map`), or one slider each. */
  readonly axes: readonly LatentAxis[];
  readonly form: "map" | "sliders";
  /** What is decoded at the place; sliders of points show as paths of it where each axis leads. */
  readonly here: ImagesView | WavesView | ScatterView | LinesView;
  /** The label id that is decoded under at the place, where the model is conditioned. */
  readonly label?: string;
  /** Sliders of pictures, sounds or texts: for each axis what stands at its low end and at its high one, the others as they are. */
  readonly ends?: ImagesView | WavesView | LinesView;
  /** A square grid of decoded pictures, sounds or texts over the ranges of the first two axes, row by row from the top. */
  readonly around?: ImagesView | WavesView | LinesView;
  /** The encoded means of real examples along the first two axes. */
  readonly means?: ScatterLayer;
}

/** Views of one thing that follow one another, such as samples on their way out of noise; played in a loop. */
export interface FramesView {
  readonly kind: "frames";
  readonly frames: readonly (ImagesView | WavesView | ScatterView)[];
  /** When each frame is, falling: 1 is pure noise and 0 the data. */
  readonly times: readonly number[];
}

/** Which way each place of a plane is carried at each time, and points that are. */
export interface FlowView {
  readonly kind: "flow";
  readonly bounds: PlaneBounds;
  /** Falling: 1 is pure noise and 0 the data. */
  readonly times: readonly number[];
  /** `[dx, dy]` for each time and each cell of a grid over the bounds, row by row from the top. */
  readonly velocities: Float32Array;
  readonly columns: number;
  readonly rows: number;
  /** `[x, y]` of each point, for each time. */
  readonly particles: Float32Array;
  /** How dense the real data is, under it all. */
  readonly density: NonNullable<ScatterView["field"]>;
}

/** How much of a sample and how much noise there is at each time, and what comes of real samples. */
export interface ScheduleView {
  readonly kind: "schedule";
  /** From 0, the data, to 1, pure noise; as long as the next two. */
  readonly times: Float32Array;
  /** The factor of the sample, α, and of the noise, σ. */
  readonly signal: Float32Array;
  readonly noise: Float32Array;
  readonly noised: readonly { readonly time: number; readonly view: ImagesView | WavesView | ScatterView }[];
}

/** Samples with the codes that they are made of. */
export interface CodedView {
  readonly kind: "coded";
  /** Numbers of one code. */
  readonly width: number;
  /** What lies between two codes. */
  readonly geometry: Geometry;
  /** Row by row; empty where samples are of no code of theirs. */
  readonly codes: Float32Array;
  /** The label id of each, where the model is conditioned. */
  readonly labels?: readonly string[];
  /** The samples, in the order of the codes. */
  readonly shown: Exclude<ViewData, CodedView>;
  /** Of what was drawn or typed: where the first code lies on the view `map`. */
  readonly place?: readonly number[];
}

/** A view by its `ViewSpec` id, and what it is of: a text, a place of a latent space, or the model as it is. */
export type ViewSubject = { readonly view: string } & (
  | { readonly source: "text"; readonly text: string }
  /** Coordinates along the axes of the `LatentView`. */
  | { readonly source: "latent"; readonly place: readonly number[] }
  /** Samples of codes. */
  | { readonly source: "codes"; readonly codes: CodesQuery }
  | { readonly source: "model" }
);

/** The view of a place, or of the model as it is before a place was chosen. */
export const viewAt = (view: string, place: readonly number[]): ViewSubject =>
  place.length > 0 ? { view, source: "latent", place } : { view, source: "model" };

/** A tab of the stage, as a family's manifest lists it. */
export interface ViewSpec {
  /** The id in the link (`view=hidden`) and the key of its words. */
  readonly id: string;
  readonly kind: ViewKind;
  /**
   * `sampling`: made by `sample`, shown on the timeline. `text`: computed for a text the visitor types. `model`: of the
   * model as it is, computed again while it learns. `latent`: the same, for the place the visitor chose. `drawing`: for a
   * picture that the visitor draws, whose values are the place. `codes`: of samples that the visitor picks, joins and changes
   * by their codes. `domain`: the page's own, of the samples.
   */
  readonly source: "sampling" | "text" | "model" | "latent" | "drawing" | "codes" | "machine" | "domain";
  /** Of a text: how many words it is of, with commas between; absent means that it is read as one. */
  readonly words?: number;
  /** Of codes: where they may come from, beside chance and other codes. */
  readonly from?: readonly CodesSource[];
}

/** Pictures and sounds with a byte for each value, in a quarter of the room; any other view as it is. */
export function asBytes(view: ViewData): ViewData {
  if (view.kind === "images") return imagesAsBytes(view);
  if (view.kind === "waves") return wavesAsBytes(view);
  if (view.kind !== "frames") return view;
  return { ...view, frames: view.frames.map((frame) => asBytes(frame) as typeof frame) };
}

function wavesAsBytes(view: WavesView): WavesView {
  if (view.values instanceof Uint8Array) return view;
  // What a run that diverged makes is no number; it is silence.
  const levels = (value: number) => (Number.isFinite(value) ? muLawLevel(value) : MU_LAW_SILENCE);
  return { ...view, values: Uint8Array.from(view.values, levels) };
}

/** The values of one sound, −1..1. [length] */
export function waveOf({ values, length }: WavesView, index: number): Float32Array {
  const own = values.subarray(index * length, (index + 1) * length);
  return own instanceof Uint8Array ? muLawDecode(own) : own;
}

function imagesAsBytes(view: ImagesView): ImagesView {
  if (view.pixels instanceof Uint8Array) return view;
  const rounded = new Uint8ClampedArray(view.pixels.length);
  for (let i = 0; i < rounded.length; i++) rounded[i] = 255 * (view.pixels[i] as number);
  return { ...view, pixels: new Uint8Array(rounded.buffer) };
}
