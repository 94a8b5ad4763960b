import { describe, expect, it } from "vitest";
import { BufferPool } from "./bufferPool.ts";

const TENSOR = 0x8c;

function makePool() {
  const destroyed: object[] = [];
  const createBuffer = ({ size, usage }: GPUBufferDescriptor) => {
    const buffer = { size, usage, destroy: () => destroyed.push(buffer) };
    return buffer;
  };
  return { pool: new BufferPool({ createBuffer } as unknown as GPUDevice), destroyed };
}

describe("the pool of buffers", () => {
  it("gives the oldest free buffer of the size and usage, in whatever order they were freed", () => {
    const { pool } = makePool();
    const [a, b, c] = [0, 1, 2].map(() => pool.acquireBuffer(64, TENSOR)) as [GPUBuffer, GPUBuffer, GPUBuffer];
    for (const buffer of [b, c, a]) pool.releaseBuffer(buffer);
    expect([0, 1, 2].map(() => pool.acquireBuffer(64, TENSOR))).toEqual([a, b, c]);
    pool.releaseBuffer(a);
    expect(pool.acquireBuffer(32, TENSOR)).not.toBe(a);
    expect(pool.acquireBuffer(64, 0x9)).not.toBe(a);
    expect(pool.acquireBuffer(64, TENSOR)).toBe(a);
  });

  it("gives a buffer to write at once only when the commands that may use it have been sent off", () => {
    const { pool } = makePool();
    const a = pool.acquireBuffer(64, TENSOR);
    pool.releaseBuffer(a);
    const fresh = pool.acquireToWrite(64, TENSOR);
    expect(fresh).not.toBe(a);
    pool.noteSent();
    expect(pool.acquireToWrite(64, TENSOR)).toBe(a);
    expect(pool.acquireToWrite(64, TENSOR)).not.toBe(fresh);
  });

  it("counts what is used and what is allocated, and destroys what is not to be used again", () => {
    const { pool, destroyed } = makePool();
    const [a, b] = [pool.acquireBuffer(64, TENSOR), pool.acquireBuffer(16, TENSOR, true, false)];
    expect([pool.numBytesUsed, pool.numBytesAllocated, pool.getNumUsedBuffers()]).toEqual([80, 80, 2]);
    pool.releaseBuffer(a);
    pool.releaseBuffer(b, false);
    expect([pool.numBytesUsed, pool.numBytesAllocated]).toEqual([0, 64]);
    expect([pool.getNumUsedBuffers(), pool.getNumFreeBuffers()]).toEqual([0, 1]);
    expect(destroyed).toEqual([b]);
    pool.dispose();
    expect(destroyed).toEqual([b, a]);
    expect(pool.numBytesAllocated).toBe(0);
  });
});
