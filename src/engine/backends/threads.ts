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

/**
 * Addresses of the backend's binary in place of those given, with its memory shared where there are several threads. The
 * binary is fetched here, because the backend would wait for ever where nothing comes, and take a page of HTML for it.
 * Throws where it cannot be had.
 */
export async function fetchedBinaries(
  paths: NonNullable<BackendOptions["wasmPaths"]>,
  threads: number,
  read: NonNullable<BackendOptions["readBinary"]>,
): Promise<Readonly<Record<string, string>>> {
  const path = typeof paths === "string" ? paths + SIMD_BINARY : paths[SIMD_BINARY];
  if (path === undefined) throw new Error(`No address for ${SIMD_BINARY}`);
  const binary = await read(path);
  const blob = new Blob([threads > 1 ? shared(binary) : new Uint8Array(binary)], { type: "application/wasm" });
  const address = URL.createObjectURL(blob);
  return Object.fromEntries(BINARIES.map((name) => [name, address]));
}

/** What stands in the way of shared memory leaves one core, which is no reason to refuse. */
function shared(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    return withSharedMemory(binary);
  } catch {
    return new Uint8Array(binary);
  }
}

export async function fetchBinary(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
