import type { Fault } from "../../core/errors.ts";
import { BACKENDS, type BackendKind, type BackendMeasure } from "../../worker/api.ts";

export interface BackendChoice {
  readonly kind: BackendKind;
  /** Why, as a code among the page's words. */
  readonly reason: Fault;
}

/** How much faster than a hardware WebGPU another must be: WebGPU gains with the size of the model. */
const FASTER_THAN_WEBGPU = 1.5;

export const isBackendKind = (value: unknown): value is BackendKind => BACKENDS.some((kind) => kind === value);

/**
 * The backend to train on by what was measured. A hardware WebGPU wins unless another is more than 1.5 times faster;
 * otherwise the fastest, and a software GPU only where it was asked to be measured and is the fastest.
 */
export function chooseBackend(measures: readonly BackendMeasure[]): BackendChoice | null {
  const speedOf = ({ stepsPerSecond }: BackendMeasure) => stepsPerSecond ?? 0;
  const [fastest] = measures
    .filter((measure) => measure.available && speedOf(measure) > 0)
    .sort((a, b) => speedOf(b) - speedOf(a));
  if (!fastest) return null;
  const webgpu = measures.find(({ kind, available, software }) => kind === "webgpu" && available && !software);
  const speed = webgpu ? speedOf(webgpu) : 0;
  if (webgpu && speed > 0) {
    const times = speedOf(fastest) / speed;
    if (times <= FASTER_THAN_WEBGPU) return { kind: "webgpu", reason: { code: "hardwareWebgpu", values: {} } };
    return { kind: fastest.kind, reason: { code: "fasterThanWebgpu", values: { kind: fastest.kind, times } } };
  }
  const values = { kind: fastest.kind, stepsPerSecond: speedOf(fastest) };
  return { kind: fastest.kind, reason: { code: "fastest", values } };
}

/** The backends to try in turn: the wanted one, WebGL where it is known to be a real GPU, then those that open anywhere. */
export function attempts(wanted: BackendKind, measures: readonly BackendMeasure[] | null): readonly BackendKind[] {
  const usable = (kind: BackendKind) =>
    kind === "wasm" ||
    kind === "cpu" ||
    (measures ?? []).some((measure) => measure.kind === kind && measure.available && !measure.software);
  return [wanted, ...BACKENDS.slice(BACKENDS.indexOf(wanted) + 1).filter(usable)];
}
