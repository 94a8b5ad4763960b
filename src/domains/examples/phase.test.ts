import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, it } from "vitest";
import { phaseShuffle } from "./phase.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const moved = (uniform: number, most = 2) => {
  const x = tf.tensor([0, 10, 20, 30, 40], [1, 1, 5, 1]);
  return [...phaseShuffle(x, { most, axis: 2, uniform: tf.tensor1d([uniform]) }).dataSync()];
};

it("moves by −2 to 2 places, each a fifth of the time, and mirrors what comes in", () => {
  expect(moved(0)).toEqual([20, 10, 0, 10, 20]);
  expect(moved(0.3)).toEqual([10, 0, 10, 20, 30]);
  expect(moved(0.5)).toEqual([0, 10, 20, 30, 40]);
  expect(moved(0.7)).toEqual([10, 20, 30, 40, 30]);
  expect(moved(0.99)).toEqual([20, 30, 40, 30, 20]);
});

it("leaves what has no room as it is", () => {
  const one = tf.tensor([7], [1, 1, 1, 1]);
  expect(phaseShuffle(one, { most: 2, axis: 2, uniform: tf.tensor1d([0.1]) })).toBe(one);
  expect(moved(0, 0)).toEqual([0, 10, 20, 30, 40]);
});

it("gives back a gradient where it took from", () => {
  const x = tf.tensor([1, 2, 3, 4], [1, 1, 4, 1]);
  const slope = tf.grad((y) =>
    phaseShuffle(y, { most: 1, axis: 2, uniform: tf.tensor1d([0.99]) })
      .slice([0, 0, 0, 0], [1, 1, 1, 1])
      .sum(),
  )(x);
  expect([...slope.dataSync()]).toEqual([0, 1, 0, 0]);
});
