/** Tells which tab owns a live run. */
export interface RunLocks {
  /** Takes a run for this page and answers how to let go of it; `null` where another page has it. Waits up to `waitMs` for that. */
  readonly take: (id: string, waitMs?: number) => Promise<(() => void) | null>;
  /** The runs that any page has, this one included. */
  readonly taken: () => Promise<ReadonlySet<string>>;
  /** Whether owning is known here at all; where it is not, nothing is ever taken. */
  readonly known: boolean;
}

const PREFIX = "inkling.run.";

/** Web Locks; they end with the page, however it ends. Missing where the page came without HTTPS. */
export function createRunLocks(locks: LockManager | undefined = navigator.locks): RunLocks {
  if (!locks) return { known: false, take: async () => null, taken: async () => new Set() };
  return {
    known: true,
    take: (id, waitMs = 0) =>
      new Promise((resolve, reject) => {
        const until = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true };
        locks
          .request(PREFIX + id, until, (lock) => {
            if (!lock) {
              resolve(null);
              return undefined;
            }
            return new Promise<void>((release) => resolve(release));
          })
          .catch((error: unknown) => {
            // Nobody let go of it in time.
            if (error instanceof DOMException && error.name === "TimeoutError") resolve(null);
            else reject(error);
          });
      }),
    async taken() {
      const { held = [] } = await locks.query();
      const names = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
      return new Set(names);
    },
  };
}
