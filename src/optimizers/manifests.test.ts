import { describe, expect, it } from "vitest";
import type { OptimizerManifest } from "../schema/manifest.ts";
import type { ManifestWords } from "../schema/words.ts";

const manifests = import.meta.glob<OptimizerManifest>("./*/manifest.ts", { eager: true, import: "manifest" });
const words = import.meta.glob<ManifestWords>("./*/words/en.ts", { eager: true, import: "words" });

describe.each(Object.entries(manifests))("%s", (path, manifest) => {
  it("is named like its folder", () => {
    expect(path).toBe(`./${manifest.id}/manifest.ts`);
  });

  it("has words for each of its parameters, and no others", () => {
    const own = words[path.replace("manifest", "words/en")];
    expect(Object.keys(own?.parameters ?? {}).sort()).toEqual(Object.keys(manifest.parameters).sort());
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
