import { fileURLToPath } from "node:url";
import { build } from "vite";

const entry = fileURLToPath(new URL("./workloads/run.ts", import.meta.url));

/** What CommonJS pieces of TensorFlow.js ask of Node, where the module runs in Node. */
const NODE_NAMES = `const require = globalThis.process?.getBuiltinModule?.("module").createRequire(import.meta.url);
const __dirname = "";`;

/** Builds the benchmark with everything it needs as the one ES module `file`. */
export async function bundleWorkloads(file: string): Promise<void> {
  const slash = file.lastIndexOf("/");
  await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: {
      target: "es2022",
      minify: false,
      outDir: file.slice(0, slash),
      emptyOutDir: false,
      chunkSizeWarningLimit: 20_000,
      lib: { entry, formats: ["es"], fileName: () => file.slice(slash + 1) },
      rollupOptions: { output: { banner: NODE_NAMES, codeSplitting: false } },
    },
  });
}
