import * as tf from "@tensorflow/tfjs";
import { afterEach, expect, it } from "vitest";
import { withChanges } from "../config/change.ts";
import { defaultConfig } from "../config/presets.ts";
import { runId } from "../core/brands.ts";
import { closeBackend } from "../engine/index.ts";
import { createStudio } from "./studio.ts";
import { SMALL } from "./testing/small.ts";

afterEach(() => {
  closeBackend("webgpu");
  closeBackend("webgl");
});

/** Tensors, their bytes, and where the backend tells it, the device's. */
function held() {
  const { numTensors, numBytes, ...rest } = tf.memory();
  return { numTensors, numBytes, device: (rest as { numBytesInGPU?: number }).numBytesInGPU };
}

it.each(["webgpu", "webgl"] as const)("nothing grows over 20 steps, samples and validations on %s", async (backend) => {
  const studio = createStudio({
    now: () => performance.now(),
    readerOf: () => async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer()),
  });
  await studio.open({ run: runId(1), config: withChanges(defaultConfig(), SMALL), backend, baseUrl: "/" });
  const round = async (task: number) => {
    await studio.step(20);
    await studio.sample({ task, sampling: {} });
    await studio.trace();
    await studio.checkpoint();
  };
  // The first round passes step 0's validation and fills the device's pool of buffers; the third one's passes step 50.
  await round(1);
  await round(2);
  const before = held();
  await round(3);
  expect(held()).toEqual(before);
  await studio.close();
  expect(tf.memory().numTensors).toBe(0);
});
