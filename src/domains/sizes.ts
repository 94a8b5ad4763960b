/** How large the networks over a sample are: what a family's estimate, its model graph and its networks agree on. */
import type { DataContext } from "../schema/manifest.ts";
import { choice, integer, type Parameter, toggle, type Values, type ValuesOf } from "../schema/parameter.ts";

type Applies = NonNullable<Parameter["applies"]>;

const mayConvolve: Applies = (_, { architectures }) => architectures.includes("convolutional");
const isConvolutional: Applies = (values, domain) =>
  values.architecture === "convolutional" && mayConvolve(values, domain);
const isDense: Applies = (values, domain) => !isConvolutional(values, domain);

interface Bounds {
  readonly layers: readonly [value: number, max: number];
  readonly width: readonly [value: number, max: number];
  readonly channels: number;
}

/** The parameters of a network over samples and of its opposite, from a latent code to a sample. */
export const networkParameters = ({ layers, width, channels }: Bounds) => ({
  /** Without neighbours there is nothing to convolve. */
  architecture: choice("dense", ["dense", "convolutional"], { applies: mayConvolve }),
  layers: integer(layers[0], { min: 1, max: layers[1], applies: isDense }),
  width: integer(width[0], { min: 8, max: width[1], scale: "log", applies: isDense }),
  /** Of the outer convolution; the inner one has twice as many. */
  channels: integer(channels, { min: 4, max: 64, scale: "log", applies: isConvolutional }),
  latent: integer(8, { min: 2, max: 128, scale: "log" }),
});

/** Does nothing where the data has no labels. */
export const conditional = toggle(false);

/** What a conditional model is told; data without captions leaves no choice. */
export const condition = choice("label", ["label", "caption"], {
  captioned: true,
  applies: (values) => values.conditional === true,
});

type NetworkValues = ValuesOf<
  ReturnType<typeof networkParameters> & { conditional: typeof conditional; condition: typeof condition }
>;

/** Weights of the table of labels or words that a network has one of; a caption's has one for what is no word. */
export const conditionWeights = ({ labels, words, labelWidth }: NetworkSizes): number =>
  (words > 0 ? words + 1 : labels) * labelWidth;

/** Width of a label's vector, which is laid beside what a network is given. */
const LABEL_WIDTH = 16;
/** The same of a caption, which may say more. */
const CAPTION_WIDTH = 32;

export interface NetworkSizes {
  /** Of one sample. */
  readonly shape: readonly number[];
  /** How many numbers that is. */
  readonly inputs: number;
  /** How many symbols there are where a sample is a row of their numbers; 0 where it is none. */
  readonly symbols: number;
  /** Dense: the widths of the hidden layers; empty for a convolutional network. */
  readonly widths: readonly number[];
  /**
   * Convolutional: the channels from the sample inwards, each layer half as high and wide, or a quarter as long; empty for a
   * dense network.
   */
  readonly channels: readonly number[];
  /** Of the innermost picture, [H, W, C], or of a row, [T, C]; empty for a dense network. */
  readonly inner: readonly number[];
  readonly latent: number;
  /** How many labels the model is conditioned on; 0 when it is not. */
  readonly labels: number;
  /** How many words the captions have that the model is conditioned on; 0 when it is not. */
  readonly words: number;
  /** Of the vector of a label or a caption. */
  readonly labelWidth: number;
}

/** Places of a row that a convolution sees at once, and how many times shorter it makes the row: every place is seen as often as any other. */
export const ROW = { window: 24, stride: 4, neighbours: 5 } as const;
/** Layers over a row at most, and the fewest places that are left. */
const MOST_ROW_LAYERS = 4;
const LEAST_PLACES = 8;

/** How many layers shorten a row of so many places; quarters of quarters are whole. */
function rowLayers(length: number): number {
  let layers = 0;
  for (let left = length / ROW.stride; layers < MOST_ROW_LAYERS; left /= ROW.stride) {
    if (!Number.isInteger(left) || left < LEAST_PLACES) break;
    layers++;
  }
  return layers;
}

/** Channels from the sample inwards, and the shape of the innermost; empty where there is nothing to convolve. */
function convolved(shape: readonly number[], channels: number): Pick<NetworkSizes, "channels" | "inner"> {
  const [height = 0, across = 0] = shape;
  if (shape.length === 3) {
    // Pictures of the project have sides that are whole when halved twice.
    return { channels: [channels, 2 * channels], inner: [Math.ceil(height / 4), Math.ceil(across / 4), 2 * channels] };
  }
  const layers = rowLayers(height);
  const widths = Array.from({ length: layers }, (_, i) => channels * 2 ** i);
  return { channels: widths, inner: layers > 0 ? [height / ROW.stride ** layers, widths.at(-1) as number] : [] };
}

export const product = (shape: readonly number[]): number => shape.reduce((total, size) => total * size, 1);

export function networkSizes(values: Values, { facts, traits }: DataContext): NetworkSizes {
  const { layers, width, channels, latent, conditional: isConditional, condition } = values as NetworkValues;
  const shape = traits.shape(facts.domain);
  const { channels: made, inner } = isConvolutional(values, traits)
    ? convolved(shape, channels)
    : { channels: [], inner: [] };
  const words = isConditional && condition === "caption" ? (facts.captions?.words.length ?? 0) : 0;
  const labels = isConditional && condition !== "caption" ? facts.labels.length : 0;
  return {
    shape,
    inputs: product(shape),
    symbols: traits.symbols?.(facts.domain).length ?? 0,
    widths: inner.length > 0 ? [] : Array.from({ length: layers }, () => width),
    channels: made,
    inner,
    latent,
    labels,
    words,
    labelWidth: words > 0 ? CAPTION_WIDTH : labels > 0 ? LABEL_WIDTH : 0,
  };
}

/** How many numbers an encoder hands on, label apart. */
export const encodedWidth = ({ inner, widths }: NetworkSizes): number => widths.at(-1) ?? product(inner);

/** Places (pixels, or moments) after each layer of a convolutional network from the sample inwards. */
const placesOf = ({ inner, channels }: NetworkSizes): number[] => {
  const fewer = inner.length === 3 ? 4 : ROW.stride;
  return channels.map((_, i) => product(inner.slice(0, -1)) * fewer ** (channels.length - 1 - i));
};

/** How many numbers a decoder's last layer is made from. */
export const decodedWidth = (sizes: NetworkSizes): number =>
  sizes.widths[0] ?? (placesOf(sizes)[0] ?? 0) * (sizes.channels[0] ?? 0);

/** Numbers that the hidden layers of one network make for one sample. */
export const hiddenNumbers = (sizes: NetworkSizes): number =>
  sizes.inner.length > 0
    ? placesOf(sizes).reduce((sum, places, i) => sum + places * (sizes.channels[i] as number), 0)
    : sizes.widths.reduce((sum, width) => sum + width);

/** Weights of layers one on the other, each with a bias; `window` is how many pixels a convolution sees at once. */
export const chain = (widths: readonly number[], window = 1): number =>
  widths.slice(1).reduce((sum, to, i) => sum + (window * (widths[i] as number) + 1) * to, 0);

const WINDOW = 4 * 4;

/** Places that a strided convolution sees at once. */
const windowOf = ({ inner }: NetworkSizes): number => (inner.length === 3 ? WINDOW : ROW.window);

/** Width of a symbol's vector. */
export const SYMBOL_WIDTH = 32;

const GATES = 3;

/** Of a recurrent layer with two gates, as Cho et al. 2014 have it. */
const recurrentWeights = (from: number, units: number) => GATES * units * (from + units + 1);

/** Weights of layers one on the other; the first reads `from` numbers at each place. */
const stackWeights = (from: number, widths: readonly number[]) =>
  widths.reduce((sum, units, i) => sum + recurrentWeights(i === 0 ? from : (widths[i - 1] as number), units), 0);

/** Weights of a reader: the table of symbols, and the layers. */
export const readerWeights = ({ symbols, widths }: NetworkSizes): number =>
  symbols * SYMBOL_WIDTH + stackWeights(SYMBOL_WIDTH, widths);

/** Weights of a writer: the table with a row for what is hidden, the states that it begins with, the layers; and the scores. */
export function writerWeights({ symbols, widths, latent, labelWidth }: NetworkSizes) {
  const given = latent + labelWidth;
  const begun = widths.reduce((sum, units) => sum + (given + 1) * units, 0);
  return {
    hidden: (symbols + 1) * SYMBOL_WIDTH + begun + stackWeights(SYMBOL_WIDTH + given, widths),
    output: ((widths.at(-1) as number) + 1) * symbols,
  };
}

/** Multiply-adds of a text's way through a reader and through a writer. */
export function textMultiplyAdds({ inputs, symbols, widths, latent, labelWidth }: NetworkSizes) {
  const last = widths.at(-1) as number;
  return {
    encoder: inputs * stackWeights(SYMBOL_WIDTH, widths),
    decoder: inputs * (stackWeights(SYMBOL_WIDTH + latent + labelWidth, widths) + last * symbols),
  };
}

/** Numbers that reading and writing one text hold at a step's peak, counted in a test. */
export const textNumbers = ({ inputs, symbols, widths }: NetworkSizes): number =>
  inputs * (12 * SYMBOL_WIDTH + widths.reduce((sum, units) => sum + 30 * units, 0) + 4 * symbols);

/** Symbols that a convolution along a text sees at once. */
const ALONG = 3;

/**
 * Weights of convolutions over a text's rows of shares: of an encoder, and of a decoder's hidden layers, from the latent
 * code and the label's vector, and of its last one.
 */
export function relaxedWeights({ inputs, symbols, widths, latent, labelWidth }: NetworkSizes) {
  const [first] = widths as [number, ...number[]];
  return {
    encoder: chain([symbols, ...widths], ALONG),
    hidden: chain([latent + labelWidth, inputs * first]) + chain([first, ...widths], ALONG),
    output: chain([widths.at(-1) as number, symbols]),
  };
}

/** Multiply-adds of a text's way through them; see {@link relaxedWeights}. */
export function relaxedMultiplyAdds(sizes: NetworkSizes): { readonly encoder: number; readonly decoder: number } {
  const { inputs, widths, latent, labelWidth } = sizes;
  const { encoder, hidden, output } = relaxedWeights(sizes);
  const begun = chain([latent + labelWidth, inputs * (widths[0] as number)]);
  return { encoder: inputs * encoder, decoder: begun + inputs * (hidden - begun + output) };
}

/** Weights of an encoder; `label` numbers of a vector may join a dense one's input. */
export function encoderWeights(sizes: NetworkSizes, label = 0): number {
  const { shape, inputs, widths, channels } = sizes;
  if (sizes.symbols > 0) return readerWeights(sizes);
  return channels.length === 0
    ? chain([inputs + label, ...widths])
    : chain([shape.at(-1) as number, ...channels], windowOf(sizes));
}

/** Weights of a decoder: of its hidden layers, from the latent code and the label's vector, and of the last one. */
export function decoderWeights(sizes: NetworkSizes) {
  const { shape, inputs, widths, channels, inner, latent, labelWidth } = sizes;
  if (sizes.symbols > 0) return writerWeights(sizes);
  const given = latent + labelWidth;
  const [outer] = channels;
  if (outer === undefined) {
    return { hidden: chain([given, ...widths]), output: chain([widths.at(-1) as number, inputs]) };
  }
  return {
    hidden: chain([given, product(inner)]) + chain([...channels].reverse(), windowOf(sizes)),
    output: chain([outer, shape.at(-1) as number], windowOf(sizes)),
  };
}

/** Multiply-adds of one sample's pass through an encoder and through a decoder; see {@link encoderWeights}. */
export function multiplyAdds(sizes: NetworkSizes, label = 0): { readonly encoder: number; readonly decoder: number } {
  const { shape, channels, inner, latent, labelWidth } = sizes;
  if (sizes.symbols > 0) return textMultiplyAdds(sizes);
  if (inner.length === 0) {
    const { hidden, output } = decoderWeights(sizes);
    return { encoder: encoderWeights(sizes, label), decoder: hidden + output };
  }
  // The window of a convolution meets every place of its smaller side.
  const from = [shape.at(-1) as number, ...channels];
  const convolved = placesOf(sizes).reduce(
    (sum, places, i) => sum + places * chain(from.slice(i, i + 2), windowOf(sizes)),
    0,
  );
  return { encoder: convolved, decoder: chain([latent + labelWidth, product(inner)]) + convolved };
}

/** In how many groups so many channels are normalized: 8, or as many as divide both. Wu & He 2018. */
export function groupsOf(channels: number): number {
  const most = [8, 4, 2, 1] as const;
  return most.find((groups) => channels % groups === 0) as number;
}

const NEIGHBOURS = 3 * 3;

/** Weights of a residual block of two convolutions over so many neighbours that is told `told` numbers. */
const residualWeights = (neighbours: number, from: number, to: number, told: number): number =>
  chain([from, to, to], neighbours) + chain([told, to]) + (from === to ? 0 : chain([from, to]));

/** Weights of a U-Net's residual blocks at each of its sizes, from the sample inwards: on the way in and out, and once at the last. */
function levelWeights({ channels, inner }: NetworkSizes, told: number): number[] {
  const neighbours = inner.length === 3 ? NEIGHBOURS : ROW.neighbours;
  return channels.map((own, i) => {
    const there = residualWeights(neighbours, own, own, told);
    return i + 1 < channels.length ? there + residualWeights(neighbours, 2 * own, own, told) : there;
  });
}

/** Weights of a denoiser that is told `told` numbers: of its hidden layers, and of the last one. */
export function denoiserWeights(sizes: NetworkSizes, told: number) {
  const { shape, inputs, widths, channels } = sizes;
  const [outer] = channels;
  if (outer === undefined) {
    const width = widths[0] as number;
    return {
      hidden: chain([inputs, width]) + widths.length * (chain([width, width]) + chain([told, width])),
      output: chain([width, inputs]),
    };
  }
  const [depth, window] = [shape.at(-1) as number, windowOf(sizes)];
  return {
    hidden:
      chain([depth, ...channels], window) +
      chain([...channels].reverse(), window) +
      levelWeights(sizes, told).reduce((sum, weights) => sum + weights),
    output: chain([outer, depth], window),
  };
}

/** Multiply-adds of one sample's pass through a denoiser; see {@link denoiserWeights}. */
export function denoiserMultiplyAdds(sizes: NetworkSizes, told: number): number {
  const { hidden, output } = denoiserWeights(sizes, told);
  if (sizes.inner.length === 0) return hidden + output;
  const from = [sizes.shape.at(-1) as number, ...sizes.channels];
  const levels = levelWeights(sizes, 0);
  // A strided window meets the places of its smaller side, on the way in and on the way out.
  return placesOf(sizes).reduce(
    (sum, places, i) => sum + places * (2 * chain(from.slice(i, i + 2), windowOf(sizes)) + (levels[i] as number)),
    0,
  );
}

/** Numbers that a denoiser makes for one sample on the way to its prediction: what its layers, norms and activations give. */
export function denoisedNumbers(sizes: NetworkSizes): number {
  const { widths, inner, channels } = sizes;
  // A shift, a sum, an activation, a product and another sum for each layer.
  if (inner.length === 0) return 5 * widths.reduce((sum, width) => sum + width, 0);
  // They are made nine times over at the innermost, and 25 times before.
  const last = channels.length - 1;
  return placesOf(sizes).reduce((sum, places, i) => sum + (i < last ? 25 : 9) * places * (channels[i] as number), 0);
}

/** How many numbers a denoiser's innermost layer makes of a sample. */
export const denoiserHidden = ({ widths, inner }: NetworkSizes): number => widths[0] ?? product(inner);
