/// <reference lib="webworker" />

import wasmUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import * as Comlink from "comlink";
import { InklingError } from "../core/errors.ts";
import type { Studio } from "../protocol/protocol.ts";
import { createStudio } from "./studio.ts";

const HEARTBEAT_MS = 1000;

const { heartbeat, ...studio } = createStudio({
  now: () => performance.now(),
  wasmPaths: {
    "tfjs-backend-wasm.wasm": wasmUrl,
    "tfjs-backend-wasm-simd.wasm": simdUrl,
    "tfjs-backend-wasm-threaded-simd.wasm": threadedUrl,
  },
  readerOf: (baseUrl) => async (path) => {
    const response = await fetch(new URL(path, baseUrl)).catch(() => null);
    if (!response?.ok) throw new InklingError("dataUnreadable", { path });
    return new Uint8Array(await response.arrayBuffer());
  },
});

setInterval(heartbeat, HEARTBEAT_MS);
Comlink.expose(studio satisfies Studio);
