import * as tf from "@tensorflow/tfjs";
import type { ReplayStatus } from "../../schema/replay.ts";
import type { Replay, Run, Work } from "./contract.ts";

export type { Replay, Run, StreamOf, Work } from "./contract.ts";

const creators = new WeakMap<object, () => Replay>();

/** Notes how work on this backend is replayed. */
export function offerReplay(backend: object, create: () => Replay): void {
  creators.set(backend, create);
}

/** Replays work on the backend in use, where that can; else all of it runs as usual. */
export function createReplay(): Replay {
  return creators.get(tf.backend())?.() ?? usual();
}

/** Runs all work as usual. */
export function usual(): Replay {
  let count = 0;
  return {
    run: (work) => {
      count++;
      return runAsUsual(work);
    },
    get status(): ReplayStatus {
      return { replayed: 0, usual: count, reasons: [] };
    },
    dispose: () => {},
  };
}

export function runAsUsual<T>({ compute, inputs, streamOf }: Work<T>): Run<T> {
  const computed = compute(inputs, streamOf);
  return { ...computed, dispose: () => disposeAll(computed.tensors) };
}

export function disposeAll(tensors: readonly (tf.Tensor | null)[]): void {
  tf.dispose(tensors.filter((tensor) => tensor !== null));
}
