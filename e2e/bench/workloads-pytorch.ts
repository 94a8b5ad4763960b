/** The same workloads in PyTorch, where a Python has it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Median milliseconds of a step, on the processor on one thread. */
export interface PyTorchTimes {
  readonly processorMs: number;
  readonly clockMs: number;
}

export interface PyTorch {
  readonly version: string;
  /** The device of a GPU that it can use, `cuda` or `mps`. */
  readonly gpu: string | null;
  /** Null where the workload does not run. */
  measure(workload: string, quick: boolean, device: string): PyTorchTimes | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a Python prints, or null where it fails. */
type Python = (path: string, words: readonly string[], environment: Environment) => string | null;

const folder = fileURLToPath(new URL("./workloads/pytorch/", import.meta.url));
const ABOUT = `
import torch
mps = getattr(torch.backends, "mps", None)
print(torch.__version__, "cuda" if torch.cuda.is_available() else "mps" if mps and mps.is_available() else "")`;
const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };

const runPython: Python = (path, words, env) => {
  const { status, stdout } = spawnSync(path, words, { cwd: folder, encoding: "utf8", env: { ...process.env, ...env } });
  return status === 0 ? stdout.trim() : null;
};

/** The PyTorch of INKLING_PYTHON, else of python3, else of the system's own python3, which an environment may hide. */
export function findPyTorch(environment: Environment = process.env, run: Python = runPython): PyTorch | null {
  const places = [environment.INKLING_PYTHON, "python3", "/usr/bin/python3"].filter((path) => path !== undefined);
  for (const path of places) {
    const [version, gpu] = run(path, ["-c", ABOUT], ONE_THREAD)?.split(" ") ?? [];
    if (!version) continue;
    return {
      version,
      gpu: gpu || null,
      measure: (workload, quick, device) => {
        const printed = run(path, [`${workload}.py`, quick ? "5" : "15", device], ONE_THREAD);
        const [processorMs, clockMs] = (printed ?? "").split(" ").map(Number);
        return processorMs && clockMs ? { processorMs, clockMs } : null;
      },
    };
  }
  return null;
}
