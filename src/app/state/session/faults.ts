import { type Fault, InklingError, toFault } from "../../../core/errors.ts";
import type { Schedule } from "../ports.ts";

/** The code of what a call rejects with when its worker died; whoever recovers tells the visitor. */
export const WORKER_GONE = "workerGone";

/** A rejection as a plain fault: those of the worker are, others are wrapped. */
export function faultOf(error: unknown): Fault {
  if (typeof error === "object" && error !== null && "code" in error && "values" in error) {
    const { code, values } = error as Fault;
    if (typeof code === "string" && typeof values === "object") return { code, values };
  }
  return toFault(error);
}

/** Where faults are shown: as the alert of what stopped, or as a notice. */
export interface FaultSink {
  readonly set: (change: { readonly fault: Fault }) => void;
  readonly notify: (fault: Fault) => void;
}

/**
 * Does something that may fail: its fault becomes the page's alert, or a notice where it stops nothing, and the answer
 * is `null`. That a worker died in between is told by the recovery.
 */
export async function guarded<T>(
  { set, notify }: FaultSink,
  work: () => Promise<T>,
  as: "fault" | "notice" = "fault",
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const fault = faultOf(error);
    if (fault.code === WORKER_GONE) return null;
    if (as === "fault") set({ fault });
    else notify(fault);
    return null;
  }
}

/** Rejects with `timeout` when the answer takes too long. */
export function within<T>(schedule: Schedule, ms: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = schedule.after(ms, () => reject(new InklingError("timeout", { ms })));
    answer.then(resolve, reject).finally(stop);
  });
}
