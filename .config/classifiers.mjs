/** `npm run classifiers [-- glyphs|emoji …]`: see `e2e/bench/classifiers.ts`. */
import { runnerImport } from "vite";

await runnerImport("./e2e/bench/classifiers.ts");
