import type { BackendKind, BackendMeasure } from "./kinds.ts";

/** Why a backend was chosen; the page has the sentence for each code. */
export interface BackendChoice {
  readonly kind: BackendKind;
  readonly reason: { readonly code: BackendReason; readonly values: Readonly<Record<string, string | number>> };
}

export type BackendReason =
  /** The GPU by WebGPU; nothing measured was more than 1.5 times faster. */
  | "hardwareWebgpu"
  /** {kind, times}: so many times faster than WebGPU on this machine. */
  | "fasterThanWebgpu"
  /** {kind, stepsPerSecond}: the fastest of those measured. */
  | "fastest"
  /** {kind}: none was measured; this is the usual best. */
  | "bestKnown";

/** How much faster than a hardware WebGPU another must be to be preferred: WebGPU gains with the size of the model. */
export const FASTER_THAN_WEBGPU = 1.5;

const USUAL_ORDER: readonly BackendKind[] = ["webgpu", "webgl", "wasm", "cpu"];

const rank = (measure: BackendMeasure) => USUAL_ORDER.indexOf(measure.kind);
const speed = (measure: BackendMeasure) => measure.stepsPerSecond ?? 0;

/**
 * The backend to train on. A hardware WebGPU wins unless another was measured more than 1.5 times faster; otherwise the
 * fastest, and among those not measured the usual best. A software GPU wins only when asked for, and by being faster.
 */
export function chooseBackend(
  measures: readonly BackendMeasure[],
  { includeSoftware = false }: { readonly includeSoftware?: boolean } = {},
): BackendChoice {
  const candidates = measures.filter((measure) => measure.available && (includeSoftware || !measure.software));
  const measured = candidates
    .filter((measure) => measure.stepsPerSecond !== null)
    .sort((a, b) => speed(b) - speed(a) || rank(a) - rank(b));
  const fastest = measured[0];
  const webgpu = candidates.find((measure) => measure.kind === "webgpu" && !measure.software);

  if (webgpu) {
    const known = webgpu.stepsPerSecond !== null;
    if (!known || !fastest || speed(fastest) <= FASTER_THAN_WEBGPU * speed(webgpu)) {
      return {
        kind: "webgpu",
        reason: { code: "hardwareWebgpu", values: known ? { stepsPerSecond: speed(webgpu) } : {} },
      };
    }
    if (speed(webgpu) > 0) {
      const times = speed(fastest) / speed(webgpu);
      return { kind: fastest.kind, reason: { code: "fasterThanWebgpu", values: { kind: fastest.kind, times } } };
    }
  }
  if (fastest && speed(fastest) > 0) {
    const values = { kind: fastest.kind, stepsPerSecond: speed(fastest) };
    return { kind: fastest.kind, reason: { code: "fastest", values } };
  }
  // A software GPU that nobody timed is no better than plain wasm.
  const usual = candidates
    .filter((measure) => !measure.software && measure.stepsPerSecond === null)
    .sort((a, b) => rank(a) - rank(b));
  const kind = usual[0]?.kind ?? "cpu";
  return { kind, reason: { code: "bestKnown", values: { kind } } };
}
