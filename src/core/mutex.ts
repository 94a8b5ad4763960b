/** One job at a time, in the order of asking; one that fails does not hold up the next. */
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
