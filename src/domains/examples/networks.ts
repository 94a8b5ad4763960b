/** Dense and convolutional networks over examples: what pictures and points share. */
import * as tf from "@tensorflow/tfjs";
import { type Block, run } from "../../engine/networks/block.ts";
import { downsample, upsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten, leakyRelu, reshape, sigmoid, tanh } from "../../engine/networks/dense.ts";
import { squaredError } from "../../engine/squaredError.ts";
import type { Decoder, DecoderOptions, Encoder, EncoderOptions, WholeNetworks } from "../contract.ts";
import { type NetworkSizes, product, ROW } from "../sizes.ts";
import { convolutionalDenoiser, denseDenoiser } from "./denoisers.ts";
import { likelihoodOf } from "./likelihoods.ts";
import { phaseShuffle } from "./phase.ts";

export interface ExampleOptions {
  /** Whether values lie in 0..1. */
  readonly bounded: boolean;
  /** Whether they lie in −1..1. */
  readonly signed?: boolean;
  /** Whether a sample is drawn with its noise: of points the cloud is looked at, of pictures each one. */
  readonly noisy: boolean;
  /** How large the first weights of a dense encoder are that is to see small differences; see `dense`. */
  readonly fineSpread?: number;
}

export function exampleNetworks({ bounded, signed = false, noisy, fineSpread }: ExampleOptions): WholeNetworks {
  const last = bounded ? "sigmoid" : signed ? "tanh" : "linear";
  const finish = () => (bounded ? [sigmoid("brightness")] : signed ? [tanh("swing")] : []);
  return {
    encoder: (sizes, options) =>
      sizes.inner.length > 0 ? convolutionalEncoder(sizes, options) : denseEncoder(sizes, options, fineSpread),
    decoder: (sizes, options) => ({
      ...(sizes.inner.length > 0 ? convolutionalDecoder : denseDecoder)(
        sizes,
        options,
        options.finished ? last : "linear",
      ),
      finish: options.finished ? [] : finish(),
    }),
    denoiser: (sizes, options) =>
      sizes.inner.length > 0 ? convolutionalDenoiser(sizes, options) : denseDenoiser(sizes, options, fineSpread),
    likelihood: (id) => likelihoodOf(id, bounded ? tf.sigmoid : signed ? tf.tanh : (mean) => mean),
    drawn: (finished, logDeviation, noise) =>
      noisy ? tf.add(finished, tf.mul(tf.exp(logDeviation), noise())) : finished,
    compare: (x, made) => ({ squaredError: squaredError(x, made) }),
  };
}

/** The activation as a layer of its own, after a linear one; none where it is part of the one before. */
const leaky = ({ activation }: EncoderOptions, name: string): readonly Block[] =>
  activation === "leaky" ? [leakyRelu(`${name}Bent`)] : [];
const joined = ({ activation }: EncoderOptions) => (activation === "relu" ? ({ activation } as const) : {});

function denseEncoder({ shape, widths }: NetworkSizes, options: EncoderOptions, fineSpread?: number): Encoder {
  const { name: prefix, key, stream, fine } = options;
  return {
    features: shape.length > 1 ? [flatten("flat")] : [],
    hidden: widths.flatMap((units, i) => {
      const name = `${prefix}${i + 1}`;
      const spread = fine && fineSpread !== undefined && i === 0 ? { spread: fineSpread } : {};
      return [dense({ name, units, stream: stream(key + i), ...joined(options), ...spread }), ...leaky(options, name)];
    }),
  };
}

/** A row of places is a picture of one line. */
const ALONG = { window: [1, ROW.window], strides: [1, ROW.stride] } as const;

function convolutionalEncoder({ shape, channels, inner }: NetworkSizes, options: EncoderOptions): Encoder {
  const { name: prefix, key, stream } = options;
  const line = inner.length === 2;
  const layers = channels.flatMap((filters, i) => {
    const name = `${prefix}${i + 1}`;
    const own = { name, filters, stream: stream(key + i), ...(line ? ALONG : {}), ...joined(options) };
    return [[downsample(own), ...leaky(options, name)]];
  });
  const [before, after] = [line ? [reshape("line", [1, ...shape])] : [], [flatten("flat")]];
  return {
    features: [...before, ...layers.flat(), ...after],
    hidden: [],
    shuffled: (x, { most, uniform }) =>
      layers.reduce((seen, layer, i) => {
        const made = run(i === 0 ? [...before, ...layer] : layer, seen);
        if (i + 1 === layers.length) return run(after, made);
        return phaseShuffle(made, { most, axis: line ? 2 : 1, uniform: uniform(i) });
      }, x),
  };
}

type Last = "sigmoid" | "tanh" | "linear";
type Parts = Pick<Decoder, "hidden" | "output">;

function denseDecoder(
  { shape, inputs, widths }: NetworkSizes,
  { name, key, outputKey, stream }: DecoderOptions,
  last: Last,
): Parts {
  return {
    hidden: widths.map((units, i) =>
      dense({ name: `${name}${i + 1}`, units, activation: "relu", stream: stream(key + i) }),
    ),
    output: [
      dense({ name: "output", units: inputs, activation: last, stream: stream(outputKey) }),
      ...(shape.length > 1 ? [reshape("picture", shape)] : []),
    ],
  };
}

function convolutionalDecoder(
  { shape, channels, inner }: NetworkSizes,
  { name, key, outputKey, stream }: DecoderOptions,
  last: Last,
): Parts {
  const line = inner.length === 2;
  const side = line ? ALONG : {};
  const outwards = channels.slice(0, -1).toReversed();
  return {
    hidden: [
      dense({ name: `${name}1`, units: product(inner), activation: "relu", stream: stream(key) }),
      reshape("inner", line ? [1, ...inner] : inner),
      ...outwards.map((filters, i) =>
        upsample({ ...side, name: `${name}${i + 2}`, filters, activation: "relu", stream: stream(key + i + 1) }),
      ),
    ],
    output: [
      upsample({
        ...{ ...side, name: "output", filters: shape.at(-1) as number, activation: last, stream: stream(outputKey) },
      }),
      ...(line ? [reshape("row", shape)] : []),
    ],
  };
}
