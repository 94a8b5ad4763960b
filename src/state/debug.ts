import type { DebugStudio } from "../protocol/protocol.ts";
import type { App } from "./store.ts";

/** What tests in a browser do to a page that was opened with `?debug`, to see it recover. */
interface DebugHook {
  /** Ends the worker without a word, as a crash does. */
  readonly terminateWorker: () => void;
  /** Loses the device that the run is on; answers whether there was one to lose. */
  readonly loseDevice: () => Promise<boolean>;
  readonly store: App["store"];
}

export function installDebug(target: object, { store, worker }: App): void {
  const hook: DebugHook = {
    terminateWorker: () => worker()?.terminate(),
    loseDevice: async () => (await (worker()?.studio as DebugStudio | undefined)?.debugLose()) ?? false,
    store,
  };
  Object.assign(target, { __inkling: hook });
}
