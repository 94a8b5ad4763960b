import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../core/random.ts";
import { openBackend } from "../index.ts";
import { type Block, connect, run } from "./block.ts";
import { convolution, convolution1d, downsample, upsample } from "./convolutional.ts";
import { dense, leakyRelu, tanh } from "./dense.ts";

const wasmPaths = fileURLToPath(new URL("../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url));
const fail = (fault: unknown) => expect.fail(JSON.stringify(fault));
const stream = randomStream(7, "blocks");

const CHAINS: readonly (readonly [string, number[], () => Block])[] = [
  ["dense", [5], () => dense({ name: "d", units: 6, stream })],
  ["convolution", [4, 6, 2], () => convolution({ name: "c", filters: 3, stream })],
  ["downsample", [4, 6, 2], () => downsample({ name: "d", filters: 3, stream })],
  ["upsample", [4, 6, 2], () => upsample({ name: "u", filters: 3, stream })],
  ["convolution1d", [7, 2], () => convolution1d({ name: "c", filters: 3, stream })],
];

describe("a chain of blocks on wasm", () => {
  beforeAll(async () => {
    await openBackend("wasm", { wasmPaths, onFault: fail, onLost: fail });
  });

  /** What the chain computes, what its layers compute, and how many kernels run for it. */
  async function both(shape: readonly number[], blocks: readonly Block[]) {
    const input = tf.input({ shape: [...shape] });
    const model = tf.model({ inputs: input, outputs: connect(blocks, input) });
    const size = tf.util.sizeFromShape([3, ...shape]);
    const x = tf.tensor(randomNormals(randomStream(1, "x"), size), [3, ...shape]);
    const expected = await (model.predict(x) as tf.Tensor).data();
    let made = x;
    const { kernels } = await tf.profile(() => {
      made = run(blocks, x);
      return made;
    });
    return { made: await made.data(), expected, kernels: kernels.map(({ name }) => name) };
  }

  it.each(CHAINS)("does a leaky ReLU in the kernel of %s before it", async (_, shape, block) => {
    const plain = await both(shape, [block()]);
    const bent = await both(shape, [block(), leakyRelu("bent")]);
    expect(bent.kernels).toEqual(plain.kernels);
    bent.made.forEach((value, i) => {
      expect(value).toBeCloseTo(bent.expected[i] as number, 5);
    });
    expect(bent.made.some((value, i) => value !== plain.made[i])).toBe(true);
  });

  it("does one by itself that follows another activation, or nothing", async () => {
    const blocks = [
      leakyRelu("first"),
      dense({ name: "d", units: 4, activation: "relu", stream }),
      leakyRelu("second"),
    ];
    const { made, expected, kernels } = await both([5], [...blocks, tanh("last")]);
    expect(kernels.filter((name) => name === "LeakyRelu")).toHaveLength(2);
    made.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 5);
    });
  });
});
