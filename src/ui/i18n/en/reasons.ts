/** Short reasons inside of a sentence, by the word that a Fault gives under `reason`. */
export const reasons = {
  noAdapter: "the browser offers no GPU for it",
  noContext: "the browser gives no drawing context",
  noWebAssembly: "the browser has no WebAssembly",
  noSimd: "the browser's WebAssembly has no SIMD",
  halfPrecision: "it computes with too few digits to train",
  refused: "the browser refused it",
  contextLost: "the browser took its context away",
  destroyed: "its device was closed",
  unknown: "for an unknown reason",
  timeout: "no answer came in time",
  deviceLost: "the GPU was lost",
  gpuError: "the GPU reported an error",
  workerSilent: "no sign of life",
  workerFailed: "an error in the worker",
  unexpected: "an unexpected error",
};
