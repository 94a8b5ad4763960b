/**
 * `npm run quality [-- PRESET …] [--seeds N] [--steps N]`: trains presets to their ends and holds them against their baselines,
 * into `e2e/bench/QUALITY.md`. Exit status 1 where a figure misses its baseline. `--steps` stops early and writes nothing.
 */
import { runnerImport } from "vite";

const { module } = await runnerImport("./e2e/bench/quality.ts");
process.exitCode = module.allHold ? 0 : 1;
