import * as tf from "@tensorflow/tfjs";
import type { Activation } from "../matMul/contract.ts";
import type { WebglBackend } from "../webgl/backend.ts";
import { newTensor, runShader, type Shader } from "../webgl/draw.ts";
import { sizeOf } from "../webgl/elementwise.ts";
import { endingDeclarations, endingOf } from "../webgl/functions.ts";
import { type Attributes, given, type Inputs, webglKernel } from "../webgl/kernel.ts";
import { runSums } from "../webgl/sums.ts";
import { filterText, forwardText, transposedText, type Windows, windowKey } from "../webgl/windowShaders.ts";
import { CONVOLUTION, CONVOLUTION_FILTER_GRADIENT, CONVOLUTION_TRANSPOSED } from "./contract.ts";

type Shape4 = [number, number, number, number];

const describe = (
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations }: Attributes,
): Windows =>
  tf.backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    strides as [number, number],
    dilations as [number, number],
    pad as "same",
  );

/** A convolution or its transpose, from `first` and the filter, ending in bias and activation. */
function convolve(
  gpu: WebglBackend,
  inputs: Inputs,
  attributes: Attributes,
  { first, info, shape }: { readonly first: "x" | "dy"; readonly info: Windows; readonly shape: readonly number[] },
): tf.TensorInfo {
  const activation = attributes.activation as Activation;
  const { bias } = inputs;
  const ending = endingOf(bias !== undefined, shape.at(-1) as number, activation);
  const name = first === "x" ? "image" : "gradient";
  const write = first === "x" ? forwardText : transposedText;
  const shader: Shader = {
    key: `convolution of ${first} ${activation} ${bias !== undefined} ${windowKey(info)}`,
    inputs: [name, "filter_", ...(bias ? ["bias"] : [])],
    text: (layouts, output) => `${endingDeclarations}${write(info, layouts, output.width, ending)}`,
  };
  const output = newTensor(gpu, shape, { packed: true });
  const read = [given(inputs, first), given(inputs, "filter"), ...(bias ? [bias] : [])];
  if (sizeOf(shape) > 0) runShader(gpu, shader, { inputs: read, outputs: [output] });
  return output;
}

/** As many rows of outputs are summed by one fragment before their sums are. */
const LONG = 512;

function filterGradient(gpu: WebglBackend, inputs: Inputs, attributes: Attributes): tf.TensorInfo {
  const [x, dy] = [given(inputs, "x"), given(inputs, "dy")];
  const shape = attributes.filterShape as Shape4;
  const info = describe(x.shape, shape, attributes);
  const lines = info.batchSize * info.outHeight;
  const stride = Math.max(1, Math.min(lines, Math.ceil(LONG / info.outWidth)));
  const parts = Math.ceil(lines / stride);
  const [height, width, C, D] = shape;
  const shader: Shader = {
    key: `gradient of filter ${stride} ${windowKey(info)}`,
    inputs: ["image", "gradient"],
    text: (layouts, output) => filterText(info, layouts, output.width, stride),
  };
  const made = newTensor(gpu, parts === 1 ? shape : [parts * height * width, C, D], { packed: true });
  if (sizeOf(shape) > 0) runShader(gpu, shader, { inputs: [x, dy], outputs: [made] });
  if (parts === 1) return made;
  const size = sizeOf(shape);
  const sums = { key: "parts of a filter's gradient", inputs: ["part"], terms: [`part(l * ${size} + group)`] };
  const [sum] = runSums(gpu, sums, [made], { groups: size, length: parts, shape }) as [tf.TensorInfo];
  gpu.disposeData(made.dataId);
  return sum;
}

export const convolutionWebgl: readonly tf.KernelConfig[] = [
  webglKernel(CONVOLUTION, (gpu, inputs, attributes) => {
    const info = describe(given(inputs, "x").shape, given(inputs, "filter").shape, attributes);
    const shape = [info.batchSize, info.outHeight, info.outWidth, info.outChannels];
    return convolve(gpu, inputs, attributes, { first: "x", info, shape });
  }),
  webglKernel(CONVOLUTION_TRANSPOSED, (gpu, inputs, attributes) => {
    const shape = attributes.inputShape as Shape4;
    const info = describe(shape, given(inputs, "filter").shape, attributes);
    return convolve(gpu, inputs, attributes, { first: "dy", info, shape });
  }),
  webglKernel(CONVOLUTION_FILTER_GRADIENT, filterGradient),
];
