import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const entry = fileURLToPath(new URL("./workloads/run.ts", import.meta.url));

/** Modules of Node that TensorFlow.js asks for where it runs in Node; browsers get an empty one, which they never open. */
const nodeModules: Plugin = {
  name: "node-modules-where-there-are-any",
  enforce: "pre",
  resolveId: (id) => (builtinModules.includes(id) ? `\0node:${id}.cjs` : null),
  load: (id) =>
    id.startsWith("\0node:")
      ? `module.exports = globalThis.process?.getBuiltinModule?.("${id.slice(6, -4)}") ?? {};`
      : null,
};

/** Builds the benchmark with everything it needs as the one ES module `file`. */
export async function bundleWorkloads(file: string): Promise<void> {
  const slash = file.lastIndexOf("/");
  await build({
    configFile: false,
    plugins: [nodeModules],
    logLevel: "error",
    publicDir: false,
    build: {
      target: "es2022",
      minify: false,
      outDir: file.slice(0, slash),
      emptyOutDir: false,
      chunkSizeWarningLimit: 20_000,
      lib: { entry, formats: ["es"], fileName: () => file.slice(slash + 1) },
      rollupOptions: { output: { banner: 'const __dirname = "";', codeSplitting: false } },
    },
  });
}
