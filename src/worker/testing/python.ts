import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * Debian's OpenBLAS guesses some processors wrong, and is slow or wrong on them. Keras would ask for TensorFlow, and not be
 * there without it; its programs run on PyTorch.
 */
const environment = {
  ...process.env,
  OPENBLAS_CORETYPE: process.env.OPENBLAS_CORETYPE ?? "Haswell",
  KERAS_BACKEND: "torch",
};

/** Runs Python; the answer's `stdout` and `stderr` are text. */
export const runPython = (python: string, args: readonly string[]) =>
  spawnSync(python, [...args], { encoding: "utf8", env: environment, maxBuffer: 2 ** 28 });

/** A Python (INKLING_PYTHON, the system's) that has this package, or `null`. */
export function pythonWith(module: string): string | null {
  const known = [process.env.INKLING_PYTHON, "/usr/bin/python3", "python3"].filter((path) => path !== undefined);
  return known.find((path) => runPython(path, ["-c", `import ${module}`]).status === 0) ?? null;
}

/**
 * Runs a file in two processes by torchrun, which starts them again once. What they print goes through files: on Python 3.11
 * torch 1.13 cannot start processes that share its own output.
 */
export const runTorchrun = (python: string, args: readonly string[], folder: string) => {
  const agent = ["--standalone", "--redirects=1", "--tee=1", `--log_dir=${join(folder, "logs")}`];
  const processes = ["--nproc_per_node=2", "--max_restarts=1"];
  return spawnSync(python, ["-m", "torch.distributed.run", ...agent, ...processes, ...args], {
    ...{ encoding: "utf8", cwd: folder, maxBuffer: 2 ** 28, timeout: 120_000 },
    env: { ...environment, OMP_NUM_THREADS: "1" },
  });
};
