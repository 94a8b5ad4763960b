/**
 * One instance of TensorFlow.js with one form of a workload on it. The stock form never opens Inkling's engine, whose
 * kernels and gradients would take the place of the stock ones.
 */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import simdBinary from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline";
import { describeContext, findAdapter } from "../../../src/engine/backends/detect.ts";
import { type BackendKind, closeBackend, openBackend } from "../../../src/engine/index.ts";
import { matMul } from "../../../src/engine/kernels/matMul/index.ts";
import { type Counted, counting } from "./counting.ts";
import { withoutGpu } from "./gpuCalls.ts";
import { workloads } from "./registry.ts";
import type { Sizes, Training } from "./workload.ts";

/** Ours on one core, stock, and ours on all cores. */
export type Form = "inkling" | "stock" | "threads";

/** What answered when a backend was opened. */
export interface Device {
  readonly description: string;
  /** True where a GPU's interface is emulated on the CPU. */
  readonly software: boolean;
}

/** What some steps in a row took. */
export interface Block {
  readonly steps: number;
  /** Of the last one. */
  readonly loss: number;
  /** Until the last loss was read. */
  readonly elapsedMs: number;
  /** Time of this process on the processor, where the host tells (Node). */
  readonly processorMs: number | null;
}

export interface Started {
  /** Where it runs: stock falls back to cpu where its own backend lacks a kernel. */
  readonly backend: BackendKind;
  /** From building the networks to the first loss, read. */
  readonly firstStepMs: number;
  /** The first step without the building. */
  readonly block: Block;
}

/** One side of the comparison. */
export interface Instance {
  open(form: Form, backend: BackendKind): Promise<Device>;
  start(workload: string, sizes: Sizes): Promise<Started>;
  run(steps: number): Promise<Block>;
  /** One more step, counted. */
  count(): Promise<Counted & { readonly block: Block }>;
  /** Starts anew and counts the second step, on a GPU that has nothing to do: full sizes cost little in software. */
  countIdle(workload: string, sizes: Sizes): Promise<Omit<Started, "block"> & { readonly counted: Counted }>;
  /** Milliseconds of JavaScript in one more step on a GPU that has nothing to do. The networks are worth nothing afterwards. */
  scriptMs(): Promise<number>;
  /** The most bytes that tensors (within a counted step or the first) or the GPU's buffers held since the start. */
  peakBytes(): number;
  /** GFLOP/s of a product of two square matrices of this size; the best of several, for it is a peak. */
  productSpeed(size: number): Promise<number>;
  close(): void;
}

/** The names that the backend asks for; the SIMD one is all it gets. */
const WASM_FILES = ["", "-simd", "-threaded-simd"].map((kind) => `tfjs-backend-wasm${kind}.wasm`);
const wasmPaths = Object.fromEntries(WASM_FILES.map((name) => [name, simdBinary]));

const clock = () => performance.now();
/** Says nothing of a GPU's work. */
const processorTime = () => {
  if (typeof process === "undefined" || !process.cpuUsage || tf.getBackend().startsWith("webg")) return null;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What the backend holds in its own memory, free room for reuse included; 0 where it cannot be told. */
function backendBytes(): number {
  const memory = tf.memory() as tf.MemoryInfo & { numBytesInGPUAllocated?: number; numBytesAllocatedInGPU?: number };
  return memory.numBytesInGPUAllocated ?? memory.numBytesAllocatedInGPU ?? 0;
}

async function openStock(backend: BackendKind): Promise<Device> {
  if (backend === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (backend === "webgl") tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend)
    throw new Error(`stock ${backend} does not start`);
  if (backend === "webgl") {
    const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
    return describeContext(gpgpu.gl);
  }
  const adapter = backend === "webgpu" ? await findAdapter() : null;
  return adapter ?? { description: backend, software: false };
}

/** Puts the TensorFlow.js of this module in charge: tensors look for their engine in a global that its copies share. */
function takeCharge(): void {
  (globalThis as { _tfengine?: unknown })._tfengine = tf.engine();
}

export function createInstance(): Instance {
  const instance = createUnguarded();
  const guarded = Object.entries(instance).map(([name, method]) => {
    const run = method as (...given: unknown[]) => unknown;
    return [
      name,
      (...given: unknown[]) => {
        takeCharge();
        return run(...given);
      },
    ];
  });
  return Object.fromEntries(guarded) as Instance;
}

function createUnguarded(): Instance {
  let form: Form = "stock";
  let opened: BackendKind = "cpu";
  let training: Training | null = null;
  let peakBytes = 0;

  const step = (): tf.Scalar => {
    if (!training) throw new Error("start() was not called");
    return training.step();
  };

  const run = async (steps: number): Promise<Block> => {
    const [start, processor] = [clock(), processorTime()];
    let last = step();
    for (let i = 1; i < steps; i++) {
      last.dispose();
      last = step();
    }
    const [loss] = (await last.data()) as unknown as [number];
    const processorNow = processorTime();
    const elapsedMs = clock() - start;
    last.dispose();
    peakBytes = Math.max(peakBytes, tf.memory().numBytes, backendBytes());
    const processorMs = processor === null || processorNow === null ? null : processorNow - processor;
    return { steps, loss, elapsedMs, processorMs };
  };

  const count: Instance["count"] = async () => {
    const { value, kernels, dispatches, peakBytes: within } = await counting(() => run(1));
    peakBytes = Math.max(peakBytes, within);
    return { block: value, kernels, dispatches };
  };

  const scriptMs = (): Promise<number> =>
    withoutGpu(async () => {
      const start = clock();
      const loss = step();
      const elapsedMs = clock() - start;
      await loss.data();
      loss.dispose();
      return elapsedMs;
    });

  const begin = async (name: string, sizes: Sizes): Promise<Started> => {
    const workload = workloads[name];
    if (!workload) throw new Error(`no workload is called ${name}`);
    // Frees the variables and tensors of the start before.
    tf.disposeVariables();
    tf.engine().endScope();
    tf.engine().startScope();
    peakBytes = 0;
    const start = clock();
    training = (form === "stock" ? workload.stock : workload.inkling)(sizes);
    const builtMs = clock() - start;
    const { block } = await count();
    return { backend: tf.getBackend() as BackendKind, firstStepMs: builtMs + block.elapsedMs, block };
  };

  return {
    run,
    count,
    scriptMs,
    countIdle: (name, sizes) =>
      withoutGpu(async () => {
        const { backend, firstStepMs } = await begin(name, sizes);
        const { kernels, dispatches } = await count();
        return { backend, firstStepMs, counted: { kernels, dispatches } };
      }),
    open: (wanted, backend) => {
      form = wanted;
      opened = backend;
      tf.enableProdMode();
      // One core and SIMD; only ours can have more.
      tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
      setWasmPaths(wasmPaths, true);
      tf.engine().startScope();
      if (form === "stock") return openStock(backend);
      const fail = (fault: unknown) => console.error(JSON.stringify(fault));
      const onAllCores = form === "threads" ? { wasmPaths } : { threads: 1 };
      return openBackend(backend, { onFault: fail, onLost: fail, ...onAllCores });
    },
    start: async (name, sizes) => {
      try {
        return await begin(name, sizes);
      } catch (error) {
        const lacksKernel = /not registered for backend/.test(String(error));
        if (form !== "stock" || tf.getBackend() !== "wasm" || !lacksKernel) throw error;
        await tf.setBackend("cpu");
        return await begin(name, sizes);
      }
    },
    peakBytes: () => peakBytes,
    productSpeed: async (size) => {
      const [a, b] = [tf.randomUniform([size, size]), tf.randomUniform([size, size])] as [tf.Tensor2D, tf.Tensor2D];
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 15; i++) {
        const start = processorTime() ?? clock();
        const c = form === "stock" ? tf.matMul(a, b) : matMul(a, b);
        const [corner] = await c.slice([0, 0], [1, 1]).data();
        if (!Number.isFinite(corner)) throw new Error("the product is not finite");
        best = Math.min(best, (processorTime() ?? clock()) - start);
        c.dispose();
      }
      tf.dispose([a, b]);
      return (2 * size ** 3) / best / 1e6;
    },
    close: () => closeBackend(opened),
  };
}
