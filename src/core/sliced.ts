/** Work that stops every few milliseconds, so that its thread can do others' meanwhile. */
export type Sliced<T> = Generator<undefined, T>;

/** All of it at once. */
export function finish<T>(work: Sliced<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
