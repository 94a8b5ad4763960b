import { useEffect } from "react";
import { TRACE_PHASES, type TracePhase } from "../../../spec/machine.ts";

/** The phase `by` places further; `null` beyond either end. */
export function phaseBeside(phase: TracePhase, by: 1 | -1): TracePhase | null {
  return TRACE_PHASES[TRACE_PHASES.indexOf(phase) + by] ?? null;
}

/** How long a phase stands before the next one follows. */
const PHASE_MS = 1000;

/** While `running`, calls `onNext` when the phase has stood long enough. */
export function usePhaseClock(phase: TracePhase, running: boolean, onNext: (phase: TracePhase) => void): void {
  useEffect(() => {
    const next = phaseBeside(phase, 1);
    if (!running || !next) return;
    const timer = setTimeout(() => onNext(next), PHASE_MS);
    return () => clearTimeout(timer);
  }, [phase, running, onNext]);
}
