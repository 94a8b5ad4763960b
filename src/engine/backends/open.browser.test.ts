import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Fault } from "../../core/errors.ts";
import { backendKinds } from "./kinds.ts";
import { measureBackends } from "./measure.ts";
import { closeBackend, openBackend } from "./open.ts";
import { loseBackend } from "./testing/lose.ts";
import { wasmPaths } from "./testing/wasmPaths.ts";

function listening() {
  const faults: Fault[] = [];
  const losses: Fault[] = [];
  const options = {
    wasmPaths,
    onFault: (fault: Fault) => faults.push(fault),
    onLost: (fault: Fault) => losses.push(fault),
  };
  return { faults, losses, options };
}

async function squareOf(value: number): Promise<number | undefined> {
  const square = tf.tidy(() => tf.fill([3, 3], value).square().sum().div(9));
  const [answer] = await square.data();
  square.dispose();
  return answer;
}

afterEach(() => {
  for (const kind of backendKinds) closeBackend(kind);
});

describe("openBackend in a browser", () => {
  it.each(backendKinds)("opens %s, and computes on it without a fault", async (kind) => {
    const { faults, losses, options } = listening();
    const opened = await openBackend(kind, options);
    expect(opened.kind).toBe(kind);
    expect(tf.getBackend()).toBe(kind);
    expect(await squareOf(3)).toBeCloseTo(9, 5);
    expect(faults).toEqual([]);
    expect(losses).toEqual([]);
  });

  it.each(["webgpu", "webgl"] as const)("sees that %s is emulated here, by name", async (kind) => {
    const opened = await openBackend(kind, listening().options);
    expect(opened.software).toBe(true);
    expect(opened.description).toMatch(/swiftshader/i);
  });

  it.each(backendKinds)("computes in 32 bits on %s, so that epsilon is 1e-7 everywhere", async (kind) => {
    await openBackend(kind, listening().options);
    expect(tf.backend().floatPrecision()).toBe(32);
    expect(tf.backend().epsilon()).toBe(1e-7);
  });

  it("refuses WebGL that renders in half precision, and stays on the backend before", async () => {
    await openBackend("cpu", listening().options);
    tf.env().set("WEBGL_RENDER_FLOAT32_ENABLED", false);
    try {
      await expect(openBackend("webgl", listening().options)).rejects.toMatchObject({
        code: "backendUnavailable",
        values: { backend: "webgl", reason: "halfPrecision" },
      });
      expect(tf.getBackend()).toBe("cpu");
    } finally {
      tf.env().set("WEBGL_RENDER_FLOAT32_ENABLED", true);
    }
  });

  it("tells of a WebGPU shader that does not compile, which throws nothing", async () => {
    const { faults, options } = listening();
    await openBackend("webgpu", options);
    const backend = tf.backend() as unknown as WebGPUBackend;
    const input = tf.tensor1d([1, 2, 3]);
    const program = {
      outputShape: [3],
      variableNames: ["x"],
      workgroupSize: [64, 1, 1] as [number, number, number],
      dispatchLayout: { x: [0] },
      dispatch: [1, 1, 1] as [number, number, number],
      shaderKey: "deliberatelyBroken",
      size: true,
      getUserCode: () =>
        `fn main(index : i32) { if (index < uniforms.size) { let f : f32 = 1i; setOutputAtIndex(index, x[index] * f); } }`,
    };
    const output = backend.runWebGPUProgram(program, [input], "float32");
    tf.engine().makeTensorFromTensorInfo(output);
    backend.endComputePassEncoder();
    backend.submitQueue();
    await vi.waitFor(() => expect(faults).toHaveLength(1), { timeout: 20_000 });
    expect(faults[0]?.code).toBe("gpuError");
    expect(faults[0]?.values.backend).toBe("webgpu");
    expect(String(faults[0]?.values.message)).toMatch(/shader|pipeline|f32/i);
    // The same pipeline again brings further errors, which are not told again.
    const second = backend.runWebGPUProgram(program, [input], "float32");
    backend.endComputePassEncoder();
    backend.submitQueue();
    await backend.device.queue.onSubmittedWorkDone();
    tf.engine().makeTensorFromTensorInfo(second).dispose();
    expect(faults).toHaveLength(1);
  });

  it.each(["webgpu", "webgl"] as const)("tells of the loss of %s once, and opens it afresh", async (kind) => {
    const { losses, faults, options } = listening();
    await openBackend(kind, options);
    expect(await squareOf(2)).toBeCloseTo(4, 5);
    expect(loseBackend()).toBe(true);
    await vi.waitFor(() => expect(losses.length).toBe(1), { timeout: 20_000 });
    expect(losses[0]?.code).toBe("deviceLost");
    expect(losses[0]?.values.backend).toBe(kind);
    const again = listening();
    await openBackend(kind, again.options);
    expect(await squareOf(5)).toBeCloseTo(25, 4);
    expect(again.losses).toEqual([]);
    expect(again.faults).toEqual([]);
    expect(losses.length).toBe(1);
    expect(faults).toEqual([]);
  });

  it("tells nobody when a backend is closed on purpose", async () => {
    const { losses, options } = listening();
    await openBackend("webgpu", options);
    const { device } = tf.backend() as unknown as WebGPUBackend;
    closeBackend("webgpu");
    await device.lost;
    expect(losses).toEqual([]);
  });
});

describe("measureBackends in a browser", () => {
  const now = () => performance.now();

  it("leaves the backend in use with the listeners that it had", async () => {
    const { losses, options } = listening();
    await openBackend("webgl", options);
    await measureBackends(["cpu", "webgl"], { boxMs: 1, includeSoftware: false, now, wasmPaths });
    expect(tf.getBackend()).toBe("webgl");
    loseBackend();
    await vi.waitFor(() => expect(losses.length).toBe(1), { timeout: 20_000 });
  });

  it("names an emulated GPU and leaves it out, and times the rest", async () => {
    const measures = await measureBackends(backendKinds, { boxMs: 100, includeSoftware: false, now, wasmPaths });
    for (const measure of measures) {
      expect(measure.available).toBe(true);
      if (measure.kind === "webgpu" || measure.kind === "webgl") {
        expect(measure.stepsPerSecond).toBeNull();
        expect(measure.reason?.code).toBe("softwareBackend");
      } else {
        expect(measure.stepsPerSecond).toBeGreaterThan(0);
      }
    }
  });

  it("times emulated GPUs when asked to", async () => {
    const measures = await measureBackends(["webgpu", "webgl"], { boxMs: 100, includeSoftware: true, now, wasmPaths });
    for (const { stepsPerSecond } of measures) expect(stepsPerSecond).toBeGreaterThan(0);
  });
});
