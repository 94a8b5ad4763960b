/** Our own kernels for WebGPU, and mends of stock ones. */
import { registerActivation } from "../activation/webgpu.ts";
import { registerAttention } from "../attention/webgpu.ts";
import { registerConvolution } from "../convolution/webgpu.ts";
import { registerCrossEntropy } from "../crossEntropy/webgpu.ts";
import { registerEmbedding } from "../embedding/webgpu.ts";
import { registerGate } from "../gatedTanh/webgpu.ts";
import { registerGaussian } from "../gaussian/webgpu.ts";
import { registerGelu } from "../gelu/webgpu.ts";
import { registerMatMul } from "../matMul/webgpu.ts";
import { registerNormalization } from "../normalization/webgpu.ts";
import { registerOptimizers } from "../optimizers/webgpu.ts";
import { registerRandom } from "../random/webgpu.ts";
import { registerRecurrent } from "../recurrent/webgpu.ts";
import { registerSigmoidCrossEntropy } from "../sigmoidCrossEntropy/webgpu.ts";
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
  registerMatMul();
  registerActivation();
  registerSigmoidCrossEntropy();
  registerGaussian();
  registerGate();
  registerGelu();
  registerNormalization();
  registerAttention();
  registerConvolution();
  registerRecurrent();
  registerCrossEntropy();
  registerEmbedding();
  registerOptimizers();
  registerRandom();
}
