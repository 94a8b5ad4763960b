import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../catalog/presets.ts";
import { writeSafetensors } from "../../../export/safetensors/write.ts";
import { readProject } from "./read-project.ts";

const config = defaultConfig();
const weight = { name: "model.embedding.weight", shape: [1, 2], data: Float32Array.of(1, 2) };
const checkpoint = writeSafetensors([weight], { step: "12", "inkling.setup": JSON.stringify(config) });
const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

describe("a file that is dropped", () => {
  it("is a checkpoint with its set-up and step, alone or in a project's zip", async () => {
    const packed = zipSync({ "inkling/README.md": Uint8Array.of(1), "inkling/checkpoint.safetensors": checkpoint });
    for (const file of [checkpoint, packed]) {
      const found = await readProject(blob(file));
      expect(found).toMatchObject({ config, step: 12 });
    }
  });

  it("is weights from elsewhere where it says no set-up", async () => {
    const found = await readProject(blob(writeSafetensors([weight])));
    expect(found).toMatchObject({ matches: expect.any(Function), into: expect.any(Function) });
  });

  it("is refused where it holds no checkpoint, is cut, or has no floats", async () => {
    expect(await readProject(blob(zipSync({ "data.safetensors": checkpoint })))).toBe("noCheckpoint");
    const packed = zipSync({ "checkpoint.safetensors": checkpoint });
    expect(await readProject(blob(packed.subarray(0, packed.length / 2)))).toBe("noZip");
    const whole = { ...weight, data: Int32Array.of(1, 2) };
    expect(await readProject(blob(writeSafetensors([whole])))).toBe("strange");
    await expect(readProject(blob(Uint8Array.of(1, 2, 3)))).rejects.toMatchObject({ code: "safetensorsCut" });
  });

  it("keeps a set-up within its bounds, whatever stands in the file", async () => {
    const wild = { ...config, "model.units": 1e9, "model.unknown": 3, constructor: "x" };
    const found = await readProject(blob(writeSafetensors([weight], { "inkling.setup": JSON.stringify(wild) })));
    expect(found).toMatchObject({ config: { ...config, "model.units": 1024 }, step: 0 });
  });
});
