/** The same workloads in PyTorch, where python3 has it: median milliseconds of a step on one thread. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** By workload. */
export type PyTorchTimes = Readonly<Record<string, number>>;

const folder = fileURLToPath(new URL("./workloads/pytorch/", import.meta.url));

function python(...words: string[]): string | null {
  const { status, stdout } = spawnSync("python3", words, { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

export function pyTorchTimes({ only, quick }: { only: readonly string[] | undefined; quick: boolean }): PyTorchTimes {
  const version = existsSync(folder) ? python("-c", "import torch; print(torch.__version__)") : null;
  if (!version) {
    console.log("PyTorch: skipped, python3 has no torch here.");
    return {};
  }
  console.log(`PyTorch ${version}, one thread`);
  const names = readdirSync(folder).flatMap((file) => /^(\w+_\w+|wavenet)\.py$/.exec(file)?.[1] ?? []);
  const times = names
    .filter((name) => !only || only.includes(name))
    .map((name) => [name, Number(python(`${name}.py`, quick ? "5" : "15") ?? Number.NaN)] as const);
  return Object.fromEntries(times.filter(([, ms]) => Number.isFinite(ms)));
}
