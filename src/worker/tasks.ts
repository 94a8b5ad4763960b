import { InklingError } from "../core/errors.ts";
import type { TaskProgress } from "./api.ts";
import type { Emit } from "./emit.ts";

/** Long work by number, so that it can be called off. */
export interface Tasks {
  /** Does the work and tells how far it is. Work that is called off learns it from its signal, and answers for what it made. */
  readonly run: <T>(
    emit: Emit,
    kind: TaskProgress["kind"],
    work: (report: (done: number) => void, signal: AbortSignal) => Promise<T>,
    controller?: AbortController,
  ) => Promise<T>;
  /** Numbers that the page gave; the worker's own are below zero. */
  readonly add: (id: number, controller: AbortController) => void;
  readonly remove: (id: number) => void;
  readonly cancel: (id: number) => void;
  readonly cancelAll: () => void;
}

export function createTasks(): Tasks {
  const controllers = new Map<number, AbortController>();
  let last = 0;
  return {
    run: async (emit, kind, work, controller = new AbortController()) => {
      const id = --last;
      const tell = (done: number | null, finished: boolean) =>
        emit({ type: "task", task: { id, kind, done, finished } });
      controllers.set(id, controller);
      tell(null, false);
      try {
        return await work((done) => tell(done, false), controller.signal);
      } finally {
        controllers.delete(id);
        tell(null, true);
      }
    },
    add: (id, controller) => void controllers.set(id, controller),
    remove: (id) => void controllers.delete(id),
    cancel: (id) => controllers.get(id)?.abort(),
    cancelAll: () => {
      for (const controller of controllers.values()) controller.abort();
    },
  };
}

/** The same promise, except that it rejects with `cancelled` at once when the signal says so. */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new InklingError("cancelled"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
