/** `npm run bench [-- page] [--json FILE]`: measures, never judges. Each benchmark is a file of `e2e/bench/`. */
import { writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const BENCHMARKS = ["page"];

const words = process.argv.slice(2);
const json = words.includes("--json") ? words.splice(words.indexOf("--json"), 2)[1] : undefined;
const wanted = BENCHMARKS.filter((name) => words.includes(name));
const options = words.filter((word) => !BENCHMARKS.includes(word));

const results = {};
for (const name of wanted.length > 0 ? wanted : BENCHMARKS) {
  const { module } = await runnerImport(`./e2e/bench/${name}.ts`);
  results[name] = await module.bench(options);
}
if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
