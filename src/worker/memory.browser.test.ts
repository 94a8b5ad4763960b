import * as tf from "@tensorflow/tfjs";
import { afterEach, expect, it } from "vitest";
import { withChanges } from "../catalog/change.ts";
import { defaultConfig } from "../catalog/presets.ts";
import { runId } from "../core/brands.ts";
import { closeBackend } from "../engine/index.ts";
import { SMALL } from "./testing/small.ts";
import { createWorkerApi } from "./workerApi.ts";

afterEach(() => {
  closeBackend("webgpu");
  closeBackend("webgl");
});

/** Tensors, their bytes, and where the backend tells it, the device's. */
function held() {
  const { numTensors, numBytes, ...rest } = tf.memory();
  return { numTensors, numBytes, device: (rest as { numBytesInGPU?: number }).numBytesInGPU };
}

it.each(["webgpu", "webgl"] as const)("nothing grows over steps, samples and validations on %s", async (backend) => {
  const api = createWorkerApi({
    now: () => performance.now(),
    readerOf: () => async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer()),
  });
  await api.open({ run: runId(1), config: withChanges(defaultConfig(), SMALL), backend, baseUrl: "/" });
  const round = async (task: number) => {
    await api.step(7);
    await api.sample({ task, sampling: {} });
    await api.trace();
    await api.checkpoint();
  };
  // Slow motion makes an eighth step, so that each round passes a validation: at steps 5, 10 and 20. Two fill the device's pool.
  await round(1);
  await round(2);
  const before = held();
  await round(3);
  expect(held()).toEqual(before);
  await api.close();
  expect(tf.memory().numTensors).toBe(0);
});
