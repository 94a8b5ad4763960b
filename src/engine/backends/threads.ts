/** TensorFlow.js' wasm backend on memory that threads share, where the page may have such memory. */
import { withSharedMemory } from "../kernels/wasm/sharedMemory.ts";
import type { BackendOptions } from "./kinds.ts";

const SIMD_BINARY = "tfjs-backend-wasm-simd.wasm";
/** The names that the backend wants an address for; it asks for the one that the processor can run. */
const BINARIES = ["tfjs-backend-wasm.wasm", SIMD_BINARY, "tfjs-backend-wasm-threaded-simd.wasm"];
/** Beyond these the passes that stay on one core set the pace. */
const MOST_THREADS = 8;

/** As many threads as the machine has for us: one where the page is not cross-origin isolated, and so has no shared memory. */
export function threadsHere(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.min(MOST_THREADS, navigator.hardwareConcurrency);
}

/** Addresses of the backend's binary with its memory shared, in place of those given. Throws where it cannot be had. */
export async function sharedBinaries(
  paths: NonNullable<BackendOptions["wasmPaths"]>,
): Promise<Readonly<Record<string, string>>> {
  const path = typeof paths === "string" ? paths + SIMD_BINARY : paths[SIMD_BINARY];
  if (path === undefined) throw new Error(`No address for ${SIMD_BINARY}`);
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  const binary = withSharedMemory(new Uint8Array(await response.arrayBuffer()));
  const address = URL.createObjectURL(new Blob([binary], { type: "application/wasm" }));
  return Object.fromEntries(BINARIES.map((name) => [name, address]));
}
