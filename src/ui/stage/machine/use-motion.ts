import { useEffect, useSyncExternalStore } from "react";
import type { TracePhase } from "../../../spec/machine.ts";
import { TRACE_PHASES } from "../../../spec/machine.ts";

const QUERY = "(prefers-reduced-motion: reduce)";

function subscribe(changed: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether the visitor's system asks for as little motion as possible. */
export const useReducedMotion = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);

/** The phase `by` places further; `null` beyond either end. */
export function phaseBeside(phase: TracePhase, by: 1 | -1): TracePhase | null {
  return TRACE_PHASES[TRACE_PHASES.indexOf(phase) + by] ?? null;
}

/** How long a phase stands before the next one follows by itself. */
const PHASE_MS: Readonly<Record<TracePhase, number>> = { forward: 1600, loss: 1300, backward: 1600, update: 2400 };

/** While `running`, calls `onNext` when the phase has stood long enough. */
export function usePhaseClock(phase: TracePhase | null, running: boolean, onNext: (phase: TracePhase) => void): void {
  useEffect(() => {
    const next = phase && phaseBeside(phase, 1);
    if (!running || !phase || !next) return;
    const timer = setTimeout(() => onNext(next), PHASE_MS[phase]);
    return () => clearTimeout(timer);
  }, [phase, running, onNext]);
}
