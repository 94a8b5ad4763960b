import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** Through Vite: registries are gathered by its globs, which Playwright does not know. */
async function fromCatalog<T>(file: string): Promise<T> {
  return (await runnerImport<T>(fileURLToPath(new URL(`../src/catalog/${file}`, import.meta.url)))).module;
}

export const { defaultConfig, presets } = await fromCatalog<typeof import("../src/catalog/presets.ts")>("presets.ts");
export const { registry } = await fromCatalog<typeof import("../src/catalog/registry.ts")>("registry.ts");
export const { fuzzedLink } =
  await fromCatalog<typeof import("../src/catalog/testing/fuzzed-links.ts")>("testing/fuzzed-links.ts");
