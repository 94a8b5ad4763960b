/** Threads for our kernels: Workers with the same module on the same memory. */
import { kernelsOf, PartQueue, queueBytes, type ThreadRequest } from "./partQueue.ts";
import ThreadWorker from "./thread.worker.ts?worker&inline";

export interface Threads {
  /** How many there are beside the one that gives out the work. */
  readonly count: number;
  /** Works on all parts, each a list of calls in order, and returns once they are done. */
  run(parts: readonly (readonly (readonly [kernel: string, ...values: number[]])[])[]): void;
  stop(): void;
}

/** Starts `count` threads; resolves at once, for whoever comes late just takes no part until then. */
export function startThreads(
  count: number,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  instance: WebAssembly.Instance,
): Threads {
  const shared = new SharedArrayBuffer(queueBytes);
  const queue = new PartQueue(shared, kernelsOf(instance));
  const places = new Map(Object.keys(instance.exports).map((name, place) => [name, place]));
  const workers = Array.from({ length: count }, () => {
    const worker: Worker = new ThreadWorker();
    worker.postMessage({ module, memory, queue: shared } satisfies ThreadRequest);
    return worker;
  });
  return {
    count,
    run: (parts) => {
      queue.run(
        parts.map((calls) => calls.map(([kernel, ...values]) => [places.get(kernel) as number, ...values] as const)),
      );
    },
    stop: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}
