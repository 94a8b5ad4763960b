/** Lets waiting messages in, without the four milliseconds that nested timers cost. */
export interface EventLoopYielder {
  readonly yieldToEventLoop: () => Promise<void>;
  readonly close: () => void;
}

export function createEventLoopYielder(): EventLoopYielder {
  // Node hands on up to a thousand messages before it looks at its timers; there, this is what a macrotask is.
  if (typeof setImmediate === "function") {
    return { yieldToEventLoop: () => new Promise((resolve) => setImmediate(resolve)), close: () => {} };
  }
  const { port1, port2 } = new MessageChannel();
  let waiting: (() => void)[] = [];
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const resolve of woken) resolve();
  };
  port1.onmessage = wake;
  return {
    yieldToEventLoop: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
    close: () => {
      port1.close();
      wake();
    },
  };
}
