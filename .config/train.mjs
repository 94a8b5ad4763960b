/**
 * `npm run train -- LINK [--steps N] [--out FILE]`: trains the set-up of a link on the processor (wasm), with the page's own losses,
 * and writes a checkpoint.safetensors that the page opens.
 */
import { runnerImport } from "vite";

const { module } = await runnerImport("./e2e/command/main.ts");
process.exitCode = module.status;
