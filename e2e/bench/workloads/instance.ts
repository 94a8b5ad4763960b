/**
 * One instance of TensorFlow.js with one form of the workloads on it. The stock form never opens Inkling's engine, whose
 * kernels and gradients would take the place of the stock ones.
 */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import simdBinary from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline";
import { type BackendKind, openBackend } from "../../../src/engine/index.ts";
import { matMul } from "../../../src/engine/kernels/matMul/index.ts";
import { workloads } from "./registry.ts";
import type { Training } from "./workload.ts";

export type Form = "inkling" | "stock";

/** What some steps in a row took. */
export interface Block {
  readonly steps: number;
  /** Of the last one. */
  readonly loss: number;
  /** Until the last loss was read. */
  readonly elapsedMs: number;
  /** Until control came back from the last step, before anything was waited for. */
  readonly scriptMs: number;
  /** Time of this process on the processor, where the host tells (Node). */
  readonly processorMs: number | null;
}

export interface Started {
  /** Where it runs: stock falls back to cpu where its own backend lacks a kernel. */
  readonly backend: BackendKind;
  /** From building the networks to the first loss, read. */
  readonly firstStepMs: number;
  readonly firstLoss: number;
}

export interface Counted {
  /** Kernels of TensorFlow.js, ours among them; null on GPUs. */
  readonly kernels: number | null;
  /** Calls of the GPU: dispatches (WebGPU) or draws (WebGL); null elsewhere. */
  readonly dispatches: number | null;
}

/** One side of the comparison. */
export interface Instance {
  open(form: Form, backend: BackendKind): Promise<string>;
  start(workload: string): Promise<Started>;
  run(steps: number): Promise<Block>;
  /** One more step, counted. */
  count(): Promise<Counted>;
  /** The most bytes that tensors (within the counted step) or the GPU's buffers held so far. */
  peakBytes(): number;
  /** GFLOP/s of a product of two square matrices of this size; the median of several. */
  productSpeed(size: number): Promise<number>;
}

/** The names that the backend asks for; the SIMD one is all it gets. */
const WASM_FILES = ["", "-simd", "-threaded-simd"].map((kind) => `tfjs-backend-wasm${kind}.wasm`);

const clock = () => performance.now();
const processorTime = () => {
  if (typeof process === "undefined" || !process.cpuUsage) return null;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function read(loss: tf.Scalar): Promise<number> {
  const [value] = await loss.data();
  loss.dispose();
  return value as number;
}

/** The prototypes whose methods reach the GPU, where the host has them. */
const gpuCalls = (): (readonly [object | undefined, string])[] => {
  const host = globalThis as {
    GPUComputePassEncoder?: { prototype: object };
    WebGL2RenderingContext?: { prototype: object };
  };
  return [
    [host.GPUComputePassEncoder?.prototype, "dispatchWorkgroups"],
    [host.WebGL2RenderingContext?.prototype, "drawElements"],
  ];
};

/** How often the GPU was called while `work` ran. */
async function countCalls(work: () => Promise<unknown>): Promise<number> {
  let calls = 0;
  const restore = gpuCalls().flatMap(([prototype, name]) => {
    if (!prototype) return [];
    const methods = prototype as Record<string, (...given: unknown[]) => unknown>;
    const original = methods[name] as (...given: unknown[]) => unknown;
    methods[name] = function (this: unknown, ...given: unknown[]) {
      calls++;
      return original.apply(this, given);
    };
    const restoring = () => {
      methods[name] = original;
    };
    return [restoring];
  });
  try {
    await work();
  } finally {
    for (const each of restore) each();
  }
  return calls;
}

/** What the backend holds in its own memory, free room for reuse included; 0 where it cannot be told. */
function backendBytes(): number {
  const memory = tf.memory() as tf.MemoryInfo & { numBytesInGPUAllocated?: number; numBytesAllocatedInGPU?: number };
  return memory.numBytesInGPUAllocated ?? memory.numBytesAllocatedInGPU ?? 0;
}

async function openStock(backend: BackendKind): Promise<string> {
  if (backend === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (backend === "webgl") tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend)
    throw new Error(`stock ${backend} does not start`);
  return backend;
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
  let peakTensorBytes = 0;
  let peakBackendBytes = 0;
  let before = new Set<tf.Variable>();

  const watchBytes = () => {
    peakTensorBytes = Math.max(peakTensorBytes, tf.memory().numBytes);
    peakBackendBytes = Math.max(peakBackendBytes, backendBytes());
  };
  const step = (): tf.Scalar => {
    if (!training) throw new Error("start() was not called");
    return training.step();
  };

  /** Frees the variables and tensors of the workload before. */
  const clear = () => {
    training = null;
    peakTensorBytes = 0;
    peakBackendBytes = 0;
    const variables = Object.values(tf.engine().registeredVariables).filter((variable) => !before.has(variable));
    tf.dispose(variables);
    before = new Set(Object.values(tf.engine().registeredVariables));
    tf.engine().endScope();
    tf.engine().startScope();
  };

  const begin = async (name: string): Promise<Started> => {
    const workload = workloads[name];
    if (!workload) throw new Error(`no workload is called ${name}`);
    clear();
    const start = clock();
    training = workload[form](workload.sizes);
    const firstLoss = await read(step());
    watchBytes();
    return { backend: tf.getBackend() as BackendKind, firstStepMs: clock() - start, firstLoss };
  };

  return {
    open: async (wanted, backend) => {
      form = wanted;
      opened = backend;
      tf.enableProdMode();
      // One core and SIMD, for both forms.
      tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
      setWasmPaths(Object.fromEntries(WASM_FILES.map((name) => [name, simdBinary])), true);
      tf.engine().startScope();
      if (form === "stock") return openStock(backend);
      const fail = (fault: unknown) => console.error(JSON.stringify(fault));
      const { description } = await openBackend(backend, { onFault: fail, onLost: fail });
      return description;
    },
    start: async (name) => {
      try {
        if (tf.getBackend() !== opened) await tf.setBackend(opened);
        return await begin(name);
      } catch (error) {
        const lacksKernel = /not registered for backend/.test(String(error));
        if (form !== "stock" || tf.getBackend() !== "wasm" || !lacksKernel) throw error;
        await tf.setBackend("cpu");
        return await begin(name);
      }
    },
    run: async (steps) => {
      const [start, processor] = [clock(), processorTime()];
      for (let i = 1; i < steps; i++) step().dispose();
      const last = step();
      const scriptMs = clock() - start;
      const loss = await read(last);
      const processorNow = processorTime();
      const elapsedMs = clock() - start;
      watchBytes();
      const processorMs = processor === null || processorNow === null ? null : processorNow - processor;
      return { steps, loss, elapsedMs, scriptMs, processorMs };
    },
    count: async () => {
      const onGpu = tf.getBackend() === "webgpu" || tf.getBackend() === "webgl";
      const dispatches = await countCalls(async () => read(step()));
      watchBytes();
      if (onGpu) return { kernels: null, dispatches };
      const { kernels, peakBytes } = await tf.profile(() => step());
      peakTensorBytes = Math.max(peakTensorBytes, peakBytes);
      return { kernels: kernels.length, dispatches: null };
    },
    peakBytes: () => Math.max(peakTensorBytes, peakBackendBytes),
    productSpeed: async (size) => {
      const [a, b] = [tf.randomUniform([size, size]), tf.randomUniform([size, size])] as [tf.Tensor2D, tf.Tensor2D];
      const times: number[] = [];
      for (let i = 0; i < 9; i++) {
        const start = processorTime() ?? clock();
        const c = form === "stock" ? tf.matMul(a, b) : matMul(a, b);
        const [corner] = await c.slice([0, 0], [1, 1]).data();
        if (!Number.isFinite(corner)) throw new Error("the product is not finite");
        times.push((processorTime() ?? clock()) - start);
        c.dispose();
      }
      tf.dispose([a, b]);
      return (2 * size ** 3) / (times.sort((x, y) => x - y)[4] as number) / 1e6;
    },
  };
}
