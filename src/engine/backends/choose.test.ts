import { describe, expect, it } from "vitest";
import { chooseBackend } from "./choose.ts";
import { type BackendKind, type BackendMeasure, backendKinds } from "./kinds.ts";

function measure(kind: BackendKind, stepsPerSecond: number | null, more: Partial<BackendMeasure> = {}): BackendMeasure {
  return { kind, available: true, description: kind, software: false, stepsPerSecond, ...more };
}
const software = { software: true };
const absent = { available: false };

describe("chooseBackend", () => {
  it("takes a hardware WebGPU that is the fastest", () => {
    expect(chooseBackend([measure("webgpu", 90), measure("wasm", 60), measure("cpu", 5)])).toEqual({
      kind: "webgpu",
      reason: { code: "hardwareWebgpu", values: { stepsPerSecond: 90 } },
    });
  });

  it("keeps a hardware WebGPU while another is just 1.5 times faster", () => {
    expect(chooseBackend([measure("webgpu", 40), measure("wasm", 60)]).kind).toBe("webgpu");
  });

  it("leaves a hardware WebGPU for one more than 1.5 times faster, and says by how much", () => {
    expect(chooseBackend([measure("webgpu", 40), measure("wasm", 80), measure("webgl", 70)])).toEqual({
      kind: "wasm",
      reason: { code: "fasterThanWebgpu", values: { kind: "wasm", times: 2 } },
    });
  });

  it("takes the fastest where there is no WebGPU", () => {
    expect(chooseBackend([measure("webgpu", null, absent), measure("webgl", 30), measure("wasm", 31)])).toEqual({
      kind: "wasm",
      reason: { code: "fastest", values: { kind: "wasm", stepsPerSecond: 31 } },
    });
  });

  it("never takes a software GPU unasked, however fast it was measured", () => {
    const measures = [measure("webgpu", 900, software), measure("webgl", 800, software), measure("cpu", 2)];
    expect(chooseBackend(measures).kind).toBe("cpu");
  });

  it("takes a software GPU that was asked for when it is the fastest", () => {
    const measures = [measure("webgpu", 20, software), measure("webgl", 30, software), measure("wasm", 25)];
    expect(chooseBackend(measures, { includeSoftware: true }).kind).toBe("webgl");
  });

  it("gives a software WebGPU that was asked for no head start", () => {
    const measures = [measure("webgpu", 20, software), measure("wasm", 25)];
    expect(chooseBackend(measures, { includeSoftware: true }).kind).toBe("wasm");
  });

  it("does not take a software GPU that nobody timed, even when asked for", () => {
    const measures = [measure("webgpu", null, software), measure("wasm", null)];
    expect(chooseBackend(measures, { includeSoftware: true }).kind).toBe("wasm");
  });

  it("trusts a hardware WebGPU that was not measured", () => {
    expect(chooseBackend([measure("wasm", 100), measure("webgpu", null)])).toEqual({
      kind: "webgpu",
      reason: { code: "hardwareWebgpu", values: {} },
    });
  });

  it("falls back on the usual order where nothing was measured", () => {
    const measures = [measure("cpu", null), measure("wasm", null), measure("webgl", null)];
    expect(chooseBackend(measures)).toEqual({
      kind: "webgl",
      reason: { code: "bestKnown", values: { kind: "webgl" } },
    });
  });

  it("answers cpu for an empty list", () => {
    expect(chooseBackend([])).toEqual({ kind: "cpu", reason: { code: "bestKnown", values: { kind: "cpu" } } });
  });

  it("passes over a WebGPU that made no step at all", () => {
    expect(chooseBackend([measure("webgpu", 0), measure("cpu", 1)])).toEqual({
      kind: "cpu",
      reason: { code: "fastest", values: { kind: "cpu", stepsPerSecond: 1 } },
    });
  });

  it("settles a tie by the usual order, whatever the order of the list", () => {
    expect(chooseBackend([measure("cpu", 7), measure("wasm", 7), measure("webgl", 7)]).kind).toBe("webgl");
  });

  it("holds its rules for every combination of presence, emulation and speed", () => {
    const states = [null, 0, 10, 14, 16, 40].flatMap((speed) => [
      { available: true, software: false, stepsPerSecond: speed },
      { available: true, software: true, stepsPerSecond: speed },
    ]);
    states.push({ available: false, software: false, stepsPerSecond: null });
    const plain = states.filter((state) => !state.software);
    let seen = 0;
    for (const webgpu of states) {
      for (const webgl of states) {
        for (const wasm of plain) {
          for (const includeSoftware of [false, true]) {
            const all = [measure("webgpu", null, webgpu), measure("webgl", null, webgl), measure("wasm", null, wasm)];
            const { kind } = chooseBackend(all, { includeSoftware });
            const chosen = all.find((one) => one.kind === kind);
            const allowed = all.filter((one) => one.available && (includeSoftware || !one.software));
            const best = Math.max(0, ...allowed.map((one) => one.stepsPerSecond ?? 0));
            if (chosen === undefined) {
              // cpu was not in the list, and is the last resort alone.
              expect(allowed.filter((one) => !one.software && one.stepsPerSecond === null)).toEqual([]);
              expect(best).toBe(0);
            } else {
              expect(allowed).toContain(chosen);
              const speed = chosen.stepsPerSecond;
              if (kind === "webgpu" && !chosen.software) expect(speed === null || best <= 1.5 * speed).toBe(true);
              else if (speed !== null) expect(speed).toBe(best);
              else expect(best).toBe(0);
            }
            seen++;
          }
        }
      }
    }
    expect(seen).toBe(13 * 13 * 7 * 2);
  });

  it("knows every backend by name", () => {
    for (const kind of backendKinds) expect(chooseBackend([measure(kind, 3)]).kind).toBe(kind);
  });
});
