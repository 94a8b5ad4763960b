import type * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { InklingError } from "../../../core/errors.ts";
import type { Attributes, Inputs } from "../inputs.ts";
import { type Arithmetic, exactModule, withFusedProducts } from "./fused.ts";
import { Ports, type Watcher } from "./ports.ts";
import { isShared, withSharedMemory } from "./sharedMemory.ts";
import { startThreads, type Threads } from "./threads.ts";

export { type Attributes, given, type Inputs } from "../inputs.ts";

const MEBIBYTE = 2 ** 20;
/** Bytes of a line of the cache, and how many numbers it holds: threads that write to the same line wait for each other. */
const LINE = 64;
export const NUMBERS_OF_LINE = LINE / 4;

type Address = number;
type Numbers = (...values: number[]) => void;

/** What ./assembly exports. Every argument is a number: an address, a size, or a float. */
interface AssemblyKernels {
  readonly activateAll: Numbers;
  readonly activationGradient: Numbers;
  readonly adamUpdate: Numbers;
  readonly attentionBackward: Numbers;
  readonly attentionBackwardScratch: (keys: number, depth: number) => number;
  readonly attentionForward: Numbers;
  readonly attentionForwardScratch: (keys: number, depth: number) => number;
  readonly columnSums: Numbers;
  readonly convolutionScratch: (images: number, outChannels: number) => number;
  readonly convolutionShape: Numbers;
  readonly convolve: Numbers;
  readonly convolveFilterGradient: Numbers;
  readonly convolveInputGradient: Numbers;
  readonly depthwiseGradient: Numbers;
  readonly copyRows: Numbers;
  readonly crossEntropyBackward: Numbers;
  readonly crossEntropyForward: Numbers;
  readonly expAll: Numbers;
  readonly inputGradientScratch: (images: number, outChannels: number) => number;
  readonly firstOutside: (indices: Address, count: number, rows: number) => number;
  readonly gatherRows: Numbers;
  readonly gaussianDrawBackward: Numbers;
  readonly gaussianDrawForward: Numbers;
  readonly gaussianKlBackward: Numbers;
  readonly gaussianKlForward: Numbers;
  readonly gatedTanhBackward: Numbers;
  readonly gatedTanhForward: Numbers;
  readonly geluBackward: Numbers;
  readonly geluForward: Numbers;
  readonly gruBackward: Numbers;
  readonly gruBeforeBackward: Numbers;
  readonly gruBeforeForward: Numbers;
  readonly gruForward: Numbers;
  readonly log1pAll: Numbers;
  readonly logAll: Numbers;
  readonly lastRows: Numbers;
  readonly lstmBackward: Numbers;
  readonly lstmForward: Numbers;
  readonly momentumUpdate: Numbers;
  readonly normalizationBackward: Numbers;
  readonly normalizationForward: Numbers;
  readonly normalizationScratch: (channels: number) => number;
  readonly normals: Numbers;
  readonly previousStates: Numbers;
  readonly product: Numbers;
  readonly productBatch: Numbers;
  readonly productScratch: (M: number, N: number, K: number, transposeA: number) => number;
  readonly recurrentBackwardScratch: (B: number, H: number) => number;
  readonly recurrentForwardScratch: (B: number, H: number) => number;
  readonly resetStates: Numbers;
  readonly rmsPropUpdate: Numbers;
  readonly scatterAddRows: Numbers;
  readonly sgdUpdate: Numbers;
  readonly sigmoidCrossEntropyBackward: Numbers;
  readonly sigmoidCrossEntropyForward: Numbers;
  readonly simpleBackward: Numbers;
  readonly simpleForward: Numbers;
  readonly softplusAll: Numbers;
  readonly squareSum: (x: Address, count: number) => number;
  readonly tanhAll: Numbers;
  readonly transpose: Numbers;
  readonly uniforms: Numbers;
}

/** The memory and its allocator behind the backend's tensors, which its types leave out. */
interface Allocator {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): Address;
  _free(address: Address): void;
}

/** Kernels that work nothing, but say how much room others need. */
const ASKS = /Scratch$/;

/** A kernel with its arguments. */
export type Call = readonly [kernel: keyof AssemblyKernels, ...values: number[]];

const installed = new WeakMap<object, Wasm>();

/**
 * Puts our module on the memory of this backend, once; what it reads and writes are TensorFlow.js' own tensors. Where that
 * memory is shared, `threads` of them work on it, this one included. `fused` needs {@link canFuse}.
 */
export async function instantiate(backend: BackendWasm, threads: number, arithmetic: Arithmetic): Promise<void> {
  if (installed.has(backend)) return;
  const { memory } = (backend.wasm as unknown as { asm: { memory: WebAssembly.Memory } }).asm;
  const alone = arithmetic === "fused" ? withFusedProducts(exactModule()) : exactModule();
  const shared = isShared(memory);
  const module = await WebAssembly.compile(shared ? withSharedMemory(alone) : alone);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const kernels = instance.exports as unknown as AssemblyKernels;
  const others = shared && threads > 1 ? startThreads(threads, module, memory, instance) : null;
  installed.set(backend, new Wasm(backend, kernels, others));
  if (!others) return;
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    others.stop();
    dispose();
  };
}

/** How many threads work for this backend, the one that asks included. */
export function threadsOf(backend: object): number {
  return installed.get(backend)?.threadCount ?? 1;
}

/** Our view of a backend. Throws where `instantiate` was not called for it. */
export function wasmOf(backend: unknown): Wasm {
  const wasm = installed.get(backend as BackendWasm);
  if (!wasm) throw new Error("installWasmKernels() was not called after this backend was opened");
  return wasm;
}

/** Items that a kernel works through, and can work through in parts. */
interface Spread {
  readonly count: number;
  /** Floating-point operations of all of them, about; a part of few is not worth another thread. */
  readonly work: number;
  /** Parts begin at multiples of this. */
  readonly multiple?: number;
  /** Bytes that a part of `size` items needs to work in. */
  readonly scratch?: (size: number) => number;
}

/** About 100 microseconds of one core: a few times what it takes to wake another. */
const WORTH_A_THREAD = 4_000_000;

/** The backend as a kernel sees it: our functions, addresses of tensors, new tensors, and room to work in. */
export class Wasm {
  /** While a step is noted, each tells of its calls. */
  kernels: AssemblyKernels;
  readonly backend: BackendWasm;
  readonly ports: Ports;
  /** Null on one core. */
  private readonly threads: Threads | null;
  private readonly quiet: AssemblyKernels;

  constructor(backend: BackendWasm, kernels: AssemblyKernels, threads: Threads | null) {
    this.backend = backend;
    this.kernels = kernels;
    this.quiet = kernels;
    this.threads = threads;
    this.ports = new Ports(backend);
  }

  /** Does `work` and tells `watcher` of every call, in order. */
  watched(watcher: Watcher, work: () => void): void {
    const telling = Object.entries(this.quiet).map(([name, run]): [string, unknown] =>
      typeof run !== "function" || ASKS.test(name)
        ? [name, run]
        : [name, (...values: number[]) => watcher.kernel(name, run as Numbers, values)],
    );
    this.kernels = Object.fromEntries(telling) as unknown as AssemblyKernels;
    this.ports.watcher = watcher;
    try {
      work();
    } finally {
      this.ports.watcher = null;
      this.kernels = this.quiet;
    }
  }

  get threadCount(): number {
    return this.threads?.count ?? 1;
  }

  /**
   * Works through `count` items in as many parts as there are threads for; `callsOf` tells what a part calls, in order. No two
   * parts write to the same place, and what an item gives does not depend on its part: the bits are the same on any number of
   * cores.
   */
  spread(
    { count, work, multiple = 1, scratch }: Spread,
    callsOf: (first: number, size: number, room: Address) => readonly Call[],
  ): void {
    if (count === 0) return;
    const worth = Math.min(Math.floor(work / WORTH_A_THREAD), Math.ceil(count / multiple));
    const most = worth > 1 && this.threads ? Math.min(worth, this.threads.count) : 1;
    const division = (parts: number) => {
      const size = parts > 1 ? Math.min(count, multiple * Math.ceil(count / multiple / parts)) : count;
      const bytes = scratch ? LINE * Math.ceil(scratch(size) / LINE) : 0;
      return { size, bytes, all: bytes * Math.ceil(count / size) };
    };
    const partsOf = (parts: number, room: Address) => {
      const { size, bytes } = division(parts);
      const each: (readonly Call[])[] = [];
      for (let first = 0; first < count; first += size) {
        each.push(callsOf(first, Math.min(size, count - first), room + each.length * bytes));
      }
      return each;
    };
    const { watcher } = this.ports;
    if (watcher && most > 1) {
      // How many parts pay is another thing at every replay.
      const numbers = Array.from({ length: most }, (_, i) => i + 1);
      this.lend(Math.max(...numbers.map((parts) => division(parts).all)), (room) => {
        const variants = numbers.map((parts) => partsOf(parts, room));
        watcher.parts(variants, () => this.together(variants[this.paying(most) - 1] as (readonly Call[])[]));
      });
      return;
    }
    const parts = this.paying(most);
    this.lend(division(parts).all, (room) => this.together(partsOf(parts, room)));
  }

  /** Does `work` and tells nobody. */
  quietly(work: () => void): void {
    const { kernels, ports } = this;
    const { watcher } = ports;
    this.kernels = this.quiet;
    ports.watcher = null;
    try {
      work();
    } finally {
      this.kernels = kernels;
      ports.watcher = watcher;
    }
  }

  /** Into how many parts, of at most so many, work is best divided now. */
  private paying(most: number): number {
    return most > 1 && this.threads ? Math.min(most, this.threads.paying()) : 1;
  }

  private together(parts: readonly (readonly Call[])[]): void {
    const [alone] = parts;
    if (alone && parts.length === 1) this.call(alone);
    else this.threads?.run(parts);
  }

  private lend(bytes: number, work: (address: Address) => void): void {
    if (bytes === 0) work(0);
    else this.scratch(bytes, work);
  }

  private call(calls: readonly Call[]): void {
    for (const [kernel, ...values] of calls) (this.kernels[kernel] as Numbers)(...values);
  }

  /** Work on the memory in JavaScript; `values` say all that it depends on. */
  script(name: string, values: readonly number[], work: () => void): void {
    if (this.ports.watcher) this.ports.watcher.script(name, values, work);
    else work();
  }

  /** Makes tensors whose numbers are the same whenever it is called. */
  constant<T>(make: () => T): T {
    return this.ports.watcher ? this.ports.watcher.constant(make) : make();
  }

  /** Where a tensor lies; 0 for one that is not there. */
  address(tensor: tf.TensorInfo | undefined): Address {
    return tensor ? this.backend.dataIdMap.get(tensor.dataId).memoryOffset : 0;
  }

  /** A new tensor, not cleared. */
  output(shape: readonly number[], dtype: tf.DataType = "float32"): tf.TensorInfo {
    const output = this.backend.makeOutput([...shape], dtype);
    this.allocated(this.address(output), 4 * sizeOf(shape));
    return output;
  }

  scalar(value: number): tf.TensorInfo {
    return this.backend.makeOutput([], "float32", undefined, new Float32Array([value]));
  }

  /** Another name for the same data. */
  alias(tensor: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
    this.backend.incRef(tensor.dataId);
    return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype };
  }

  dispose(tensor: tf.TensorInfo): void {
    this.backend.disposeData(tensor.dataId);
  }

  /** Lends `bytes` of memory to `work`, from the beginning of a line of the cache on. */
  scratch(bytes: number, work: (address: Address) => void): void {
    // An address above 2 GiB comes back negative.
    const memory = this.backend.wasm as unknown as Allocator;
    const address = this.allocated(memory._malloc(bytes + LINE) >>> 0, bytes);
    try {
      work(Math.ceil(address / LINE) * LINE);
    } finally {
      memory._free(address);
    }
  }

  /** The stock backend goes on at address 0 when its memory is full, and writes over everything there. */
  allocated(address: Address, bytes: number): Address {
    if (address > 0) return address;
    const limit = (this.backend.wasm as unknown as Allocator).HEAPU8.byteLength / MEBIBYTE;
    const megabytes = Math.ceil(limit + bytes / MEBIBYTE);
    throw new InklingError("tooLarge", { megabytes, limit: Math.floor(limit) });
  }

  /**
   * After a write in place: makes stock kernels forget what they packed from the old values (they cache by tensor id:
   * matMul, conv2d, depthwiseConv2d, prelu).
   */
  written(tensor: tf.TensorInfo): void {
    const { id, memoryOffset } = this.backend.dataIdMap.get(tensor.dataId);
    this.ports.watcher?.refuse("writes");
    this.ports.forget(id);
    this.ports.register(id, sizeOf(tensor.shape), memoryOffset);
  }
}

export function sizeOf(shape: readonly number[]): number {
  let product = 1;
  for (const size of shape) product *= size;
  return product;
}

/** Operations that a bent function takes for each number, about. */
const BENT = 30;

/** A pass over `rows` rows of every tensor, whatever their widths; `callOf` gets where they begin, and how many rows follow. */
export function spreadRows(
  wasm: Wasm,
  tensors: readonly tf.TensorInfo[],
  rows: number,
  callOf: (addresses: number[], count: number) => Call,
): void {
  const sizes = tensors.map(({ shape }) => sizeOf(shape));
  wasm.spread({ count: rows, multiple: NUMBERS_OF_LINE, work: BENT * (sizes[0] as number) }, (first, count) => [
    callOf(
      tensors.map((tensor, i) => wasm.address(tensor) + 4 * first * ((sizes[i] as number) / rows)),
      count,
    ),
  ]);
}

/** A pass over every element of tensors of the same size; `callOf` gets where they begin, and how many elements follow. */
export function spreadElements(
  wasm: Wasm,
  tensors: readonly tf.TensorInfo[],
  callOf: (addresses: number[], count: number) => Call,
): void {
  spreadRows(wasm, tensors, sizeOf((tensors[0] as tf.TensorInfo).shape), callOf);
}

/** A kernel of the wasm backend; `run` gets our view of the backend. */
export function wasmKernel(
  kernelName: string,
  run: (wasm: Wasm, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): tf.KernelConfig {
  return {
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs, backend }) => run(wasmOf(backend), inputs as Inputs, (attrs ?? {}) as Attributes),
  };
}
