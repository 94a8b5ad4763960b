import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomNormals, randomStream } from "../../../core/random.ts";
import { openBackend } from "../../backends/open.ts";
import { gelu } from "../gelu/index.ts";
import { geluReference } from "../gelu/reference.ts";
import { matMul } from "../matMul/index.ts";
import { adamUpdate } from "../optimizers/index.ts";
import { countDraws } from "./testing/draws.ts";

const note = (fault: unknown) => {
  throw new Error(JSON.stringify(fault));
};

beforeAll(async () => {
  await openBackend("webgl", { onFault: note, onLost: note });
});

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
const normals = (shape: readonly number[]) => randomNormals(randomStream(3, String(shape)), sizeOf(shape));

/** The same numbers, brought into a texture in different ways. */
const origins: Readonly<Record<string, (shape: number[]) => tf.Tensor>> = {
  uploaded: (shape) => tf.tensor(normals(shape), shape),
  "packed by a stock sum": (shape) => tf.add(tf.tensor(normals(shape), shape), tf.zeros(shape)),
  "packed and reshaped": (shape) => {
    const flat = tf.tensor(normals(shape), [1, sizeOf(shape)]);
    return tf.add(flat, tf.zeros([1, sizeOf(shape)])).reshape(shape);
  },
  "a slice of a larger one": (shape) => {
    const all = [...randomNormals(randomStream(4, "before"), sizeOf(shape)), ...normals(shape)];
    const [first = 1, ...rest] = shape;
    // The larger one is on the device before it is cut.
    const larger = tf.tensor(all, [2 * first, ...rest]);
    matMul(larger.reshape([1, -1]), larger.reshape([-1, 1]));
    return tf.slice(larger, [first, ...rest.map(() => 0)], shape);
  },
};

const shapes = [[1], [4], [7], [5, 3], [2, 3, 5], [3, 4, 2], [2, 3, 5, 7], [20_001]];

describe.each(Object.entries(origins))("a tensor that was %s", (_, make) => {
  it.each(shapes.map((shape) => [String(shape), shape] as const))("is read as what it is, [%s]", async (_, shape) => {
    const [found, wanted] = tf.tidy(() => {
      const x = make([...shape]);
      return [gelu(x), geluReference(tf.tensor(normals(shape), [...shape]))] as const;
    });
    const [values, expected] = [await found.data(), await wanted.data()];
    tf.dispose([found, wanted]);
    expect(found.shape).toEqual(shape);
    expect(Math.max(...values.map((value, i) => Math.abs(value - (expected[i] as number))))).toBeLessThan(1e-5);
  });

  it("is an operand as what it is, however it is turned", async () => {
    const failures: string[] = [];
    for (const [rows, columns] of [
      [5, 3],
      [6, 4],
      [1, 9],
    ] as const) {
      for (const transposeA of [false, true]) {
        const [found, wanted] = tf.tidy(() => {
          const x = make([rows, columns]) as tf.Tensor2D;
          const plain = tf.tensor2d(normals([rows, columns]), [rows, columns]);
          const transposeB = !transposeA;
          return [matMul(x, x, { transposeA, transposeB }), tf.matMul(plain, plain, transposeA, transposeB)] as const;
        });
        const [values, expected] = [await found.data(), await wanted.data()];
        tf.dispose([found, wanted]);
        const off = Math.max(...values.map((value, i) => Math.abs(value - (expected[i] as number))));
        if (!(off < 1e-4)) failures.push(`${rows}×${columns}, ${transposeA}: ${off}`);
      }
    }
    expect(failures).toEqual([]);
  });
});

it("a step of Adam is one draw for each weight, at any learning rate", () => {
  const [variable, firstMoment, secondMoment] = [1, 2, 3].map(() => tf.variable(tf.zeros([5, 3]))) as [
    tf.Variable,
    tf.Variable,
    tf.Variable,
  ];
  const gradient = tf.add(tf.ones([5, 3]), tf.zeros([5, 3]));
  const step = (learningRate: number) =>
    adamUpdate(
      variable,
      gradient,
      { firstMoment, secondMoment },
      {
        ...{ learningRate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1 },
      },
    );
  step(0.1);
  expect(countDraws(() => step(0.2))).toBe(1);
  expect(countDraws(() => step(0.3))).toBe(1);
  tf.dispose([variable, firstMoment, secondMoment, gradient]);
});
