import * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { InklingError } from "../../../core/errors.ts";
import { offerReplay } from "../../replay/index.ts";
import { WasmReplay } from "../../replay/wasm/index.ts";
import { activationWasm } from "../activation/wasm.ts";
import { attentionWasm } from "../attention/wasm.ts";
import { convolutionWasm } from "../convolution/wasm.ts";
import { crossEntropyWasm } from "../crossEntropy/wasm.ts";
import { embeddingWasm } from "../embedding/wasm.ts";
import { gatedTanhWasm } from "../gatedTanh/wasm.ts";
import { gaussianWasm } from "../gaussian/wasm.ts";
import { geluWasm } from "../gelu/wasm.ts";
import { matMulWasm } from "../matMul/wasm.ts";
import { normalizationWasm } from "../normalization/wasm.ts";
import { optimizersWasm } from "../optimizers/wasm.ts";
import { randomWasm } from "../random/wasm.ts";
import { recurrentWasm } from "../recurrent/wasm.ts";
import { sigmoidCrossEntropyWasm } from "../sigmoidCrossEntropy/wasm.ts";
import { type Arithmetic, canFuse } from "./fused.ts";
import { instantiate } from "./module.ts";
import { replaceStockKernels } from "./stock.ts";

export { fusedSpeedup } from "./fused.ts";
export { threadsOf } from "./module.ts";

let registered = false;

/**
 * Puts our kernels on the wasm backend, which must be the one in use, on so many threads if its memory is shared. Calling it
 * again does nothing; a backend opened anew needs it anew. Answers which arithmetic is in use: `exact` where `fused` cannot be
 * had. Throws `backendUnavailable` where there is no SIMD.
 */
export async function installWasmKernels(threads = 1, wanted: Arithmetic = "exact"): Promise<Arithmetic> {
  if (tf.getBackend() !== "wasm") throw new Error("The wasm backend is not the one in use");
  const arithmetic = wanted === "fused" && canFuse() ? "fused" : "exact";
  try {
    await instantiate(tf.backend() as BackendWasm, threads, arithmetic);
  } catch (cause) {
    throw new InklingError("backendUnavailable", { backend: "wasm", reason: "noSimd" }, { cause });
  }
  offerReplay(tf.backend(), () => new WasmReplay());
  if (registered) return arithmetic;
  registered = true;
  const kernels = [
    activationWasm,
    attentionWasm,
    convolutionWasm,
    crossEntropyWasm,
    embeddingWasm,
    gaussianWasm,
    gatedTanhWasm,
    geluWasm,
    matMulWasm,
    normalizationWasm,
    optimizersWasm,
    randomWasm,
    recurrentWasm,
    sigmoidCrossEntropyWasm,
  ];
  for (const kernel of kernels.flat()) tf.registerKernel(kernel);
  replaceStockKernels();
  return arithmetic;
}
