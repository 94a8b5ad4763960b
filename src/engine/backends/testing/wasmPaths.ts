/** Where a page of tests finds the wasm binaries. */
import wasmUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";

const absolute = (url: string) => new URL(url, location.href).href;

export const wasmPaths = {
  "tfjs-backend-wasm.wasm": absolute(wasmUrl),
  "tfjs-backend-wasm-simd.wasm": absolute(simdUrl),
  "tfjs-backend-wasm-threaded-simd.wasm": absolute(threadedUrl),
};
