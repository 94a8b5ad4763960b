import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { outlive } from "./native.ts";

describe("a tensor that outlives its scope", () => {
  beforeAll(() => tf.setBackend("cpu"));

  it("is there until the scope around ends, and then gone", () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      let made: tf.Tensor | undefined;
      tf.tidy(() => {
        made = outlive(tf.tensor1d([1, 2]));
        tf.tensor1d([3]);
      });
      expect([...(made as tf.Tensor).dataSync()]).toEqual([1, 2]);
      expect(tf.memory().numTensors).toBe(before + 1);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it("is handed on when the scope around returns it", () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const made = tf.tidy(() => {
        let inner: tf.Tensor | undefined;
        tf.tidy(() => {
          inner = outlive(tf.scalar(5));
        });
        return inner as tf.Tensor;
      });
      expect(made.dataSync()[0]).toBe(5);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
