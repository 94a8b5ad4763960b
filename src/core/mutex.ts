/** One job at a time on the model, in the order of asking: a step never runs while samples are drawn. */
export interface Mutex {
  readonly run: <T>(job: () => T | Promise<T>) => Promise<T>;
}

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (job) => {
      const result = last.then(job);
      last = result.catch(() => {});
      return result;
    },
  };
}
