import { describe, expect, it } from "vitest";
import type { BackendKind, BackendMeasure } from "../../worker/api.ts";
import { attempts, chooseBackend, isBackendKind } from "./backends.ts";

const measure = (kind: BackendKind, stepsPerSecond: number | null, more: Partial<BackendMeasure> = {}) => ({
  kind,
  stepsPerSecond,
  description: kind,
  software: false,
  available: true,
  ...more,
});

describe("the choice of a backend", () => {
  it("is a hardware WebGPU up to 1.5 times slower than another", () => {
    expect(chooseBackend([measure("webgpu", 100), measure("wasm", 150)])?.kind).toBe("webgpu");
    expect(chooseBackend([measure("webgpu", 100), measure("wasm", 151)])).toEqual({
      kind: "wasm",
      reason: { code: "fasterThanWebgpu", values: { kind: "wasm", times: 1.51 } },
    });
  });

  it("is the fastest where WebGPU is imitated, absent or was not measured", () => {
    const others = [measure("webgl", 20), measure("wasm", 90), measure("cpu", 30)];
    const wasm = { kind: "wasm", reason: { code: "fastest", values: { kind: "wasm", stepsPerSecond: 90 } } };
    expect(chooseBackend([measure("webgpu", null, { software: true }), ...others])).toEqual(wasm);
    expect(chooseBackend([measure("webgpu", 99, { available: false }), ...others])).toEqual(wasm);
    expect(chooseBackend(others)).toEqual(wasm);
  });

  it("is nothing where nothing was measured", () => {
    expect(chooseBackend([])).toBeNull();
    expect(chooseBackend([measure("webgl", null)])).toBeNull();
  });
});

describe("falling back", () => {
  it("passes over GPUs that are not known to be real", () => {
    expect(attempts("webgpu", null)).toEqual(["webgpu", "wasm", "cpu"]);
    expect(attempts("webgpu", [measure("webgl", 10)])).toEqual(["webgpu", "webgl", "wasm", "cpu"]);
    expect(attempts("webgpu", [measure("webgl", 10, { software: true })])).toEqual(["webgpu", "wasm", "cpu"]);
    expect(attempts("cpu", null)).toEqual(["cpu"]);
  });

  it("knows a backend's name from any other text", () => {
    expect(isBackendKind("wasm")).toBe(true);
    expect(isBackendKind("constructor")).toBe(false);
  });
});
