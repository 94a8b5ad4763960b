/** Our own kernels for WebGL 2. */
import { registerActivation } from "../activation/webgl.ts";
import { registerAttention } from "../attention/webgl.ts";
import { registerConvolution } from "../convolution/webgl.ts";
import { registerCrossEntropy } from "../crossEntropy/webgl.ts";
import { registerEmbedding } from "../embedding/webgl.ts";
import { registerGate } from "../gatedTanh/webgl.ts";
import { registerGaussian } from "../gaussian/webgl.ts";
import { registerGelu } from "../gelu/webgl.ts";
import { registerMatMul } from "../matMul/webgl.ts";
import { registerNormalization } from "../normalization/webgl.ts";
import { registerOptimizers } from "../optimizers/webgl.ts";
import { registerRandom } from "../random/webgl.ts";
import { registerRecurrent } from "../recurrent/webgl.ts";
import { registerSigmoidCrossEntropy } from "../sigmoidCrossEntropy/webgl.ts";
import { replaceStockKernels } from "./stock.ts";

export type { WebglBackend } from "./backend.ts";

let installed = false;

/** Registers them; a second call changes nothing. They serve every WebGL 2 context that is opened afterwards. */
export function installWebglKernels(): void {
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
