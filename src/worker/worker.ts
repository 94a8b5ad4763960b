/// <reference lib="webworker" />

import wasmUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import * as Comlink from "comlink";
import { factsOf } from "../datasets/integrity.ts";
import type { WorkerApi } from "./api.ts";
import { download } from "./download.ts";
import { createWorkerApi } from "./workerApi.ts";

const HEARTBEAT_MS = 1000;
const SIMD_BINARY = "tfjs-backend-wasm-simd.wasm";

/** Files that came and were checked. All there are make two megabytes, so that none needs to be given up. */
const files = new Map<string, Uint8Array>();

async function read(
  address: string,
  path: string,
  signal: AbortSignal,
  onProgress: (done: number) => void = () => {},
): Promise<Uint8Array> {
  const held = files.get(address);
  if (held) return held;
  const content = await download({ address, path, facts: factsOf(path), signal, onProgress });
  files.set(address, content);
  return content;
}

const { heartbeat, ...api } = createWorkerApi({
  now: () => performance.now(),
  wasmPaths: {
    "tfjs-backend-wasm.wasm": wasmUrl,
    "tfjs-backend-wasm-simd.wasm": simdUrl,
    "tfjs-backend-wasm-threaded-simd.wasm": threadedUrl,
  },
  readBinary: (address, signal, onProgress) =>
    read(new URL(address, self.location.href).href, SIMD_BINARY, signal, onProgress),
  readerOf: (baseUrl, signal, onProgress) => (path) => read(new URL(path, baseUrl).href, path, signal, onProgress),
});

setInterval(heartbeat, HEARTBEAT_MS);
Comlink.expose(api satisfies WorkerApi);
