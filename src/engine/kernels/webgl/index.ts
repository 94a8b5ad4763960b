/** Our own kernels for WebGL 2. */
import * as tf from "@tensorflow/tfjs";
import { activationWebgl } from "../activation/webgl.ts";
import { attentionWebgl } from "../attention/webgl.ts";
import { convolutionWebgl } from "../convolution/webgl.ts";
import { crossEntropyWebgl } from "../crossEntropy/webgl.ts";
import { embeddingWebgl } from "../embedding/webgl.ts";
import { gatedTanhWebgl } from "../gatedTanh/webgl.ts";
import { gaussianWebgl } from "../gaussian/webgl.ts";
import { geluWebgl } from "../gelu/webgl.ts";
import { matMulWebgl } from "../matMul/webgl.ts";
import { normalizationWebgl } from "../normalization/webgl.ts";
import { optimizersWebgl } from "../optimizers/webgl.ts";
import { randomWebgl } from "../random/webgl.ts";
import { recurrentWebgl } from "../recurrent/webgl.ts";
import { sigmoidCrossEntropyWebgl } from "../sigmoidCrossEntropy/webgl.ts";
import { replaceStockKernels } from "./stock.ts";

export type { WebglBackend } from "./backend.ts";

let installed = false;

/** Registers them; a second call changes nothing. They serve every WebGL 2 context that is opened afterwards. */
export function installWebglKernels(): void {
  if (installed) return;
  installed = true;
  replaceStockKernels();
  const kernels = [
    activationWebgl,
    attentionWebgl,
    convolutionWebgl,
    crossEntropyWebgl,
    embeddingWebgl,
    gatedTanhWebgl,
    gaussianWebgl,
    geluWebgl,
    matMulWebgl,
    normalizationWebgl,
    optimizersWebgl,
    randomWebgl,
    recurrentWebgl,
    sigmoidCrossEntropyWebgl,
  ];
  for (const kernel of kernels.flat()) tf.registerKernel(kernel);
}
