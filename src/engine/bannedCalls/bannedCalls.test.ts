import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { openBackend } from "../backends/open.ts";
import { expectedOneHots, transposedOneHots } from "./testing/oneHots.ts";

const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));

describe.each(["cpu", "wasm"] as const)("on %s", (kind) => {
  beforeAll(async () => {
    await openBackend(kind, { onFault: fail, onLost: fail });
  });

  it("one-hots may be cast to floats and transposed", async () => {
    expect(await transposedOneHots()).toEqual(expectedOneHots);
  });
});

describe("on wasm", () => {
  beforeAll(async () => {
    await openBackend("wasm", { onFault: fail, onLost: fail });
  });

  /** Writes as our optimizers do: into the tensor's memory, under the same data id. */
  function writeInPlace(tensor: tf.Tensor, values: readonly number[]): void {
    const backend = tf.backend() as unknown as {
      typedArrayFromHeap(info: tf.TensorInfo): Float32Array;
    };
    backend.typedArrayFromHeap(tensor).set(values);
  }

  it("a product after a write in place uses the new values, also of a reshaped operand", async () => {
    const left = tf.tensor2d([1, 2], [1, 2]);
    const right = tf.tensor2d([1, 0, 0, 1], [2, 2]);
    const view = right.reshape([4]).reshape([2, 2]) as tf.Tensor2D;
    expect(Array.from(await tf.matMul(left, right).data())).toEqual([1, 2]);
    expect(Array.from(await tf.matMul(left, view).data())).toEqual([1, 2]);
    writeInPlace(right, [0, 3, 5, 0]);
    expect(Array.from(await right.data())).toEqual([0, 3, 5, 0]);
    expect(Array.from(await tf.matMul(left, right).data())).toEqual([10, 3]);
    expect(Array.from(await tf.matMul(left, right, false, true).data())).toEqual([6, 5]);
    tf.dispose([left, right, view]);
  });

  it("a convolution after a write in place uses the new filter", async () => {
    const image = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    const filter = tf.tensor4d([1, 0, 0, 0], [2, 2, 1, 1]);
    expect(Array.from(await tf.conv2d(image, filter, 1, "valid").data())).toEqual([1]);
    writeInPlace(filter, [0, 0, 0, 2]);
    expect(Array.from(await tf.conv2d(image, filter, 1, "valid").data())).toEqual([8]);
    tf.dispose([image, filter]);
  });
});
