import { describe, expect, it } from "vitest";
import type { OptimizerManifest } from "../schema/manifest.ts";
import type { Words } from "../schema/words.ts";

const manifests = import.meta.glob<OptimizerManifest>("./*/manifest.ts", { eager: true, import: "manifest" });
const words = import.meta.glob<Words>("./*/words.ts", { eager: true, import: "words" });

describe.each(Object.entries(manifests))("%s", (path, manifest) => {
  it("is named like its folder", () => {
    expect(path).toBe(`./${manifest.id}/manifest.ts`);
  });

  it("has words for each of its parameters in both languages, and no others", () => {
    const own = words[path.replace("manifest", "words")];
    const names = Object.keys(manifest.parameters).sort();
    expect(Object.keys(own?.en.parameters ?? {}).sort()).toEqual(names);
    expect(Object.keys(own?.zh.parameters ?? {}).sort()).toEqual(names);
  });

  it("lets every parameter act while training, within its bounds", () => {
    expect(manifest.parameters.learningRate).toBeDefined();
    for (const parameter of Object.values(manifest.parameters)) {
      expect(parameter.live).toBe(true);
      if (parameter.type === "number") {
        expect(parameter.default).toBeGreaterThanOrEqual(parameter.min);
        expect(parameter.default).toBeLessThanOrEqual(parameter.max);
      }
    }
  });
});
