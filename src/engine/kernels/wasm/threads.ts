/** Threads for our kernels: Workers with the same module on the same memory. */

import { Pace } from "./pace.ts";
import { kernelsOf, PartQueue, queueBytes, type ThreadRequest } from "./partQueue.ts";
import ThreadWorker from "./thread.worker.ts?worker&inline";

export interface Threads {
  /** How many there are, the one that gives out the work included. */
  readonly count: number;
  /** Into how many parts work is best divided now. */
  paying(): number;
  /** Works on all parts, each a list of calls in order, and returns once they are done. */
  run(parts: readonly (readonly (readonly [kernel: string, ...values: number[]])[])[]): void;
  stop(): void;
}

/** Starts the threads beside this one. They are not waited for: whoever comes late takes no part until then. */
export function startThreads(
  count: number,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  instance: WebAssembly.Instance,
): Threads {
  const shared = new SharedArrayBuffer(queueBytes);
  const queue = new PartQueue(shared, kernelsOf(instance));
  const places = new Map(Object.keys(instance.exports).map((name, place) => [name, place]));
  const pace = new Pace(count, () => performance.now());
  const workers = Array.from({ length: count - 1 }, () => {
    const worker: Worker = new ThreadWorker();
    worker.postMessage({ module, memory, queue: shared } satisfies ThreadRequest);
    return worker;
  });
  return {
    count,
    paying: () => pace.threads(),
    run: (parts) => {
      const begun = performance.now();
      queue.give(
        parts.map((calls) => calls.map(([kernel, ...values]) => [places.get(kernel) as number, ...values] as const)),
      );
      const worked = performance.now();
      queue.finish();
      pace.note(worked - begun, performance.now() - worked);
    },
    stop: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}
