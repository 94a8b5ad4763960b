/**
 * Buffers for the backend in place of its own pool. A buffer is free again as soon as its tensor is gone, since the queue
 * works in order; and of the free ones the oldest is given, so that every step of training gets the same buffers for the
 * same tensors, and groups of bindings made for one step serve all that follow.
 */
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

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  acquireBuffer(size: number, usage: GPUBufferUsageFlags, mappedAtCreation = false, reuse = true): GPUBuffer {
    let buffer = reuse ? this.#free.get(`${size}_${usage}`)?.pop() : undefined;
    if (!buffer) {
      buffer = this.#device.createBuffer({ size, usage, mappedAtCreation });
      this.numBytesAllocated += size;
      // In order of age.
      numberOf(buffer);
    }
    this.#used.add(buffer);
    this.numBytesUsed += size;
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

/** What the queue has yet to send keeps nothing from being freed. */
const ownsNothing = { add: () => {}, has: () => false };

/** Gives a backend that holds no tensors yet such a pool. */
export function installBufferPool(backend: WebGPUBackend): void {
  Object.assign(backend, { bufferManager: new BufferPool(backend.device) });
  // The backend sets a new one with every submission.
  Object.defineProperty(backend, "commandQueueOwnedIds", { get: () => ownsNothing, set: () => {} });
}
