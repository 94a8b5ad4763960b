import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { asked, train } from "../../e2e/command/train.ts";
import { comeBack } from "../catalog/project.ts";
import type { Reference } from "./testing/reference/record.ts";

describe("training from the command line", () => {
  it("gives the page's losses bit for bit, and a file that the page opens", async () => {
    const recorded = await readFile(new URL("./testing/reference/presets.json", import.meta.url), "utf8");
    const reference = (JSON.parse(recorded) as Record<string, Reference>)["two-gan"];
    const rounds: number[] = [];
    const { losses, file } = await train(`https://example.org/inkling/${reference?.link}`, 10, (made) =>
      rounds.push(made),
    );
    expect(losses).toEqual(reference?.losses);
    expect(rounds).toEqual([10]);
    const back = file && comeBack(file);
    expect([back?.step, back?.config["model.family"], back?.config["data.shape"]]).toEqual([10, "gan", "gan-lab"]);
  });

  it("says how it is used", () => {
    expect(asked(["#preset=two-gan", "--steps", "20", "--out", "a"])).toEqual({
      link: "#preset=two-gan",
      steps: 20,
      out: "a",
      backend: "wasm",
    });
    expect(asked(["#preset=two-gan", "--backend", "webgpu"])).toMatchObject({ backend: "webgpu" });
    expect(asked(["#preset=two-gan"])).toMatchObject({ steps: null, out: "checkpoint.safetensors" });
    expect(() => asked([])).toThrow(/^Usage/);
    expect(() => asked(["--help"])).toThrow(/^Usage/);
    expect(() => asked(["#", "--steps", "many"])).toThrow(/whole number/);
    expect(() => asked(["#", "--backend", "webgl"])).toThrow("--backend takes wasm or webgpu.");
  });
});
