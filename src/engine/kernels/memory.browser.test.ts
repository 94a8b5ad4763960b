import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { makeSmallNetwork } from "../backends/smallNetwork.ts";

const faults: unknown[] = [];
const note = (fault: unknown) => faults.push(fault);

/** Bytes that the GPU's backend has asked the device for, in use or kept for reuse. */
function deviceBytes(): number {
  const memory = tf.memory() as unknown as { numBytesAllocatedInGPU?: number; numBytesInGPUAllocated?: number };
  return memory.numBytesAllocatedInGPU ?? memory.numBytesInGPUAllocated ?? Number.NaN;
}

describe.each(["webgl", "webgpu"] as const)("training on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, { onFault: note, onLost: note });
  });

  it("holds as many tensors and device bytes after eight steps as after two, and learns", async () => {
    const outside = tf.memory().numTensors;
    const network = makeSmallNetwork({ batch: 4, time: 6, vocabulary: 11, embeddingWidth: 5, units: 16 });
    const step = async () => {
      const loss = network.step();
      const [value] = await loss.data();
      loss.dispose();
      return value as number;
    };
    const first = await step();
    await step();
    const [tensors, bytes] = [tf.memory().numTensors, deviceBytes()];
    expect(bytes).toBeGreaterThan(0);
    let last = first;
    for (let i = 0; i < 6; i++) last = await step();
    expect(tf.memory().numTensors).toBe(tensors);
    expect(deviceBytes()).toBe(bytes);
    expect(last).toBeLessThan(first);
    network.dispose();
    expect(tf.memory().numTensors).toBe(outside);
    expect(faults).toEqual([]);
  });

  it("gives the same losses to the last bit when it is begun again", async () => {
    const curve = async () => {
      const network = makeSmallNetwork({ batch: 8, time: 5, vocabulary: 13, embeddingWidth: 9, units: 33 });
      const losses: number[] = [];
      for (let i = 0; i < 4; i++) {
        const loss = network.step();
        losses.push((await loss.data())[0] as number);
        loss.dispose();
      }
      network.dispose();
      return losses;
    };
    const first = await curve();
    expect(new Set(first).size).toBe(4);
    expect(await curve()).toEqual(first);
  });
});
