import { attentionParity } from "./attention/parity.ts";
import { convolutionParity } from "./convolution/parity.ts";
import { crossEntropyParity } from "./crossEntropy/parity.ts";
import { embeddingParity } from "./embedding/parity.ts";
import { gatedTanhParity } from "./gatedTanh/parity.ts";
import { gaussianParity } from "./gaussian/parity.ts";
import { geluParity } from "./gelu/parity.ts";
import { matMulParity } from "./matMul/parity.ts";
import { normalizationParity } from "./normalization/parity.ts";
import { optimizerParity } from "./optimizers/parity.ts";
import type { ParityCase } from "./parity.ts";
import { randomParity } from "./random/parity.ts";
import { recurrentParity } from "./recurrent/parity.ts";
import { sigmoidCrossEntropyParity } from "./sigmoidCrossEntropy/parity.ts";

/** Every kernel's questions; run all of them on each backend with `parityFailures`. */
export const kernelSuite: Readonly<Record<string, readonly ParityCase[]>> = {
  recurrent: recurrentParity,
  embedding: embeddingParity,
  crossEntropy: crossEntropyParity,
  sigmoidCrossEntropy: sigmoidCrossEntropyParity,
  gaussian: gaussianParity,
  matMul: matMulParity,
  convolution: convolutionParity,
  attention: attentionParity,
  normalization: normalizationParity,
  gatedTanh: gatedTanhParity,
  gelu: geluParity,
  optimizers: optimizerParity,
  random: randomParity,
};
