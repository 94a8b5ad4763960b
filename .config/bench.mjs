/**
 * `npm run bench [-- page|workloads] [options] [--json FILE]`: measures, never judges. Each benchmark is a file of
 * `e2e/bench/`, which names its options; options alone mean the workloads.
 */
import { writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const BENCHMARKS = ["workloads", "page"];

const words = process.argv.slice(2);
const json = words.includes("--json") ? words.splice(words.indexOf("--json"), 2)[1] : undefined;
const named = BENCHMARKS.filter((name) => words.includes(name));
const options = words.filter((word) => !BENCHMARKS.includes(word));
const wanted = named.length > 0 ? named : options.length > 0 ? ["workloads"] : BENCHMARKS;

const results = {};
for (const name of wanted) {
  const { module } = await runnerImport(`./e2e/bench/${name}.ts`);
  // The runner has set "development", under which a page would be built that no visitor gets.
  process.env.NODE_ENV = "production";
  results[name] = await module.bench(options);
}
if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
