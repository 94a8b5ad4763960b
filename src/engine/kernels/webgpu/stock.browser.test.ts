import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../../core/random.ts";
import { openBackend } from "../../backends/open.ts";
import { parityFailures } from "../parity.ts";
import { stockParity } from "../wasm/parity.ts";

const faults: unknown[] = [];
const note = (fault: unknown) => faults.push(fault);

beforeAll(async () => {
  await openBackend("webgpu", { onFault: note, onLost: note });
});

afterEach(() => {
  expect(faults).toEqual([]);
});

const convolutions = stockParity.filter(({ name }) => /^(dilated |fused )?conv[12]d/.test(name));

describe("stock convolutions on our kernels", () => {
  it.each(convolutions.map((each) => [each.name, each] as const))("%s agrees with the processor", async (_, each) => {
    expect(await parityFailures(each, "webgpu")).toEqual([]);
  });

  it("the gradient of a filter is the same to the last bit each time, over many parts", async () => {
    const draw = (name: string, shape: [number, number, number, number]) =>
      tf.tensor4d(randomNormals(randomStream(2, name), tf.util.sizeFromShape(shape)), shape);
    const [x, filter] = [draw("x", [8, 24, 24, 3]), draw("filter", [3, 3, 3, 4])];
    const runs: number[][] = [];
    for (let run = 0; run < 3; run++) {
      const gradient = tf.tidy(() =>
        tf.grad((f: tf.Tensor) => tf.sum(tf.square(tf.conv2d(x, f as tf.Tensor4D, 1, "same"))))(filter),
      );
      runs.push(Array.from(await gradient.data()));
      gradient.dispose();
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
    tf.dispose([x, filter]);
  });
});

it("adds up more tensors than a shader may read", async () => {
  const tensors = Array.from({ length: 20 }, (_, i) => tf.tensor1d([i, 2 * i, -i]));
  const tensorsBefore = tf.memory().numTensors;
  const sum = tf.addN(tensors);
  expect(Array.from(await sum.data())).toEqual([190, 380, -190]);
  sum.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
  tf.dispose(tensors);
});

it("writes from the processor into no buffer that commands still to be sent read", async () => {
  // Of fewer numbers the backend would take care on the processor.
  const filled = (value: number) => tf.tensor1d(new Float32Array(2_000).fill(value));
  const doubled = tf.tidy(() => tf.mul(filled(1), 2));
  const moved = tf.tidy(() => tf.add(filled(10), 1));
  expect(new Set(await doubled.data())).toEqual(new Set([2]));
  expect(new Set(await moved.data())).toEqual(new Set([11]));
  tf.dispose([doubled, moved]);
});
