import type * as tf from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { InklingError } from "../../../core/errors.ts";
import { moduleBase64 } from "./module.generated.ts";

const MEBIBYTE = 2 ** 20;
/** Bytes of a line of the cache. */
const LINE = 64;

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
  readonly productBatch: Numbers;
  readonly productScratch: (M: number, N: number, K: number, transposeA: number) => number;
  readonly recurrentBackwardScratch: (B: number, T: number, H: number) => number;
  readonly recurrentForwardScratch: (B: number, H: number) => number;
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

const instances = new WeakMap<object, AssemblyKernels>();

/** Puts our module on the memory of this backend, once; what it reads and writes are TensorFlow.js' own tensors. */
export async function instantiate(backend: BackendWasm): Promise<void> {
  if (instances.has(backend)) return;
  const { memory } = (backend.wasm as unknown as { asm: { memory: WebAssembly.Memory } }).asm;
  const binary = Uint8Array.from(atob(moduleBase64), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  instances.set(backend, instance.exports as unknown as AssemblyKernels);
}

/** The backend as a kernel sees it: our functions, addresses of tensors, new tensors, and room to work in. */
export class Wasm {
  readonly kernels: AssemblyKernels;
  readonly backend: BackendWasm;

  constructor(backend: unknown) {
    this.backend = backend as BackendWasm;
    const kernels = instances.get(this.backend);
    if (!kernels) throw new Error("installWasmKernels() was not called after this backend was opened");
    this.kernels = kernels;
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
  private allocated(address: Address, bytes: number): Address {
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
    this.backend.wasm.tfjs.disposeData(id);
    this.backend.wasm.tfjs.registerTensor(id, sizeOf(tensor.shape), memoryOffset);
  }
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

export type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;
export type Attributes = Readonly<Record<string, unknown>>;

/** A kernel of the wasm backend; `run` gets our view of the backend. */
export function wasmKernel(
  kernelName: string,
  run: (wasm: Wasm, inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[],
): tf.KernelConfig {
  return {
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs, backend }) => run(new Wasm(backend), inputs as Inputs, (attrs ?? {}) as Attributes),
  };
}

/** An input that is always given. */
export function given(inputs: Inputs, name: string): tf.TensorInfo {
  const tensor = inputs[name];
  if (!tensor) throw new Error(`Kernel input ${name} is missing`);
  return tensor;
}
