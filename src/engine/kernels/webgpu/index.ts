/** Our own kernels for WebGPU, and mends of stock ones. */
import * as tf from "@tensorflow/tfjs";
import { activationWebgpu } from "../activation/webgpu.ts";
import { attentionWebgpu } from "../attention/webgpu.ts";
import { convolutionWebgpu } from "../convolution/webgpu.ts";
import { crossEntropyWebgpu } from "../crossEntropy/webgpu.ts";
import { embeddingWebgpu } from "../embedding/webgpu.ts";
import { gatedTanhWebgpu } from "../gatedTanh/webgpu.ts";
import { gaussianWebgpu } from "../gaussian/webgpu.ts";
import { geluWebgpu } from "../gelu/webgpu.ts";
import { matMulWebgpu } from "../matMul/webgpu.ts";
import { normalizationWebgpu } from "../normalization/webgpu.ts";
import { optimizersWebgpu } from "../optimizers/webgpu.ts";
import { randomWebgpu } from "../random/webgpu.ts";
import { recurrentWebgpu } from "../recurrent/webgpu.ts";
import { sigmoidCrossEntropyWebgpu } from "../sigmoidCrossEntropy/webgpu.ts";
import { replaceStockKernels } from "./stock.ts";

export { installBufferPool } from "./bufferPool.ts";
export { SUBMIT_EVERY } from "./dispatch.ts";
export { quickenStockPrograms } from "./stockPrograms.ts";

let installed = false;

/** Registers them; a second call changes nothing. They serve every device that is opened afterwards. */
export function installWebgpuKernels(): void {
  if (installed) return;
  installed = true;
  replaceStockKernels();
  const kernels = [
    activationWebgpu,
    attentionWebgpu,
    convolutionWebgpu,
    crossEntropyWebgpu,
    embeddingWebgpu,
    gatedTanhWebgpu,
    gaussianWebgpu,
    geluWebgpu,
    matMulWebgpu,
    normalizationWebgpu,
    optimizersWebgpu,
    randomWebgpu,
    recurrentWebgpu,
    sigmoidCrossEntropyWebgpu,
  ];
  for (const kernel of kernels.flat()) tf.registerKernel(kernel);
}
