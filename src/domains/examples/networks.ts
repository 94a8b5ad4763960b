/** Dense and convolutional networks over examples: what pictures and points share. */
import * as tf from "@tensorflow/tfjs";
import type { Block } from "../../engine/networks/block.ts";
import { downsample, upsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten, leakyRelu, reshape, sigmoid } from "../../engine/networks/dense.ts";
import { squaredError } from "../../engine/squaredError.ts";
import type { Decoder, DecoderOptions, Encoder, EncoderOptions, WholeNetworks } from "../contract.ts";
import { type NetworkSizes, product } from "../sizes.ts";
import { convolutionalDenoiser, denseDenoiser } from "./denoisers.ts";
import { likelihoodOf } from "./likelihoods.ts";

export interface ExampleOptions {
  /** Whether values lie in 0..1. */
  readonly bounded: boolean;
  /** Whether a sample is drawn with its noise: of points the cloud is looked at, of pictures each one. */
  readonly noisy: boolean;
  /** How large the first weights of a dense encoder are that is to see small differences; see `dense`. */
  readonly fineSpread?: number;
}

export function exampleNetworks({ bounded, noisy, fineSpread }: ExampleOptions): WholeNetworks {
  return {
    encoder: (sizes, options) =>
      sizes.inner.length > 0 ? convolutionalEncoder(sizes, options) : denseEncoder(sizes, options, fineSpread),
    decoder: (sizes, options) => ({
      ...(sizes.inner.length > 0 ? convolutionalDecoder : denseDecoder)(
        sizes,
        options,
        options.finished && bounded ? "sigmoid" : "linear",
      ),
      finish: bounded && !options.finished ? [sigmoid("brightness")] : [],
    }),
    denoiser: (sizes, options) =>
      sizes.inner.length > 0 ? convolutionalDenoiser(sizes, options) : denseDenoiser(sizes, options, fineSpread),
    likelihood: (id) => likelihoodOf(id, bounded ? tf.sigmoid : (mean) => mean),
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

function convolutionalEncoder({ channels }: NetworkSizes, options: EncoderOptions): Encoder {
  const { name: prefix, key, stream } = options;
  const layers = channels.flatMap((filters, i) => {
    const name = `${prefix}${i + 1}`;
    return [downsample({ name, filters, stream: stream(key + i), ...joined(options) }), ...leaky(options, name)];
  });
  return { features: [...layers, flatten("flat")], hidden: [] };
}

type Parts = Pick<Decoder, "hidden" | "output">;

function denseDecoder(
  { shape, inputs, widths }: NetworkSizes,
  { name, key, outputKey, stream }: DecoderOptions,
  last: "sigmoid" | "linear",
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
  { shape, channels: [outer = 0], inner }: NetworkSizes,
  { name, key, outputKey, stream }: DecoderOptions,
  last: "sigmoid" | "linear",
): Parts {
  return {
    hidden: [
      dense({ name: `${name}1`, units: product(inner), activation: "relu", stream: stream(key) }),
      reshape("inner", inner),
      upsample({ name: `${name}2`, filters: outer, activation: "relu", stream: stream(key + 1) }),
    ],
    output: [
      upsample({ name: "output", filters: shape.at(-1) as number, activation: last, stream: stream(outputKey) }),
    ],
  };
}
