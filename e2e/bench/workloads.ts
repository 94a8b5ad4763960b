/**
 * `npm run bench -- workloads`: trains ten small generative models by Inkling's engine and by stock TensorFlow.js in turns,
 * and by PyTorch where the machine has it. Options: `--backend webgpu,webgl,wasm,cpu`, `--only NAME,…`, `--quick`,
 * `--host browser|node`, `--bundle FILE` (writes the module for any other host, and measures nothing), `--readme`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BackendKind, backendKinds } from "../../src/engine/backends/kinds.ts";
import type { RunResult } from "./workloads/run.ts";
import { bundleWorkloads } from "./workloads-build.ts";
import { chromiumHost, type Host, nodeHost } from "./workloads-hosts.ts";
import { type PyTorchTimes, pyTorchTimes } from "./workloads-pytorch.ts";
import { heading, publish, row } from "./workloads-table.ts";

export interface WorkloadFigures {
  readonly machine: string;
  readonly host: string;
  readonly date: string;
  readonly runs: readonly RunResult[];
  readonly pytorch: PyTorchTimes;
}

interface Options {
  readonly backends: readonly BackendKind[];
  readonly only: readonly string[] | undefined;
  readonly quick: boolean;
  readonly host: "browser" | "node";
  readonly bundle: string | undefined;
  readonly readme: boolean;
}

function optionsOf(words: readonly string[]): Options {
  const value = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const wanted = value("--backend")?.split(",");
  const unknown = wanted?.find((name) => !backendKinds.some((kind) => kind === name));
  if (unknown) throw new Error(`no backend is called ${unknown}; there are ${backendKinds.join(", ")}`);
  const host = value("--host") === "node" ? "node" : "browser";
  const usual: readonly BackendKind[] = host === "node" ? ["wasm"] : ["wasm", "webgl", "webgpu"];
  return {
    backends: wanted ? backendKinds.filter((kind) => wanted.includes(kind)) : usual,
    only: value("--only")?.split(","),
    quick: words.includes("--quick"),
    host,
    bundle: value("--bundle"),
    readme: words.includes("--readme"),
  };
}

export async function bench(words: readonly string[]): Promise<WorkloadFigures | null> {
  const options = optionsOf(words);
  if (options.bundle) {
    await bundleWorkloads(resolve(options.bundle));
    console.log(`import { run } from "${options.bundle}"; await run({ backend: "webgpu" })`);
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "inkling-bench-"));
  let host: Host | null = null;
  try {
    const module = join(folder, "inkling-bench.mjs");
    await bundleWorkloads(module);
    host = options.host === "node" ? nodeHost(module) : await chromiumHost(module);
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}`;
    console.log(`${machine}, ${host.description}`);
    const pytorch = pyTorchTimes(options);
    const runs: RunResult[] = [];
    for (const backend of options.backends) {
      console.log(`\n${heading(backend)}`);
      const { only, quick } = options;
      const run = await host.run({ backend, quick, ...(only ? { only } : {}) }, (result) => {
        console.log(row(result, pytorch));
      });
      runs.push(run);
      const { inkling, stock } = run.peak;
      console.log(`512³ product: ${inkling?.toFixed(1)} GFLOP/s, stock ${stock?.toFixed(1)} (${run.device})`);
    }
    const figures = { machine, host: host.description, date: new Date().toISOString().slice(0, 10), runs, pytorch };
    if (options.readme) publish(figures);
    return figures;
  } finally {
    await host?.close();
    rmSync(folder, { recursive: true });
  }
}
