/**
 * The benchmark as one ES module for any host: `run({ backend, only })` trains each workload in both forms, in turns.
 * The module loads itself once for each form and workload, so that stock TensorFlow.js is alone in its own instance, first
 * steps compile all they need, and no workload's memory counts for the next.
 */
import type { BackendKind } from "../../../src/engine/index.ts";
import { createInstance, type Device, type Form, type Instance } from "./instance.ts";
import {
  begin,
  countOnly,
  type Effort,
  type FormResult,
  finish,
  isGpu,
  proceed,
  type Side,
  scriptTimes,
} from "./measure.ts";
import { workloads } from "./registry.ts";
import type { AnyWorkload, Sizes } from "./workload.ts";

export { createInstance };

export interface RunOptions {
  readonly backend: BackendKind;
  /** Names of workloads; all of them unless told. */
  readonly only?: readonly string[];
  /** Fewer and shorter blocks. */
  readonly quick?: boolean;
  /** Forms to run; all that there are here unless told. */
  readonly forms?: readonly Form[];
  /** Told of each result as it comes. */
  readonly onResult?: (result: WorkloadResult) => void;
}

export interface WorkloadResult {
  readonly name: string;
  readonly backend: BackendKind;
  /** What answered: the adapter's or renderer's name. */
  readonly device: string;
  /** A GPU in software is not timed. */
  readonly software: boolean;
  readonly sizes: Sizes;
  /** A string tells why it did not run. */
  readonly inkling: FormResult | string | null;
  readonly stock: FormResult | string | null;
  /** Ours on all cores, where wasm may have them. */
  readonly threads: FormResult | string | null;
  /** How many times as fast as stock; null where one of them did not run. */
  readonly ratio: number | null;
  /** GFLOP/s of the product of two large squares; not measured in software. */
  readonly peak: Readonly<Partial<Record<Form, number>>>;
}

/** A GPU is hardly awake before a smaller product is done. */
const productSize = (backend: BackendKind) => (backend === "webgpu" || backend === "webgl" ? 2048 : 512);

const QUICK: Effort = { warmUpMs: 1_000, blocks: 3, blockMs: 100, boxMs: 1_000, scriptSteps: 5 };
const USUAL: Effort = { warmUpMs: 1_000, blocks: 9, blockMs: 250, boxMs: 5_000, scriptSteps: 15 };

/** The forms that there are here. */
function formsHere(backend: BackendKind): Form[] {
  const ofUs: Form[] = backend === "wasm" && globalThis.crossOriginIsolated ? ["inkling", "threads"] : ["inkling"];
  return [...ofUs, "stock"];
}

/** This module again, with a TensorFlow.js of its own: the engine and the registries are what its copies share. */
async function freshInstance(form: Form, name: string): Promise<Instance> {
  const shared = globalThis as { _tfengine?: unknown; _tfGlobals?: unknown };
  delete shared._tfengine;
  delete shared._tfGlobals;
  const module = (await import(/* @vite-ignore */ `${import.meta.url}?${form}-${name}`)) as {
    createInstance: typeof createInstance;
  };
  return module.createInstance();
}

/** What `work` answers, or why there is none. */
const orReason = <Value>(work: Promise<Value>): Promise<Value | string> =>
  work.catch((error) => `does not run: ${error instanceof Error ? error.message : JSON.stringify(error)}`);

/** The forms in turns, block by block. */
async function timeInTurns(
  instances: ReadonlyMap<Form, Instance>,
  name: string,
  { sizes, operations }: AnyWorkload,
  effort: Effort,
): Promise<Map<Form, FormResult | string>> {
  const sides = new Map<Form, Side>();
  const outcomes = new Map<Form, FormResult | string>();
  for (const [form, instance] of instances) {
    const side = await orReason(begin(instance, name, sizes, effort));
    if (typeof side === "string") outcomes.set(form, side);
    else sides.set(form, side);
  }
  for (let round = 0; round < effort.blocks; round++) for (const side of sides.values()) await proceed(side);
  for (const [form, side] of sides) outcomes.set(form, await finish(side, operations(sizes)));
  return outcomes;
}

async function countInTurns(instances: ReadonlyMap<Form, Instance>, name: string, { sizes }: AnyWorkload) {
  const outcomes = new Map<Form, FormResult | string>();
  for (const [form, instance] of instances) outcomes.set(form, await orReason(countOnly(instance, name, sizes)));
  return outcomes;
}

const isResult = (outcome: FormResult | string | null): outcome is FormResult =>
  outcome !== null && typeof outcome !== "string";

async function measure(
  instances: ReadonlyMap<Form, Instance>,
  name: string,
  workload: AnyWorkload,
  { quick, device }: { quick: boolean; device: Device },
) {
  const effort = quick ? QUICK : USUAL;
  const outcomes = await (device.software
    ? countInTurns(instances, name, workload)
    : timeInTurns(instances, name, workload, effort));
  // Last, for it spoils the networks.
  const onGpu = new Map(
    [...instances].filter(([form]) => {
      const outcome = outcomes.get(form) ?? null;
      return isResult(outcome) && isGpu(outcome.backend);
    }),
  );
  const scripts = await scriptTimes(onGpu, effort.scriptSteps);
  const outcome = (form: Form): FormResult | string | null => {
    const found = outcomes.get(form) ?? null;
    return isResult(found) ? { ...found, scriptMs: scripts.get(form) ?? null } : found;
  };
  const [inkling, stock, threads] = [outcome("inkling"), outcome("stock"), outcome("threads")];
  const time = (form: FormResult) => form.processorMs ?? form.stepMs;
  const [ours, theirs] = [inkling, stock].map((form) => (isResult(form) ? time(form) : null));
  return { sizes: workload.sizes, inkling, stock, threads, ratio: ours && theirs ? theirs / ours : null };
}

/** Trains the workloads on one backend, ours and stock in turns. */
export async function run({
  backend,
  only,
  quick = false,
  forms = formsHere(backend),
  onResult,
}: RunOptions): Promise<WorkloadResult[]> {
  const results: WorkloadResult[] = [];
  for (const [name, workload] of Object.entries(workloads)) {
    if (only && !only.includes(name)) continue;
    const instances = new Map<Form, Instance>();
    const devices: Device[] = [];
    for (const form of forms) {
      const instance = await freshInstance(form, name);
      devices.push(await instance.open(form, backend));
      instances.set(form, instance);
    }
    const [device] = devices as [Device];
    const { description, software } = device;
    const measured = await measure(instances, name, workload, { quick, device });
    // Afterwards: the pool keeps these products' buffers.
    const peak: Partial<Record<Form, number>> = {};
    if (!software)
      for (const [form, instance] of instances) peak[form] = await instance.productSpeed(productSize(backend));
    const result = { name, backend, device: description, software, peak, ...measured };
    results.push(result);
    onResult?.(result);
    for (const instance of instances.values()) instance.close();
  }
  return results;
}
