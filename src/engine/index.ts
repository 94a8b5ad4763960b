/** TensorFlow.js made trustworthy and fast: what the worker and the tests open it by. */
export type { BackendKind } from "./backends/kinds.ts";
export { measureBackends } from "./backends/measure.ts";
export { closeBackend, openBackend } from "./backends/open.ts";
