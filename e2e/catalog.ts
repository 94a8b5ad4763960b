import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const path = fileURLToPath(new URL("../src/catalog/presets.ts", import.meta.url));

/** The presets, through Vite: registries are gathered by its globs, which Playwright does not know. */
export const { defaultConfig, presets } = (await runnerImport<typeof import("../src/catalog/presets.ts")>(path)).module;
