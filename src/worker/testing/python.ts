import { spawnSync } from "node:child_process";

/** Debian's OpenBLAS guesses some processors wrong, and is slow or wrong on them. */
const environment = { ...process.env, OPENBLAS_CORETYPE: process.env.OPENBLAS_CORETYPE ?? "Haswell" };

/** Runs Python; the answer's `stdout` and `stderr` are text. */
export const runPython = (python: string, args: readonly string[]) =>
  spawnSync(python, [...args], { encoding: "utf8", env: environment, maxBuffer: 2 ** 28 });

/** A Python (INKLING_PYTHON, the system's) that has this package, or `null`. */
export function pythonWith(module: string): string | null {
  const known = [process.env.INKLING_PYTHON, "/usr/bin/python3", "python3"].filter((path) => path !== undefined);
  return known.find((path) => runPython(path, ["-c", `import ${module}`]).status === 0) ?? null;
}
