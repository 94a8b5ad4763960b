/** TensorFlow.js made trustworthy and fast: what the other rooms use of it. */
export { type BackendChoice, type BackendReason, chooseBackend } from "./backends/choose.ts";
export {
  type BackendKind,
  type BackendMeasure,
  type BackendOptions,
  backendKinds,
  type OpenedBackend,
} from "./backends/kinds.ts";
export { type MeasureOptions, measureBackends } from "./backends/measure.ts";
export { closeBackend, loseBackend, openBackend } from "./backends/open.ts";
