import * as tf from "@tensorflow/tfjs";
import { expect, it } from "vitest";
import { openBackend } from "../../backends/open.ts";
import { countDraws } from "../webgl/testing/draws.ts";
import { countDispatches } from "../webgpu/testing/dispatches.ts";
import { gatedTanh } from "./index.ts";

const note = (fault: unknown) => {
  throw new Error(JSON.stringify(fault));
};

it.each([
  ["webgl", "draw", countDraws],
  ["webgpu", "dispatch", countDispatches],
] as const)("on %s the gatedTanh is one %s, and its gradient one more", async (kind, _, count) => {
  await openBackend(kind, { onFault: note, onLost: note });
  const forward = (x: tf.Tensor) => tf.tidy(() => tf.dispose(gatedTanh(x)));
  const both = (x: tf.Tensor, dy: tf.Tensor) => tf.tidy(() => tf.dispose(tf.grad(gatedTanh)(x, dy)));
  const [x, dy] = [tf.ones([2, 5, 6]), tf.ones([2, 5, 3])];
  // The first call sends its numbers to the device.
  both(x, dy);
  expect(count(() => forward(x))).toBe(1);
  expect(count(() => both(x, dy))).toBe(2);
  tf.dispose([x, dy]);
});
