import { describe, expect, it } from "vitest";
import type { RecurrentCell } from "./contract.ts";
import { backwardShader, forwardShader } from "./webgpuShaders.ts";

const cells = ["simple", "lstm", "gru", "gru-reset-before"] as const satisfies readonly RecurrentCell[];
const sizes = [16, 100, 128, 256, 333, 512, 1000, 1024];

/** Bytes of workgroup memory that the text declares: vectors of 1, 2 or 4 floats. */
function workgroupBytes(declarations: string): number {
  const vector = Number(/alias V = vec(\d)/.exec(declarations)?.[1] ?? 1);
  const arrays = [...declarations.matchAll(/var<workgroup> \w+: array<V, (\d+)>/g)];
  return arrays.reduce((sum, [, count]) => sum + Number(count) * vector * 4, 0);
}

describe.each(cells)("the WebGPU shaders of %s", (cell) => {
  it.each(sizes)("keep within what every device has, at %s units", (units) => {
    for (const batch of [1, 2, 3, 32]) {
      const both = [forwardShader(cell, batch, units, cell !== "lstm"), backwardShader(cell, batch, units)];
      for (const { shader, groups } of both) {
        expect(workgroupBytes(shader.declarations ?? "")).toBeGreaterThan(0);
        expect(workgroupBytes(shader.declarations ?? "")).toBeLessThanOrEqual(16_384);
        expect(shader.lanes).toBeLessThanOrEqual(256);
        expect(shader.outputs.length + Object.keys(shader.inputs).length).toBeLessThanOrEqual(8);
        expect(groups).toBeGreaterThanOrEqual(batch / 4);
        expect(groups).toBeLessThanOrEqual(batch);
      }
    }
  });
});

describe("the WebGPU shader of a GRU", () => {
  it("serves four sequences at once where their states have room, and one where they have not", () => {
    expect(forwardShader("gru", 32, 128, true).groups).toBe(8);
    expect(backwardShader("gru", 32, 128).groups).toBe(8);
    expect(backwardShader("lstm", 32, 1024).groups).toBe(32);
  });
});
