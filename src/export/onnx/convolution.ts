/**
 * Convolutions. TensorFlow.js has channels last, ONNX behind the batch: axes are reordered before and after, and what is
 * undone at once is left out ({@link Graph.transpose}).
 */
import { activated } from "./activation.ts";
import {
  type Call,
  type Convert,
  expectSettings,
  inputOf,
  known,
  numberOf,
  numbersOf,
  refuse,
  reordered,
} from "./call.ts";
import type { Size, Value } from "./contract.ts";

/** Of `rank` axes: [B, …, C] → [B, C, …], and back. */
const channelsFirst = (rank: number) => [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)];
const channelsLast = (rank: number) => [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];

interface Window {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
}

/** What a window makes of `length` places, and how many are added before and behind them. */
function fitted(call: Call, length: Size, { size, stride, dilation }: Window): { out: Size; pads: [number, number] } {
  const reach = dilation * (size - 1) + 1;
  const { padding } = call.config;
  if (padding === "valid") {
    return { out: length === null ? null : Math.floor((length - reach) / stride) + 1, pads: [0, 0] };
  }
  if (padding === "causal") {
    if (stride !== 1) refuse(call, "causal with strides");
    return { out: length, pads: [reach - 1, 0] };
  }
  if (padding !== "same") refuse(call, `padding ${String(padding)}`);
  // With strides it hangs on the length where windows begin.
  const out = length === null && stride === 1 ? null : Math.ceil(known(call, length) / stride);
  const total = out === null || length === null ? reach - 1 : Math.max(0, (out - 1) * stride + reach - length);
  return { out, pads: [Math.floor(total / 2), total - Math.floor(total / 2)] };
}

/** A convolution over `axes` axes: [B, …, C] → [B, …, filters]. */
const convolution =
  (axes: 1 | 2): Convert =>
  (call) => {
    const { graph, config } = call;
    expectSettings(call, { data_format: "channels_last", groups: 1 });
    const { name, shape } = inputOf(call);
    const [sizes, strides] = [numbersOf(call, "kernel_size", axes), numbersOf(call, "strides", axes, 1)];
    const dilations = numbersOf(call, "dilation_rate", axes, 1);
    const fits = sizes.map((size, i) =>
      fitted(call, shape[i + 1] as Size, {
        ...{ size, stride: strides[i] as number, dilation: dilations[i] as number },
      }),
    );
    const kernel = call.weight("kernel"); // [...window, C, filters]
    const filter = reordered(kernel, [axes + 1, axes, ...Array.from({ length: axes }, (_, i) => i)]);
    const made = graph.one(
      "Conv",
      [
        graph.transpose(name, channelsFirst(axes + 2)),
        graph.tensor(kernel.name, filter.shape, filter.data),
        ...biasOf(call),
      ],
      {
        kernel_shape: { ints: sizes },
        strides: { ints: strides },
        dilations: { ints: dilations },
        pads: { ints: [...fits.map(({ pads }) => pads[0]), ...fits.map(({ pads }) => pads[1])] },
      },
    );
    return last(call, made, [shape[0] as Size, ...fits.map(({ out }) => out)], config.activation);
  };

const biasOf = (call: Call): string[] => {
  if (call.config.use_bias === false) return [];
  const { name, shape, data } = call.weight("bias");
  return [call.graph.tensor(name, shape, data)];
};

/** Channels go last again, behind the activation. */
function last(call: Call, made: string, sizes: readonly Size[], activation: unknown): Value {
  const rank = sizes.length + 1;
  const shape = [...sizes, numberOf(call, "filters")];
  // A softmax runs along the channels.
  if (activation === "softmax") {
    return { name: activated(call, call.graph.transpose(made, channelsLast(rank)), activation), shape };
  }
  return { name: call.graph.transpose(activated(call, made, activation), channelsLast(rank)), shape };
}

export const conv1d = convolution(1);
export const conv2d = convolution(2);

/** [B, H, W, C] → [B, stride · H, stride · W, filters]. */
export const conv2dTranspose: Convert = (call) => {
  const { graph, config } = call;
  expectSettings(call, { data_format: "channels_last", padding: "same" });
  if (numbersOf(call, "dilation_rate", 2, 1).some((rate) => rate !== 1)) refuse(call, "dilated");
  const { name, shape } = inputOf(call);
  const [sizes, strides] = [numbersOf(call, "kernel_size", 2), numbersOf(call, "strides", 2, 1)];
  const fits = sizes.map((size, i) => {
    const stride = strides[i] as number;
    const length = known(call, shape[i + 1]);
    // The whole reach of all windows, of which `stride` · length places are kept.
    const excess = (length - 1) * stride + size - stride * length;
    const total = Math.max(0, excess);
    const before = Math.floor(total / 2);
    return { out: stride * length, before, behind: total - before, more: Math.max(0, -excess) };
  });
  const kernel = call.weight("kernel"); // [...window, filters, C]
  const filter = reordered(kernel, [3, 2, 0, 1]);
  const made = graph.one(
    "ConvTranspose",
    [graph.transpose(name, channelsFirst(4)), graph.tensor(kernel.name, filter.shape, filter.data), ...biasOf(call)],
    {
      kernel_shape: { ints: sizes },
      strides: { ints: strides },
      pads: { ints: [...fits.map(({ before }) => before), ...fits.map(({ behind }) => behind)] },
      output_padding: { ints: fits.map(({ more }) => more) },
    },
  );
  return last(call, made, [shape[0] as Size, ...fits.map(({ out }) => out)], config.activation);
};
