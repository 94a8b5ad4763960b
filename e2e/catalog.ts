import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** Through Vite: registries are gathered by its globs, which Playwright does not know. */
async function fromSource<T>(file: string): Promise<T> {
  return (await runnerImport<T>(fileURLToPath(new URL(`../src/${file}`, import.meta.url)))).module;
}
const fromCatalog = <T>(file: string) => fromSource<T>(`catalog/${file}`);

export const { defaultConfig, presets } = await fromCatalog<typeof import("../src/catalog/presets.ts")>("presets.ts");
export const { registry } = await fromCatalog<typeof import("../src/catalog/registry.ts")>("registry.ts");
export const { fuzzedLink } =
  await fromCatalog<typeof import("../src/catalog/testing/fuzzed-links.ts")>("testing/fuzzed-links.ts");
export const { lessons, lessonWords } = await fromSource<typeof import("../src/lessons/index.ts")>("lessons/index.ts");
