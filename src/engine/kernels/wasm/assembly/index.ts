export {
  attentionBackward,
  attentionBackwardScratch,
  attentionForward,
  attentionForwardScratch,
} from "./attention";
export {
  convolutionScratch,
  convolve,
  convolveFilterGradient,
} from "./convolution";
export { crossEntropyBackward, crossEntropyForward } from "./crossEntropy";
export { convolveInputGradient, inputGradientScratch } from "./inputGradient";
export { depthwiseGradient } from "./depthwise";
export { activateAll, activationGradient, expAll, geluBackward, geluForward, log1pAll, logAll, softplusAll, tanhAll } from "./functions";
export { gatedTanhBackward, gatedTanhForward } from "./gatedTanh";
export {
  gaussianDrawBackward,
  gaussianDrawForward,
  gaussianKlBackward,
  gaussianKlForward,
  sigmoidCrossEntropyBackward,
  sigmoidCrossEntropyForward,
} from "./losses";
export { normalizationBackward, normalizationForward, normalizationScratch } from "./normalization";
export { adamUpdate, momentumUpdate, rmsPropUpdate, sgdUpdate } from "./optimizers";
export { product, productBatch, productScratch } from "./product";
export { normals, uniforms } from "./random";
export {
  gruBackward,
  gruBeforeBackward,
  lstmBackward,
  previousStates,
  recurrentBackwardScratch,
  resetStates,
  simpleBackward,
} from "./recurrentBackward";
export {
  gruBeforeForward,
  gruForward,
  lastRows,
  lstmForward,
  recurrentForwardScratch,
  simpleForward,
} from "./recurrentForward";
export { copyRows, firstOutside, gatherRows, scatterAddRows, transpose } from "./rows";
export { columnSums, squareSum } from "./sums";
export { convolutionShape } from "./windows";
