import type { Work } from "./api.ts";
import type { Emit } from "./emit.ts";

/** Says what will block the thread before it does, so that nobody takes the silence for death. */
export interface WorkAnnouncer {
  /**
   * Does the work; what may take long is announced first, and measured for the next time. `estimateMs` is for the first
   * time; leave it out where nobody knows.
   */
  readonly during: <T>(kind: Work["kind"], job: () => T, estimateMs?: number | null) => T;
  /** Nothing is going on any more: what was announced last is over. */
  readonly rest: () => void;
  /** How long this took of late, in milliseconds; `null` before the first time. */
  readonly measuredMs: (kind: Work["kind"]) => number | null;
}

/** Shorter work goes without saying: the heartbeat itself is a second apart. */
const WORTH_SAYING_MS = 500;

export function createWorkAnnouncer(now: () => number, emit: Emit): WorkAnnouncer {
  const measured = new Map<Work["kind"], number>();
  let standing = false;

  function announce(kind: Work["kind"], estimateMs: number | null): void {
    const known = measured.get(kind);
    const expectedMs = known ?? estimateMs;
    if (expectedMs !== null && expectedMs < WORTH_SAYING_MS && known !== undefined) {
      rest();
      return;
    }
    standing = true;
    emit({ type: "work", work: { kind, expectedMs, measured: known !== undefined } });
  }

  function rest(): void {
    if (!standing) return;
    standing = false;
    emit({ type: "work", work: null });
  }

  /** Slower counts at once, faster by and by. */
  function note(kind: Work["kind"], tookMs: number): void {
    const known = measured.get(kind);
    measured.set(kind, known === undefined || tookMs > known ? tookMs : (known + tookMs) / 2);
  }

  return {
    rest,
    measuredMs: (kind) => measured.get(kind) ?? null,
    during: (kind, job, estimateMs = null) => {
      announce(kind, estimateMs);
      const start = now();
      const result = job();
      if (!(result instanceof Promise)) {
        note(kind, now() - start);
        return result;
      }
      return result.finally(() => note(kind, now() - start)) as typeof result;
    },
  };
}
