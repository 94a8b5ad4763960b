import { useEffect } from "react";
import { TRACE_PHASES, type TracePhase } from "../../../../schema/modelGraph.ts";

/** Where slow motion stands: one of a step's turns, by its place, and one of its phases. */
export interface Standing {
  readonly turn: number;
  readonly phase: TracePhase;
}

/** The phase `by` places further, in the turn beside where this one is over; `null` beyond either end. */
export function phaseBeside({ turn, phase }: Standing, turns: number, by: 1 | -1): Standing | null {
  const within = TRACE_PHASES[TRACE_PHASES.indexOf(phase) + by];
  if (within) return { turn, phase: within };
  const next = turn + by;
  const edge = TRACE_PHASES.at(by > 0 ? 0 : -1);
  return next >= 0 && next < turns && edge ? { turn: next, phase: edge } : null;
}

/** How long a phase stands before the next one follows: time to read its caption and to watch what travels. */
const PHASE_MS = 6000;

/** While `running`, calls `onNext` with what comes after the phase when that has stood long enough. */
export function usePhaseClock(
  { turn, phase }: Standing,
  turns: number,
  running: boolean,
  onNext: (phase: TracePhase, turn: number) => void,
): void {
  useEffect(() => {
    const next = phaseBeside({ turn, phase }, turns, 1);
    if (!running || !next) return;
    const timer = setTimeout(() => onNext(next.phase, next.turn), PHASE_MS);
    return () => clearTimeout(timer);
  }, [turn, phase, turns, running, onNext]);
}
