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
  /** Convolutional: the channels from the sample inwards, each layer half as high and wide; empty for a dense network. */
  readonly channels: readonly number[];
  /** Of the innermost picture, [H, W, C]; empty for a dense network. */
  readonly inner: readonly number[];
  readonly latent: number;
  /** How many labels the model is conditioned on; 0 when it is not. */
  readonly labels: number;
  /** How many words the captions have that the model is conditioned on; 0 when it is not. */
  readonly words: number;
  /** Of the vector of a label or a caption. */
  readonly labelWidth: number;
}

export const product = (shape: readonly number[]): number => shape.reduce((total, size) => total * size, 1);

export function networkSizes(values: Values, { facts, traits }: DataContext): NetworkSizes {
  const { layers, width, channels, latent, conditional: isConditional, condition } = values as NetworkValues;
  const shape = traits.shape(facts.domain);
  const [height = 0, across = 0] = shape;
  const convolutional = isConvolutional(values, traits);
  const words = isConditional && condition === "caption" ? (facts.captions?.words.length ?? 0) : 0;
  const labels = isConditional && condition !== "caption" ? facts.labels.length : 0;
  return {
    shape,
    inputs: product(shape),
    symbols: traits.symbols?.(facts.domain).length ?? 0,
    widths: convolutional ? [] : Array.from({ length: layers }, () => width),
    channels: convolutional ? [channels, 2 * channels] : [],
    // Pictures of the project are 28 or 32 pixels high and wide, so that halves of halves are whole.
    inner: convolutional ? [Math.ceil(height / 4), Math.ceil(across / 4), 2 * channels] : [],
    latent,
    labels,
    words,
    labelWidth: words > 0 ? CAPTION_WIDTH : labels > 0 ? LABEL_WIDTH : 0,
  };
}

/** How many numbers an encoder hands on, label apart. */
export const encodedWidth = ({ inner, widths }: NetworkSizes): number => widths.at(-1) ?? product(inner);

/** How many numbers a decoder's last layer is made from. */
export const decodedWidth = ({ inner: [height = 0, width = 0], widths, channels: [outer = 0] }: NetworkSizes): number =>
  widths[0] ?? 4 * height * width * outer;

/** Numbers that the hidden layers of one network make for one sample. */
export const hiddenNumbers = (sizes: NetworkSizes): number =>
  sizes.inner.length > 0
    ? product(sizes.inner) + decodedWidth(sizes)
    : sizes.widths.reduce((sum, width) => sum + width);

/** Weights of layers one on the other, each with a bias; `window` is how many pixels a convolution sees at once. */
export const chain = (widths: readonly number[], window = 1): number =>
  widths.slice(1).reduce((sum, to, i) => sum + (window * (widths[i] as number) + 1) * to, 0);

const WINDOW = 4 * 4;

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
    : chain([shape.at(-1) as number, ...channels], WINDOW);
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
    hidden: chain([given, product(inner)]) + chain([...channels].reverse(), WINDOW),
    output: chain([outer, shape.at(-1) as number], WINDOW),
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
  // The window of a convolution meets every pixel of its smaller picture.
  const [outer, depth] = [channels[0] as number, shape.at(-1) as number];
  const convolved = product(inner.slice(0, 2)) * (4 * chain([depth, outer], WINDOW) + chain(channels, WINDOW));
  return { encoder: convolved, decoder: chain([latent + labelWidth, product(inner)]) + convolved };
}

/** In how many groups so many channels are normalized: 8, or as many as divide both. Wu & He 2018. */
export function groupsOf(channels: number): number {
  const most = [8, 4, 2, 1] as const;
  return most.find((groups) => channels % groups === 0) as number;
}

const NEIGHBOURS = 3 * 3;

/** Weights of a residual block of two convolutions that is told `told` numbers. */
const residualWeights = (from: number, to: number, told: number): number =>
  chain([from, to, to], NEIGHBOURS) + chain([told, to]) + (from === to ? 0 : chain([from, to]));

/** Weights of a denoiser that is told `told` numbers: of its hidden layers, and of the last one. */
export function denoiserWeights({ shape, inputs, widths, channels }: NetworkSizes, told: number) {
  const [outer, inner] = channels;
  if (outer === undefined || inner === undefined) {
    const width = widths[0] as number;
    return {
      hidden: chain([inputs, width]) + widths.length * (chain([width, width]) + chain([told, width])),
      output: chain([width, inputs]),
    };
  }
  const depth = shape.at(-1) as number;
  return {
    hidden:
      chain([depth, outer, inner], WINDOW) +
      chain([inner, outer], WINDOW) +
      residualWeights(outer, outer, told) +
      residualWeights(inner, inner, told) +
      residualWeights(2 * outer, outer, told),
    output: chain([outer, depth], WINDOW),
  };
}

/** Multiply-adds of one sample's pass through a denoiser; see {@link denoiserWeights}. */
export function denoiserMultiplyAdds(sizes: NetworkSizes, told: number): number {
  const { hidden, output } = denoiserWeights(sizes, told);
  const [outer, inner] = sizes.channels;
  if (outer === undefined || inner === undefined) return hidden + output;
  const depth = sizes.shape.at(-1) as number;
  const pixels = product(sizes.inner.slice(0, 2));
  // Blocks at half the size have four times the pixels of the innermost; a strided window meets those of its smaller picture.
  const high =
    4 * (2 * chain([depth, outer], WINDOW) + residualWeights(outer, outer, 0) + residualWeights(2 * outer, outer, 0));
  return pixels * (high + 2 * chain([outer, inner], WINDOW) + residualWeights(inner, inner, 0));
}

/** Numbers that a denoiser makes for one sample on the way to its prediction: what its layers, norms and activations give. */
export function denoisedNumbers({ widths, inner }: NetworkSizes): number {
  // A shift, a sum, an activation, a product and another sum for each layer.
  if (inner.length === 0) return 5 * widths.reduce((sum, width) => sum + width, 0);
  // At half the size, where there are twice the innermost numbers, they are made 25 times over, and at a quarter nine times.
  return (2 * 25 + 9) * product(inner);
}

/** How many numbers a denoiser's innermost layer makes of a sample. */
export const denoiserHidden = ({ widths, inner }: NetworkSizes): number => widths[0] ?? product(inner);
