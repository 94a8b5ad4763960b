/**
 * Denoisers over examples, each written once and built twice: from stock layers, which are saved, and by our kernels, which
 * train. What a denoiser is told (time and condition, as a row of numbers) shifts the features of every layer.
 */
import * as tf from "@tensorflow/tfjs";
import { gelu } from "../../engine/kernels/gelu/index.ts";
import { groupNorm } from "../../engine/kernels/normalization/index.ts";
import type { Block } from "../../engine/networks/block.ts";
import { convolution, downsample, upsample } from "../../engine/networks/convolutional.ts";
import { dense, flatten, reshape } from "../../engine/networks/dense.ts";
import { geluLayers } from "../../engine/networks/gelu.ts";
import type { Denoiser, PartOptions } from "../contract.ts";
import { groupsOf, type NetworkSizes, ROW } from "../sizes.ts";

/** What a denoiser does with its values: tensors, or the outputs of stock layers. */
interface Operations<T> {
  readonly run: (block: Block, x: T) => T;
  readonly add: (a: T, b: T) => T;
  /** Shifts each channel of x [B, …, C] by a row [B, C]. */
  readonly shift: (x: T, by: T) => T;
  readonly gelu: (x: T) => T;
  /** Group normalization without gain and offset: what follows a norm has both. Wu & He 2018. */
  readonly normalize: (x: T) => T;
  /** Side by side along the channels. */
  readonly join: (a: T, b: T) => T;
  /** Lets the model graph see the innermost values. */
  readonly show: (x: T) => T;
}

type Network = <T>(operations: Operations<T>, x: T, told: T) => T;

const EPSILON = 1e-5;

const channelsOf = ({ shape }: { readonly shape: readonly (number | null)[] }) => shape.at(-1) as number;

function computed(tap: (innermost: tf.Tensor) => tf.Tensor): Operations<tf.Tensor> {
  return {
    run: ({ apply }, x) => apply(x),
    add: (a, b) => tf.add(a, b),
    shift: (x, by) => tf.add(x, x.rank === 2 ? by : by.reshape([by.shape[0] as number, 1, 1, channelsOf(by)])),
    gelu,
    normalize: (x) => {
      const C = channelsOf(x);
      return groupNorm(x, tf.ones([C]), tf.zeros([C]), groupsOf(C), EPSILON);
    },
    join: (a, b) => tf.concat([a, b], -1),
    show: (x) => tap(x.reshape([x.shape[0] as number, -1])).reshape(x.shape),
  };
}

/** The same by stock layers, which are named by what they are and how many came before. */
function stock(prefix: string): Operations<tf.SymbolicTensor> {
  let made = 0;
  const name = (kind: string) => `${prefix}${kind}${++made}`;
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(x) as tf.SymbolicTensor;
  const add = (a: tf.SymbolicTensor, b: tf.SymbolicTensor) => apply(tf.layers.add({ name: name("Sum") }), [a, b]);
  return {
    run: ({ layer }, x) => apply(layer, x),
    add,
    shift: (x, by) =>
      add(
        x,
        x.shape.length === 2
          ? by
          : apply(tf.layers.reshape({ name: name("Shift"), targetShape: [1, 1, channelsOf(by)] }), by),
      ),
    gelu: (x) => geluLayers(x, name("Gelu")),
    normalize: (x) => {
      const [H, W, C] = x.shape.slice(1) as [number, number, number];
      const groups = groupsOf(C);
      const parted = tf.layers.reshape({ name: name("Parted"), targetShape: [H * W, groups, C / groups] });
      const norm = tf.layers.layerNormalization({
        name: name("Norm"),
        ...{ axis: [1, 3], epsilon: EPSILON, center: false, scale: false },
      });
      const whole = tf.layers.reshape({ name: name("Whole"), targetShape: [H, W, C] });
      return apply(whole, apply(norm, apply(parted, x)));
    },
    join: (a, b) => apply(tf.layers.concatenate({ name: name("Joined") }), [a, b]),
    show: (x) => x,
  };
}

function denoiserOf(name: string, hidden: readonly Block[], output: readonly Block[], network: Network): Denoiser {
  const layers = (blocks: readonly Block[]) => blocks.map(({ layer }) => layer);
  return {
    layers: { hidden: layers(hidden), output: layers(output) },
    connect: (x, told) => network(stock(name), x, told),
    apply: (x, told, tap) =>
      network(
        computed((innermost) => tap("network", innermost)),
        x,
        told,
      ),
  };
}

/** Residual layers (He et al. 2016): each adds to what came in what one dense layer makes of it, shifted by what is told. */
export function denseDenoiser(
  { shape, inputs, widths }: NetworkSizes,
  { name, key, stream }: PartOptions,
  spread?: number,
): Denoiser {
  const [width = 0] = widths;
  const flat = flatten(`${name}Flat`);
  const enter = dense({
    ...{ name: `${name}Enter`, units: width, stream: stream(key) },
    ...(spread === undefined ? {} : { spread }),
  });
  const layers = widths.map((units, i) => ({
    shift: dense({ name: `${name}Told${i + 1}`, units, stream: stream(key + 2 * i + 1) }),
    change: dense({ name: `${name}${i + 1}`, units, stream: stream(key + 2 * i + 2) }),
  }));
  // Says nothing at first: what it learns need not be unlearned before.
  const leave = dense({ name: `${name}Output`, units: inputs, stream: stream(key + 2 * widths.length + 1), spread: 0 });
  const picture = reshape(`${name}Picture`, shape);
  const isFlat = shape.length === 1;
  const network: Network = ({ run, add, shift, gelu, show }, x, told) => {
    let hidden = run(enter, isFlat ? x : run(flat, x)); // [B, width]
    for (const layer of layers) {
      hidden = add(hidden, run(layer.change, gelu(shift(hidden, run(layer.shift, told)))));
    }
    const made = run(leave, gelu(show(hidden)));
    return isFlat ? made : run(picture, made);
  };
  const hidden = [enter, ...layers.flatMap(({ shift, change }) => [shift, change])];
  return denoiserOf(name, hidden, [leave], network);
}

interface Residual {
  readonly blocks: readonly Block[];
  readonly apply: Network;
}

/** Two convolutions around a shift by what is told, beside a straight way. [B, H, W, from] → [B, H, W, to]. Ho et al. 2020. */
function residual(
  { name, from, to, window }: { name: string; from: number; to: number; window: readonly [number, number] },
  streamOf: PartOptions["stream"],
): Residual {
  const first = convolution({ name: `${name}First`, filters: to, window, stream: streamOf(0) });
  const second = convolution({ name: `${name}Second`, filters: to, window, stream: streamOf(1) });
  const told = dense({ name: `${name}Told`, units: to, stream: streamOf(2) });
  const straight =
    from === to ? null : convolution({ name: `${name}Straight`, filters: to, window: 1, stream: streamOf(3) });
  return {
    blocks: [first, second, told, ...(straight ? [straight] : [])],
    apply: ({ run, add, shift, gelu, normalize }, x, given) => {
      const seen = run(first, gelu(normalize(x)));
      const changed = run(second, gelu(shift(normalize(seen), run(told, given))));
      return add(straight ? run(straight, x) : x, changed);
    },
  };
}

/**
 * A small U-Net (Ronneberger et al. 2015): made smaller once for each of the channels on the way in, and larger again on the
 * way out, where what was seen at each size joins again. Pictures are halved, rows (pictures of one line in here) quartered.
 */
export function convolutionalDenoiser({ shape, channels, inner }: NetworkSizes, options: PartOptions): Denoiser {
  const { name, key, stream } = options;
  const line = inner.length === 2;
  const side = line ? ({ window: [1, ROW.window], strides: [1, ROW.stride] } as const) : {};
  const window = line ? ([1, ROW.neighbours] as const) : ([3, 3] as const);
  const [C = 0] = channels;
  const last = channels.length - 1;
  const enter = downsample({ ...side, name: `${name}Enter`, filters: C, stream: stream(key) });
  const levels = channels.slice(0, last).map((own, i) => {
    const [tag, first] = [i === 0 ? "" : `${i + 1}`, key + 100 * i];
    const part = (kind: string, from: number, at: number) =>
      residual({ name: `${name}${kind}${tag}`, from, to: own, window }, (j) => stream(first + at + j));
    return {
      down: part("Down", own, 10),
      halve: downsample({
        ...{ ...side, name: `${name}Halve${tag}`, filters: channels[i + 1] as number, stream: stream(first + 1) },
      }),
      double: upsample({ ...side, name: `${name}Double${tag}`, filters: own, stream: stream(first + 2) }),
      up: part("Up", 2 * own, 30),
    };
  });
  const D = channels[last] as number;
  const middle = residual({ name: `${name}Middle`, from: D, to: D, window }, (i) => stream(key + 20 + i));
  const leave = upsample({
    ...{ ...side, name: `${name}Output`, filters: shape.at(-1) as number, stream: stream(key + 3), silent: true },
  });
  const [unfold, fold] = [reshape(`${name}Line`, [1, ...shape]), reshape(`${name}Row`, shape)];

  const network: Network = (operations, x, told) => {
    type Value = typeof x;
    const { run, gelu, normalize, join, show } = operations;
    const inside = (x: Value, level: number): Value => {
      const own = levels[level];
      if (!own) return show(middle.apply(operations, x, told));
      const high = own.down.apply(operations, x, told); // [B, H/2, W/2, C]
      const low = inside(run(own.halve, high), level + 1); // [B, H/4, W/4, 2C]
      return own.up.apply(operations, join(run(own.double, low), high), told); // [B, H/2, W/2, C]
    };
    const made = inside(run(enter, line ? run(unfold, x) : x), 0);
    const left = run(leave, gelu(normalize(made)));
    return line ? run(fold, left) : left;
  };
  const inwards = levels.flatMap(({ down, halve }) => [...down.blocks, halve]);
  const outwards = levels.toReversed().flatMap(({ double, up }) => [double, ...up.blocks]);
  return denoiserOf(name, [enter, ...inwards, ...middle.blocks, ...outwards], [leave], network);
}
