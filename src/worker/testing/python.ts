import { spawn, spawnSync } from "node:child_process";

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

/** Runs a file in so many processes that find each other as under torchrun; resolves with what they complained of, or "". */
export async function runParallel(python: string, args: readonly string[], folder: string, world: number) {
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const processes = Array.from({ length: world }, (_, rank) => {
    const place = { RANK: String(rank), LOCAL_RANK: String(rank), WORLD_SIZE: String(world), OMP_NUM_THREADS: "1" };
    const meeting = { MASTER_ADDR: "127.0.0.1", MASTER_PORT: port };
    const child = spawn(python, [...args], { cwd: folder, env: { ...environment, ...place, ...meeting } });
    let complaint = "";
    child.stderr.on("data", (text) => {
      complaint += text;
    });
    return new Promise<string>((resolve) => {
      child.on("close", (code) => resolve(code === 0 ? "" : `process ${rank} ended with ${code}: ${complaint}`));
    });
  });
  return (await Promise.all(processes)).join("");
}
