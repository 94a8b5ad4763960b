import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import type { Activation } from "../matMul/contract.ts";
import { type Attributes, type Inputs, webgpuKernel } from "../webgpu/kernel.ts";
import { convolve, convolveFilterGradient, convolveTransposed } from "../webgpu/windows.ts";
import { CONVOLUTION, CONVOLUTION_FILTER_GRADIENT, CONVOLUTION_TRANSPOSED } from "./contract.ts";

type Kernel = (gpu: WebGPUBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[];

const finishOf = ({ bias }: Inputs, { activation }: Attributes) => ({ bias, activation: activation as Activation });

const kernels: Readonly<Record<string, Kernel>> = {
  [CONVOLUTION]: (gpu, inputs, attributes) => {
    const { x, filter } = inputs as Record<"x" | "filter", tf.TensorInfo>;
    return convolve(gpu, x, filter, attributes, finishOf(inputs, attributes));
  },
  [CONVOLUTION_TRANSPOSED]: (gpu, inputs, attributes) => {
    const { dy, filter } = inputs as Record<"dy" | "filter", tf.TensorInfo>;
    return convolveTransposed(gpu, dy, filter, attributes, finishOf(inputs, attributes));
  },
  [CONVOLUTION_FILTER_GRADIENT]: (gpu, inputs, attributes) => {
    const { x, dy } = inputs as Record<"x" | "dy", tf.TensorInfo>;
    return convolveFilterGradient(gpu, x, dy, attributes);
  },
};

export const convolutionWebgpu: readonly tf.KernelConfig[] = Object.entries(kernels).map(([name, kernel]) =>
  webgpuKernel(name, kernel),
);
