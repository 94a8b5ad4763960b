/**
 * `npm run train -- LINK [--steps N] [--out FILE] [--backend wasm|webgpu]`: trains the set-up of a link on the processor (wasm), with
 * the page's own losses, or by Dawn on a GPU, and writes a checkpoint.safetensors that the page opens.
 * `npm run sweep -- LINK --over KEY=VALUE,VALUE … [--steps N] [--out FILE.csv|json] [--by FIGURE] [--jobs N]`: trains every
 * combination of the values, a process on each of the machine's cores, and prints a table, the best first.
 */
import { runnerImport } from "vite";

const { module } = await runnerImport("./e2e/command/main.ts");
process.exitCode = module.status;
