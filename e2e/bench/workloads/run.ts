/**
 * The benchmark as one ES module for any host: `run({ backend, only })` trains each workload in both forms, in turns.
 * The module loads itself once for each form, so that stock TensorFlow.js is alone in its own instance.
 */
import type { BackendKind } from "../../../src/engine/index.ts";
import { type Block, createInstance, type Form, type Instance } from "./instance.ts";
import { workloads } from "./registry.ts";

export { createInstance };

export interface RunOptions {
  readonly backend: BackendKind;
  /** Names of workloads; all of them unless told. */
  readonly only?: readonly string[];
  /** Fewer and shorter blocks. */
  readonly quick?: boolean;
  /** Forms to run; both unless told. */
  readonly forms?: readonly Form[];
  /** Told of each result as it comes. */
  readonly onResult?: (result: WorkloadResult) => void;
}

export interface FormResult {
  /** Where it ran: stock falls to cpu where its wasm lacks a kernel. */
  readonly backend: BackendKind;
  /** Medians over the blocks. */
  readonly stepMs: number;
  readonly scriptMs: number;
  /** Processor time of the process, where the host tells; ratios are taken from it then. */
  readonly processorMs: number | null;
  readonly firstStepMs: number;
  readonly firstLoss: number;
  /** Of the third step. */
  readonly comparedLoss: number;
  readonly peakBytes: number;
  readonly kernels: number | null;
  readonly dispatches: number | null;
  readonly gigaflops: number;
}

export interface WorkloadResult {
  readonly name: string;
  readonly backend: BackendKind;
  readonly inkling: FormResult | string | null;
  readonly stock: FormResult | string | null;
  /** How many times as fast as stock; null where one of them did not run. */
  readonly ratio: number | null;
}

export interface RunResult {
  readonly backend: BackendKind;
  /** What answered: the adapter's or renderer's name. */
  readonly device: string;
  /** GFLOP/s of a 512 × 512 product. */
  readonly peak: Readonly<Partial<Record<Form, number>>>;
  readonly results: readonly WorkloadResult[];
}

const PRODUCT_SIZE = 512;
/** The losses of both forms are told after so many steps. */
const COMPARED_STEPS = 3;
const SLOW_MS = 2000;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** This module again, with a TensorFlow.js of its own: the engine and the registries are what its copies share. */
async function freshInstance(form: Form): Promise<Instance> {
  const shared = globalThis as { _tfengine?: unknown; _tfGlobals?: unknown };
  delete shared._tfengine;
  delete shared._tfGlobals;
  const module = (await import(/* @vite-ignore */ `${import.meta.url}?${form}`)) as {
    createInstance: typeof createInstance;
  };
  return module.createInstance();
}

interface Side {
  readonly instance: Instance;
  readonly started: Awaited<ReturnType<Instance["start"]>>;
  readonly warm: Block;
  readonly blocks: Block[];
  readonly stepsPerBlock: number;
  readonly every: number;
}

async function begin(instance: Instance, name: string, blockMs: number): Promise<Side | string> {
  try {
    const started = await instance.start(name);
    const warm = await instance.run(COMPARED_STEPS - 1);
    const stepMs = warm.elapsedMs / warm.steps;
    const stepsPerBlock = Math.max(1, Math.min(200, Math.round(blockMs / stepMs)));
    // What takes seconds a step is measured in every third round only.
    return { instance, started, warm, blocks: [], stepsPerBlock, every: stepMs > SLOW_MS ? 3 : 1 };
  } catch (error) {
    return `does not run: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function end(side: Side, operations: number): Promise<FormResult> {
  const { blocks, started, warm, instance } = side;
  const perStep = (figure: (block: Block) => number) => median(blocks.map((block) => figure(block) / block.steps));
  const counted = await instance.count();
  const processorMs = blocks.some((block) => block.processorMs === null)
    ? null
    : perStep((block) => block.processorMs as number);
  const stepMs = perStep((block) => block.elapsedMs);
  return {
    ...started,
    stepMs,
    scriptMs: perStep((block) => block.scriptMs),
    processorMs,
    comparedLoss: warm.loss,
    peakBytes: instance.peakBytes(),
    ...counted,
    gigaflops: operations / (processorMs ?? stepMs) / 1e6,
  };
}

/** Trains the workloads on one backend, ours and stock in turns. */
export async function run({
  backend,
  only,
  quick = false,
  forms = ["inkling", "stock"],
  onResult,
}: RunOptions): Promise<RunResult> {
  const [blocks, blockMs] = quick ? [3, 100] : [9, 250];
  const instances = new Map<Form, Instance>();
  const peak: Partial<Record<Form, number>> = {};
  let device = "";
  for (const form of forms) {
    const instance = await freshInstance(form);
    const answered = await instance.open(form, backend);
    if (form === "inkling" || device === "") device = answered;
    instances.set(form, instance);
  }
  for (const [form, instance] of instances) peak[form] = await instance.productSpeed(PRODUCT_SIZE);

  const results: WorkloadResult[] = [];
  for (const [name, workload] of Object.entries(workloads)) {
    if (only && !only.includes(name)) continue;
    const sides = new Map<Form, Side | string>();
    for (const [form, instance] of instances) sides.set(form, await begin(instance, name, blockMs));
    for (let block = 0; block < blocks; block++) {
      for (const side of sides.values()) {
        if (typeof side !== "string" && block % side.every === 0)
          side.blocks.push(await side.instance.run(side.stepsPerBlock));
      }
    }
    const operations = workload.operations(workload.sizes);
    const outcome = async (form: Form) => {
      const side = sides.get(form);
      return side === undefined || typeof side === "string" ? (side ?? null) : await end(side, operations);
    };
    const [inkling, stock] = [await outcome("inkling"), await outcome("stock")];
    const time = (form: FormResult) => form.processorMs ?? form.stepMs;
    const both = inkling && stock && typeof inkling !== "string" && typeof stock !== "string";
    const result = { name, backend, inkling, stock, ratio: both ? time(stock) / time(inkling) : null };
    results.push(result);
    onResult?.(result);
  }
  return { backend, device, peak, results };
}
