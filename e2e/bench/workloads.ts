/**
 * `npm run bench -- workloads`: trains ten small generative models by Inkling's engine and by stock TensorFlow.js in turns,
 * and by PyTorch where the machine has it. Options: `--backend webgpu,webgl,wasm,cpu`, `--only NAME,…`, `--quick`,
 * `--host browser|node`, `--bundle FILE` (writes the module for any other host, and measures nothing), `--readme`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BackendKind } from "../../src/engine/backends/kinds.ts";
import type { WorkloadResult } from "./workloads/run.ts";
import { bundleWorkloads } from "./workloads-build.ts";
import { chromiumHost, type Host, nodeHost } from "./workloads-hosts.ts";
import { type Options, optionsOf } from "./workloads-options.ts";
import { findPyTorch, type PyTorch, type PyTorchTimes } from "./workloads-pytorch.ts";
import { publish } from "./workloads-readme.ts";
import { heading, line, notes } from "./workloads-table.ts";

/** A workload in its three forms, measured one right after the other. */
export interface Measured extends WorkloadResult {
  /** On a GPU, that of PyTorch on the GPU. Null on one in software, and where there is no PyTorch. */
  readonly pytorch: PyTorchTimes | null;
}

export interface WorkloadFigures {
  readonly machine: string;
  readonly host: string;
  readonly pytorch: string | null;
  readonly date: string;
  readonly minutes: number;
  readonly runs: readonly { readonly backend: BackendKind; readonly results: readonly Measured[] }[];
}

async function runBackend(host: Host, pytorch: PyTorch | null, backend: BackendKind, { only, quick }: Options) {
  const results: Measured[] = [];
  const onCpu = backend === "wasm" || backend === "cpu";
  for (const name of only) {
    const [result] = await host.run({ backend, quick, only: [name] });
    if (!result) throw new Error(`${name} was not measured`);
    const device = onCpu ? "cpu" : result.software ? null : pytorch?.gpu;
    const measured = { ...result, pytorch: (device && pytorch?.measure(name, quick, device)) || null };
    if (results.length === 0) console.log(`\n${heading(measured)}`);
    console.log([line(measured), ...notes(measured).map((note) => `  ${note}`)].join("\n"));
    results.push(measured);
  }
  return { backend, results };
}

async function measureAll(host: Host, options: Options): Promise<WorkloadFigures> {
  const start = performance.now();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}`;
  const pytorch = findPyTorch();
  const version = pytorch
    ? `PyTorch ${pytorch.version}, ${pytorch.gpu ? `${pytorch.gpu} and ` : ""}one thread`
    : "no PyTorch found (INKLING_PYTHON names a Python)";
  console.log(`${machine}, ${host.description}; ${version}`);
  const runs: WorkloadFigures["runs"][number][] = [];
  for (const backend of options.backends) runs.push(await runBackend(host, pytorch, backend, options));
  const minutes = (performance.now() - start) / 60_000;
  console.log(`\n${minutes.toFixed(1)} minutes`);
  const date = new Date().toISOString().slice(0, 10);
  return { machine, host: host.description, pytorch: pytorch?.version ?? null, date, minutes, runs };
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
    const figures = await measureAll(host, options);
    if (options.readme) publish(figures);
    return figures;
  } finally {
    await host?.close();
    rmSync(folder, { recursive: true });
  }
}
