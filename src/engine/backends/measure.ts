import * as tf from "@tensorflow/tfjs";
import { type Fault, toFault } from "../../core/errors.ts";
import { loadCode } from "../../core/loadCode.ts";
import { findAdapter } from "./detect.ts";
import type { BackendKind, BackendMeasure, BackendOptions, OpenedBackend } from "./kinds.ts";
import { lendBackend, openBackend } from "./open.ts";
import { makeSmallNetwork, type SmallNetwork } from "./smallNetwork.ts";

export interface MeasureOptions extends Pick<BackendOptions, "wasmPaths" | "readBinary"> {
  /** How long each backend may train, in milliseconds; one timed step is always made. */
  readonly boxMs: number;
  /** Also measure GPUs emulated on the CPU. */
  readonly includeSoftware: boolean;
  /** A clock in milliseconds. */
  now(): number;
}

/** Small enough for plain JavaScript to make a step or two, large enough that a GPU is not all overhead. */
const SHAPE = { batch: 32, time: 16, vocabulary: 64, embeddingWidth: 32, units: 128 } as const;

/**
 * Trains a small recurrent network on each backend for `boxMs` and tells how many steps a second it makes, the first
 * step (compilation) left out, an awaited read of the loss included. Afterwards the backend that was open is open again,
 * with its listeners.
 */
export async function measureBackends(
  kinds: readonly BackendKind[],
  options: MeasureOptions,
): Promise<BackendMeasure[]> {
  const before = tf.getBackend() as string | undefined;
  const measures: BackendMeasure[] = [];
  for (const kind of kinds) {
    const giveBack = lendBackend(kind);
    measures.push(await measureBackend(kind, options));
    giveBack();
  }
  if (before && tf.getBackend() !== before) await tf.setBackend(before);
  return measures;
}

async function measureBackend(kind: BackendKind, options: MeasureOptions): Promise<BackendMeasure> {
  const absent = { kind, available: false, description: "", software: false, stepsPerSecond: null };
  const faults: Fault[] = [];
  const onFault = (fault: Fault) => faults.push(fault);
  let opened: OpenedBackend;
  try {
    if (kind === "webgpu" && !options.includeSoftware) {
      // Ask before opening: an emulated adapter takes seconds to warm up.
      const adapter = await findAdapter();
      if (adapter?.software) return unmeasured({ kind, ...adapter });
    }
    const { wasmPaths, readBinary } = options;
    const paths = { ...(wasmPaths === undefined ? {} : { wasmPaths }), ...(readBinary ? { readBinary } : {}) };
    opened = await openBackend(kind, { ...paths, onFault, onLost: onFault });
  } catch (error) {
    return { ...absent, reason: toFault(error) };
  }
  if (opened.software && !options.includeSoftware) return unmeasured(opened);
  try {
    const stepsPerSecond = await timeSteps(options);
    const fault = faults[0];
    if (fault) return { ...absent, description: opened.description, software: opened.software, reason: fault };
    const fusedSpeedup = kind === "wasm" ? await timeFused(options.now) : null;
    return { ...opened, available: true, stepsPerSecond, ...(fusedSpeedup ? { fusedSpeedup } : {}) };
  } catch (error) {
    return { ...absent, description: opened.description, software: opened.software, reason: toFault(error) };
  }
}

function unmeasured(opened: OpenedBackend): BackendMeasure {
  return { ...opened, available: true, stepsPerSecond: null, reason: { code: "softwareBackend", values: {} } };
}

/** A machine that has no room for the small memory of this measurement trains all the same. */
async function timeFused(now: () => number): Promise<number | null> {
  const { fusedSpeedup } = await loadCode(() => import("../kernels/wasm/index.ts"));
  return fusedSpeedup(now).catch(() => null);
}

async function timeSteps({ boxMs, now }: MeasureOptions): Promise<number> {
  const network = makeSmallNetwork(SHAPE);
  try {
    await train(network, 1);
    const start = now();
    let steps = 0;
    let round = 1;
    let elapsedMs = 0;
    do {
      await train(network, round);
      steps += round;
      elapsedMs = now() - start;
      // As in training, the device is asked for the loss about ten times a second, not at every step.
      round = Math.max(1, Math.min(Math.floor((steps / elapsedMs) * Math.min(100, boxMs - elapsedMs)) || 1, 1000));
    } while (elapsedMs < boxMs);
    return (steps * 1000) / elapsedMs;
  } finally {
    network.dispose();
  }
}

/** Resolves with the last loss when the device has made `steps` steps. */
async function train(network: SmallNetwork, steps: number): Promise<number> {
  for (let step = 1; step < steps; step++) network.step().dispose();
  const loss = network.step();
  const [value] = await loss.data();
  loss.dispose();
  return value as number;
}
