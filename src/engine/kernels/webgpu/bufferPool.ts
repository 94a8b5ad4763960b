/**
 * Buffers for the backend in place of its own pool. A buffer is free again as soon as its tensor is gone, since the queue
 * works in order; and of the free ones the oldest is given, so that every step of training gets the same buffers for the
 * same tensors, and groups of bindings made for one step serve all that follow. What comes from the processor is written
 * by the queue, where the backend makes, maps and throws away a buffer for each tensor: up to half a millisecond on a GPU.
 */
import type { DataType, TypedArray } from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { numberOf } from "./pipelines.ts";

/** The part of the backend's own pool that the backend uses. */
export class BufferPool {
  numBytesUsed = 0;
  numBytesAllocated = 0;
  readonly #device: GPUDevice;
  /** By size and usage, the oldest last. */
  readonly #free = new Map<string, GPUBuffer[]>();
  readonly #used = new Set<GPUBuffer>();
  /** How often commands were sent off, and how often before a buffer was last released. */
  #sent = 0;
  readonly #releasedAt = new WeakMap<GPUBuffer, number>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false, reuse = true): GPUBuffer {
    const buffer = reuse ? this.#free.get(`${size}_${usage}`)?.pop() : undefined;
    return this.#use(buffer ?? this.#create(size, usage, mappedAtCreation));
  }

  /** A buffer that no command uses which is still to be sent: the queue writes at once. */
  acquireToWrite(size: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const free = this.#free.get(`${size}_${usage}`) ?? [];
    const place = free.findLastIndex((buffer) => (this.#releasedAt.get(buffer) ?? 0) < this.#sent);
    const [buffer] = place < 0 ? [] : free.splice(place, 1);
    return this.#use(buffer ?? this.#create(size, usage));
  }

  /** Commands were sent off. */
  noteSent(): void {
    this.#sent++;
  }

  #create(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false): GPUBuffer {
    const buffer = this.#device.createBuffer({ size, usage, mappedAtCreation });
    this.numBytesAllocated += size;
    // In order of age.
    numberOf(buffer);
    return buffer;
  }

  #use(buffer: GPUBuffer): GPUBuffer {
    this.#used.add(buffer);
    this.numBytesUsed += buffer.size;
    return buffer;
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    if (!this.#used.delete(buffer)) return;
    const { size, usage } = buffer;
    this.numBytesUsed -= size;
    if (!reuse) {
      buffer.destroy();
      this.numBytesAllocated -= size;
      return;
    }
    this.#releasedAt.set(buffer, this.#sent);
    const key = `${size}_${usage}`;
    let free = this.#free.get(key);
    if (!free) {
      free = [];
      this.#free.set(key, free);
    }
    let place = free.length;
    while (place > 0 && numberOf(free[place - 1] as GPUBuffer) < numberOf(buffer)) place--;
    free.splice(place, 0, buffer);
  }

  getNumUsedBuffers(): number {
    return this.#used.size;
  }

  getNumFreeBuffers(): number {
    return [...this.#free.values()].reduce((sum, { length }) => sum + length, 0);
  }

  dispose(): void {
    for (const buffer of [...this.#used, ...[...this.#free.values()].flat()]) buffer.destroy();
    this.#used.clear();
    this.#free.clear();
    this.numBytesUsed = 0;
    this.numBytesAllocated = 0;
  }
}

/** What the public type of the backend leaves out. */
interface OpenBackend {
  readonly tensorMap: {
    get(id: object): { dtype: DataType; shape: number[]; values: TypedArray | null; resource?: GPUBuffer | null };
  };
}

/** GPUBufferUsage.STORAGE | COPY_SRC | COPY_DST, as the backend has it for tensors. */
const TENSOR_USAGE = 0x80 | 0x4 | 0x8;

/** Gives a backend that holds no tensors yet such a pool. */
export function installBufferPool(backend: WebGPUBackend): void {
  const pool = new BufferPool(backend.device);
  // The backend keeps here what must not be freed before it is sent, and sets a new one with every submission.
  const ownsNothing = { add: () => {}, has: () => false };
  Object.defineProperty(backend, "commandQueueOwnedIds", { get: () => ownsNothing, set: () => pool.noteSent() });
  const open = backend as unknown as OpenBackend;
  Object.assign(backend, {
    bufferManager: pool,
    uploadToGPU: (id: object) => {
      const data = open.tensorMap.get(id);
      if (data.resource) return;
      const { dtype, values } = data;
      const size = (dtype === "complex64" ? 8 : 4) * data.shape.reduce((product, length) => product * length, 1);
      if (!values) {
        data.resource = pool.acquireBuffer(size, TENSOR_USAGE);
        return;
      }
      const fits = dtype === "float32" ? values instanceof Float32Array : values instanceof Int32Array;
      const numbers = fits ? values : dtype === "float32" ? Float32Array.from(values) : Int32Array.from(values);
      data.resource = pool.acquireToWrite(size, TENSOR_USAGE);
      backend.device.queue.writeBuffer(data.resource, 0, numbers as TypedArray & BufferSource);
      // From here on the device alone knows them.
      data.values = null;
    },
  });
}
