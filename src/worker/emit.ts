import type { RunEvent } from "./api.ts";

type WithoutRun<T> = T extends unknown ? Omit<T, "run"> : never;

/** An event before it carries its run's id. */
export type BareEvent = WithoutRun<RunEvent>;

/** Sends an event; the buffers in `transfer` are given away. */
export type Emit = (event: BareEvent, transfer?: readonly ArrayBuffer[]) => void;
